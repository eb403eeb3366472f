import type { CostReport } from '@cairn/plugin-cost-common';
import { Ago, Panel, Section } from '@cairn/plugin-portal-react';
import { Text } from '@backstage/ui';
import styles from './Unpriced.module.css';

/** What was there and has no price: it is in no number above, so it is said. */
export function Unpriced(props: {
  unpriced: NonNullable<CostReport['unpriced']>;
}) {
  if (props.unpriced.length === 0) return null;
  return (
    <Section title="Without a price">
      <Panel>
        <Text as="p" color="secondary">
          Seen in the last day, and in none of the numbers above: unknown, not
          free.
        </Text>
        <ul className={styles.list}>
          {props.unpriced.map(({ object, reason, seenAt }) => (
            <li key={`${object} ${reason}`}>
              <Text weight="bold">{object}</Text>
              <Text color="secondary">
                {reason}, seen <Ago at={seenAt} />
              </Text>
            </li>
          ))}
        </ul>
      </Panel>
    </Section>
  );
}
