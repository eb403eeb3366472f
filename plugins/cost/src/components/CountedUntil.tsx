import { Ago, useNow } from '@cairn/plugin-portal-react';

/** How far rows go, and how old that is. Of an hour that is not over, as much is counted as there is of it. */
export function CountedUntil({ until }: { until: string | undefined }) {
  const now = useNow(30_000);
  if (until === undefined) return <span>No hour was counted yet</span>;
  if (Date.parse(until) > now) {
    return <span>Counted up to now; the hour is not over</span>;
  }
  return (
    <span>
      Counted until {until.slice(11, 16)} UTC, <Ago at={until} />
    </span>
  );
}
