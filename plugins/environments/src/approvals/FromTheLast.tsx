import { useRouteRef } from '@backstage/frontend-plugin-api';
import type { Plan } from '@cairn/plugin-environments-common';
import { FieldChanges } from '@cairn/plugin-environments-react';
import { Link, Skeleton, Text } from '@backstage/ui';
import { Panel, Section } from '@cairn/plugin-portal-react';
import { usePlan } from '../api/queries';
import { planRouteRef } from '../routes';
import styles from './approvals.module.css';
import { differenceOf } from './difference';

function Difference(props: { last: Plan; plan: Plan }) {
  const { fields, objects } = differenceOf(props.last, props.plan);
  if (fields.length + objects.length === 0) {
    return (
      <Text as="p">
        It asks for the same objects, with the same settings, at the same price.
      </Text>
    );
  }
  return (
    <>
      {fields.length > 0 && (
        <FieldChanges
          fields={fields}
          label="What was asked for last, and is asked for now"
        />
      )}
      {objects.length > 0 && (
        <ul
          className={styles.sentences}
          aria-label="Objects that are different"
        >
          {objects.map(sentence => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
    </>
  );
}

/** What is different from the plan of this environment that was approved or applied last. */
export function FromTheLast(props: {
  plan: Plan;
  lastDigest: string | undefined;
}) {
  const { lastDigest } = props;
  const last = usePlan(lastDigest);
  const href = useRouteRef(planRouteRef)?.({ digest: lastDigest ?? '' });
  return (
    <Section title="What is different from the last one">
      <Panel>
        {lastDigest === undefined && (
          <Text as="p">
            No plan of this environment was approved or applied before, so all
            of it is new.
          </Text>
        )}
        {last.isError && (
          <Text as="p" color="secondary">
            The plan that was approved or applied last is not kept any more, so
            it cannot be compared.
          </Text>
        )}
        {lastDigest !== undefined && last.isPending && (
          <Skeleton width="60%" height={20} />
        )}
        {last.data && (
          <>
            <Difference last={last.data} plan={props.plan} />
            <Text as="p" variant="body-small" color="secondary">
              Compared with <Link href={href}>the plan before</Link>.
            </Text>
          </>
        )}
      </Panel>
    </Section>
  );
}
