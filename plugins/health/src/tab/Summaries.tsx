import type { HealthSummary } from '@cairn/plugin-health-common';
import { EntityLink, Panel, Section, useNow } from '@cairn/plugin-portal-react';
import type { ReactNode } from 'react';
import { FewOf } from '../components/FewOf';
import { isStale } from '../status/freshness';
import { HealthStatusBadge } from '../status/HealthStatusBadge';
import { worstFirst } from '../status/looks';
import styles from './Summaries.module.css';

const CLOCK_MS = 5_000;
const SHOWN = 12;

/** How other entities are that have to do with this one, the worst first. */
export function Summaries(props: {
  title: string;
  summaries: HealthSummary[];
  /** What is said where there are none. */
  none: ReactNode;
}) {
  const now = useNow(CLOCK_MS);
  const summaries = [...props.summaries].sort(
    (one, other) =>
      worstFirst(one.verdict.status, other.verdict.status) ||
      one.entityRef.localeCompare(other.entityRef, 'en'),
  );
  return (
    <Section title={props.title}>
      <Panel flush>
        {summaries.length === 0 ? (
          <p className={styles.none}>{props.none}</p>
        ) : (
          <FewOf items={summaries} shown={SHOWN} what="entities">
            {items => (
              <ul className={styles.list}>
                {items.map(summary => (
                  <li key={summary.entityRef}>
                    <span className={styles.name}>
                      <EntityLink entityRef={summary.entityRef} />
                    </span>
                    <HealthStatusBadge
                      status={summary.verdict.status}
                      stale={isStale(summary, now)}
                    />
                    <span className={styles.message}>
                      {summary.verdict.message}
                    </span>
                  </li>
                ))}
              </ul>
            )}
          </FewOf>
        )}
      </Panel>
    </Section>
  );
}
