/** What is known of the builds of this run. */
export interface BuildEstimate {
  /** Seconds it takes when everything has to be compiled, on the machine of reference. */
  referenceSeconds: number;
  /** Seconds since it began; absent: it waits. */
  elapsedSeconds?: number;
  /** Share of it that is done, 0 to 1. */
  fraction?: number;
}

/** A build that ended in this run. */
export interface MeasuredBuild {
  referenceSeconds: number;
  seconds: number;
}

/** Below this the speed of a build says little yet. */
const TELLING_FRACTION = 0.15;

/** How much slower than the reference this machine is; 1 where nothing was measured. */
export function slowness(measured: readonly MeasuredBuild[]): number {
  const reference = sum(measured.map(build => build.referenceSeconds));
  return reference === 0
    ? 1
    : Math.min(
        10,
        Math.max(0.02, sum(measured.map(build => build.seconds)) / reference),
      );
}

/** Seconds until one build is done, from its beginning or from where it is. */
export function remainingOf(build: BuildEstimate, factor: number): number {
  const expected = build.referenceSeconds * factor;
  if (build.elapsedSeconds === undefined) {
    return expected;
  }
  const fraction = Math.min(1, Math.max(0, build.fraction ?? 0));
  const byReference = Math.max(0, expected * (1 - fraction));
  if (fraction < TELLING_FRACTION) {
    return byReference;
  }
  const bySpeed = (build.elapsedSeconds / fraction) * (1 - fraction);
  // The further it is, the more its own speed says.
  return bySpeed * fraction + byReference * (1 - fraction);
}

/** Seconds until each of a queue is done; they are built one after the other. */
export function remainingInQueue(
  queue: readonly BuildEstimate[],
  measured: readonly MeasuredBuild[],
): number[] {
  const factor = slowness(measured);
  let total = 0;
  return queue.map(build => {
    total += remainingOf(build, factor);
    return Math.ceil(total);
  });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}
