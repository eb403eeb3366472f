import type { Condition } from '@cairn/plugin-environments-common';
import { Text } from '@backstage/ui';
import {
  Age,
  Panel,
  Section,
  StateMark,
  type Tone,
} from '@cairn/plugin-portal-react';
import { clockWords } from '../time/moment';
import styles from './rows.module.css';

const WORDS = { True: 'Yes', False: 'No', Unknown: 'Unknown' } as const;

/** Conditions of which a yes is to be looked at, and those that are neither good nor bad. */
const CONCERNS = new Set(['Drifted', 'Expiring']);
const NEUTRAL = new Set(['Progressing', 'Hibernated']);

/** Whether an answer is good depends on the question: a no to “Drifted” is as good as a yes to “Ready”. */
function toneOf({ type, status, reason }: Condition): Tone {
  if (status === 'Unknown') return 'unknown';
  if (NEUTRAL.has(type)) return 'quiet';
  if (CONCERNS.has(type)) return status === 'True' ? 'warning' : 'good';
  // What sleeps because it is meant to is not broken.
  if (reason === 'Hibernated') return 'quiet';
  return status === 'True' ? 'good' : 'bad';
}

/** What is true of an environment and what is not, each with its reason. */
export function Conditions({ conditions }: { conditions: Condition[] }) {
  if (conditions.length === 0) return null;
  return (
    <Section title="Conditions">
      <Panel flush>
        <ul className={styles.rows}>
          {conditions.map(condition => (
            <li key={condition.type} className={styles.row}>
              <span className={styles.mark}>
                <StateMark
                  tone={toneOf(condition)}
                  word={WORDS[condition.status]}
                />
              </span>
              <div className={styles.what}>
                <Text weight="bold">{condition.type}</Text>
                <Text color="secondary">
                  {clockWords(condition.message) || condition.reason}
                  {condition.message &&
                    condition.reason &&
                    ` (${condition.reason})`}
                </Text>
              </div>
              <Text variant="body-small" color="secondary">
                for <Age since={condition.since} />
              </Text>
            </li>
          ))}
        </ul>
      </Panel>
    </Section>
  );
}
