import type { Condition } from '@cairn/plugin-environments-common';
import { Text } from '@backstage/ui';
import { Age, Panel, Section } from '@cairn/plugin-portal-react';
import { StateMark } from '../components/StateMark';
import styles from './rows.module.css';

const STATES = {
  True: { state: 'Succeeded', word: 'Yes' },
  False: { state: 'Failed', word: 'No' },
  Unknown: { state: 'Unknown', word: 'Unknown' },
} as const;

/** What is true of an environment and what is not, each with its reason. */
export function Conditions({ conditions }: { conditions: Condition[] }) {
  if (conditions.length === 0) return null;
  return (
    <Section title="Conditions">
      <Panel flush>
        <ul className={styles.rows}>
          {conditions.map(({ type, status, reason, message, since }) => (
            <li key={type} className={styles.row}>
              <span className={styles.mark}>
                <StateMark {...STATES[status]} />
              </span>
              <div className={styles.what}>
                <Text weight="bold">{type}</Text>
                <Text color="secondary">
                  {message || reason}
                  {message && reason && ` (${reason})`}
                </Text>
              </div>
              <Text variant="body-small" color="secondary">
                for <Age since={since} />
              </Text>
            </li>
          ))}
        </ul>
      </Panel>
    </Section>
  );
}
