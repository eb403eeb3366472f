import type { CostSource } from '@cairn/plugin-cost-common';
import type { SourceRow } from '../store/rows';

/** Until when rows are counted: not beyond the moment at which their source was asked last, for the newest hour may not be over. */
export function countedUntil(
  until: string,
  source: string,
  sources: readonly SourceRow[],
): string {
  const asked = sources.find(({ id }) => id === source)?.sampled_at;
  return asked && asked < until ? asked : until;
}

/** Sources as they are told: those that rows are of, and every real one, for it is good to know why it gave none. */
export function toldSources(
  sources: readonly SourceRow[],
  untilBySource: ReadonlyMap<string, string>,
): CostSource[] {
  return sources
    .filter(({ id, sample }) => !sample || untilBySource.has(id))
    .map(({ id, title, sample, trouble }) => {
      const until = untilBySource.get(id);
      return {
        id,
        title,
        ...(until && { until: countedUntil(until, id, sources) }),
        sample: Boolean(sample),
        ...(trouble && { trouble }),
      };
    });
}
