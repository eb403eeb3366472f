import { Ago } from '@cairn/plugin-portal-react';

/** How far rows go, and how old that is. */
export function CountedUntil({ until }: { until: string | undefined }) {
  return until === undefined ? (
    <span>No hour was counted yet</span>
  ) : (
    <span>
      Counted until {until.slice(11, 16)} UTC, <Ago at={until} />
    </span>
  );
}
