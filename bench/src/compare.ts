import type { BenchmarkLength } from './Benchmark';
import { median } from './statistics';

/** One side of a comparison: does the work once and answers with the figure, for example milliseconds. */
export type Side = () => Promise<number>;

/** Both sides, round by round, and how they compare. */
export interface Comparison {
  ours: number[];
  theirs: number[];
  /** `ours / theirs` of each round. */
  ratios: number[];
  /** Of the ratios. */
  median: number;
  min: number;
  max: number;
}

/** Rounds and warm-ups: enough in full, one of each in short. */
export function roundsOf(
  length: BenchmarkLength,
  rounds = 7,
  warmUps = 2,
): { rounds: number; warmUps: number } {
  if (length === 'short') {
    return { rounds: 1, warmUps: 0 };
  }
  if (rounds < 5) {
    throw new Error('At least five rounds tell how much figures spread.');
  }
  return { rounds, warmUps };
}

/**
 * Measures two sides in one run, alternating, each first in every other round: what else the machine does meets both.
 */
export async function compareAlternating(
  sides: { ours: Side; theirs: Side },
  options: { rounds: number; warmUps: number },
): Promise<Comparison> {
  for (let round = 0; round < options.warmUps; round++) {
    await sides.ours();
    await sides.theirs();
  }
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < options.rounds; round++) {
    if (round % 2 === 0) {
      ours.push(await sides.ours());
      theirs.push(await sides.theirs());
    } else {
      theirs.push(await sides.theirs());
      ours.push(await sides.ours());
    }
  }
  const ratios = ours.map((each, index) => each / (theirs[index] ?? NaN));
  return {
    ours,
    theirs,
    ratios,
    median: median(ratios),
    min: Math.min(...ratios),
    max: Math.max(...ratios),
  };
}

/** Milliseconds that something took. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}
