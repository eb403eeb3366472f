import { formatMoney } from '@cairn/plugin-cost-common';
import type { EnvironmentClassSummary } from '@cairn/plugin-environments-common';
import { Text } from '@backstage/ui';
import { EntityLink, Panel, Section } from '@cairn/plugin-portal-react';
import { Fragment } from 'react';
import styles from './ClassPage.module.css';

function Approval({ class: one }: { class: EnvironmentClassSummary }) {
  const { approval, budget } = one;
  if (!approval) {
    return <>The class itself asks for nobody’s yes; a rule of policy may.</>;
  }
  return (
    <>
      Above {formatMoney(approval.aboveMicros, budget?.currency ?? 'USD')} a
      month a member of{' '}
      {approval.by.map((entityRef, index) => (
        <Fragment key={entityRef}>
          {index > 0 && ' or '}
          <EntityLink entityRef={entityRef} />
        </Fragment>
      ))}{' '}
      must say yes
      {approval.fourEyes && ', and not whoever asks'}.
    </>
  );
}

/** What stands between a request and an environment of the class. */
export function ClassPolicy(props: { class: EnvironmentClassSummary }) {
  const { lifecycle } = props.class;
  return (
    <Section title="Policy">
      <Panel flush>
        <ul className={styles.rows}>
          <li>
            <Text weight="bold">Rules</Text>
            <Text color="secondary">
              Every plan is asked for by all rules for{' '}
              {lifecycle.production ? 'production' : 'anything but production'};
              a broken one says which object, why, and what would pass.
            </Text>
          </li>
          <li>
            <Text weight="bold">Approval</Text>
            <Text color="secondary">
              <Approval class={props.class} />
            </Text>
          </li>
        </ul>
      </Panel>
    </Section>
  );
}
