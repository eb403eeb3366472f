import type { ChartSeries } from './series';

/** The colour of a series, from `palette.module.css`. */
export function toneColour({ tone }: Pick<ChartSeries, 'tone'>): string {
  return `var(--cost-tone-${tone})`;
}
