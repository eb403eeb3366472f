import type { CostSource } from '@cairn/plugin-cost-common';
import { Panel, Section } from '@cairn/plugin-portal-react';
import { Text } from '@backstage/ui';
import { PriceListButton } from '../prices/PriceListButton';
import { CountedUntil } from './CountedUntil';
import { SampleMark } from './SampleMark';
import styles from './Sources.module.css';

/** Where numbers are from, how old they are, and by which prices. */
export function Sources(props: {
  sources: CostSource[];
  /** By which prices, where that is known. */
  currency: string;
  priceList?: string;
}) {
  return (
    <Section title="Where these numbers are from">
      <Panel>
        <ul className={styles.sources}>
          {props.sources.map(({ id, title, until, sample, trouble }) => (
            <li key={id} className={styles.source}>
              <span className={styles.title}>
                <Text weight="bold">{title}</Text>
                {sample && <SampleMark />}
              </span>
              <Text variant="body-small" color="secondary">
                {until ? (
                  <CountedUntil until={until} />
                ) : (
                  'None of these numbers is from it'
                )}
                {trouble && `. Nothing newer: ${trouble}`}
              </Text>
            </li>
          ))}
          {props.sources.length === 0 && (
            <li>
              <Text color="secondary">No source has given a row yet.</Text>
            </li>
          )}
        </ul>
        <div className={styles.prices}>
          <Text color="secondary">
            Requests times the prices of a list, in {props.currency}.
          </Text>
          <PriceListButton name={props.priceList} />
        </div>
      </Panel>
    </Section>
  );
}
