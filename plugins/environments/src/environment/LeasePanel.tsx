import type { Environment, Lease } from '@cairn/plugin-environments-common';
import { Text } from '@backstage/ui';
import { Ago, Facts, Left, Panel, Section } from '@cairn/plugin-portal-react';
import type { ReactNode } from 'react';
import { ExtendButton } from './ExtendButton';
import { MomentIn } from './MomentIn';
import styles from './LeasePanel.module.css';

const BECAUSE = {
  idle: 'If nothing is done with it until then',
  schedule: 'Because the schedule of its class says so',
} as const;

function ends({ expiresAt }: Lease): ReactNode {
  return expiresAt ? (
    <>
      <strong>
        <Left until={expiresAt} />
      </strong>
      <Text as="div" variant="body-small" color="secondary">
        It is destroyed <MomentIn at={expiresAt} />.
      </Text>
    </>
  ) : (
    'Never by itself: it stays until somebody destroys it'
  );
}

function extensions({ renewals, expiresAt }: Lease): ReactNode {
  if (!expiresAt) return undefined;
  const left = Math.max(0, renewals.allowed - renewals.used);
  return renewals.allowed === 0
    ? 'Its class allows none'
    : `${left} of ${renewals.allowed} left`;
}

function sleep({ hibernatesAt, hibernatesBecause }: Lease): ReactNode {
  if (!hibernatesAt) return undefined;
  return (
    <>
      <MomentIn at={hibernatesAt} />
      {hibernatesBecause && (
        <Text as="div" variant="body-small" color="secondary">
          {BECAUSE[hibernatesBecause]}
        </Text>
      )}
    </>
  );
}

/** How long it lives, when it sleeps, and what can be done about it. */
export function LeasePanel({ environment }: { environment: Environment }) {
  const { lease } = environment;
  return (
    <Section title="Lifetime">
      <Panel>
        <Facts
          facts={[
            { name: 'Ends', value: ends(lease) },
            { name: 'Extensions', value: extensions(lease) },
            { name: 'Hibernates', value: sleep(lease) },
            {
              name: 'Wakes',
              value: lease.wakesAt && (
                <>
                  <MomentIn at={lease.wakesAt} />
                  <Text as="div" variant="body-small" color="secondary">
                    {BECAUSE.schedule}
                  </Text>
                </>
              ),
            },
            { name: 'Last used', value: <Ago at={lease.lastActivityAt} /> },
          ]}
        />
        {lease.expiresAt && lease.extendableTo && (
          <ExtendButton
            environment={environment.name}
            expiresAt={lease.expiresAt}
            to={lease.extendableTo}
          />
        )}
        {lease.expiresAt && !lease.extendableTo && lease.extendRefusal && (
          <Text as="p" className={styles.refusal}>
            It cannot be extended now. {lease.extendRefusal}
          </Text>
        )}
      </Panel>
    </Section>
  );
}
