import { Skeleton } from '@backstage/ui';
import { failureOf, useNow } from '@cairn/plugin-portal-react';
import { useHealthSummary } from '../api/useHealth';
import { isStale } from '../status/freshness';
import { HealthStatusBadge } from '../status/HealthStatusBadge';
import styles from './HealthCell.module.css';

const CLOCK_MS = 10_000;

/** How an entity is, for a row of any table: all rows that are drawn together are asked for at once. */
export function HealthCell({ entityRef }: { entityRef: string }) {
  const { data, error } = useHealthSummary(entityRef);
  const now = useNow(CLOCK_MS);

  if (data) {
    const { verdict } = data;
    return (
      <HealthStatusBadge
        status={verdict.status}
        stale={isStale(data, now)}
        title={verdict.message}
      />
    );
  }
  if (error) {
    return (
      <HealthStatusBadge
        status="Unknown"
        title={`It could not be read: ${failureOf(error).why}`}
      />
    );
  }
  return data === null ? (
    <span className={styles.none} title="It runs nowhere that is watched">
      –
    </span>
  ) : (
    <Skeleton width={84} height={18} />
  );
}
