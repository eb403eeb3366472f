import type { BenchmarkFigure } from './Benchmark';
import type { Comparison } from './compare';

/** A figure that should not be more than a bound. */
export function atMost(
  name: string,
  value: number,
  unit: string,
  bound: number,
  rounds?: number[],
): BenchmarkFigure {
  return {
    name,
    value,
    unit,
    target: `≤ ${bound} ${unit}`,
    reached: value <= bound,
    rounds,
  };
}

/** A figure that should not be less than a bound. */
export function atLeast(
  name: string,
  value: number,
  unit: string,
  bound: number,
  rounds?: number[],
): BenchmarkFigure {
  return {
    name,
    value,
    unit,
    target: `≥ ${bound} ${unit}`,
    reached: value >= bound,
    rounds,
  };
}

/** How many times ours is of theirs, which should not be more than a bound. */
export function ratioAtMost(
  name: string,
  comparison: Comparison,
  bound: number,
): BenchmarkFigure {
  return atMost(name, comparison.median, '×', bound, comparison.ratios);
}
