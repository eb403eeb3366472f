import {
  ClusterUnavailableError,
  KubernetesStatusError,
} from '@cairn/plugin-clusters-node';

const FIRST_MS = 1_000;
const LONGEST_MS = 15_000;

/** How often an effect is begun until a person has to look. */
export const MOST_TRIES = 6;

/**
 * Whether an effect may be begun again by itself. Only where the system said that it did not act or gave no answer at all: the
 * effect carries the same operation id again, so what an unanswered request did is recognised and not done twice.
 */
export function isRepeatable(error: unknown): boolean {
  if (error instanceof ClusterUnavailableError) {
    return true;
  }
  return (
    error instanceof KubernetesStatusError &&
    (error.httpStatus === 429 ||
      error.httpStatus === 503 ||
      (error.httpStatus === 500 && error.reason === 'InternalError'))
  );
}

/** Milliseconds until the next try, longer after each, never the same for two. */
export function pauseBefore(tries: number, random: number = Math.random()) {
  const full = Math.min(FIRST_MS * 2 ** (tries - 1), LONGEST_MS);
  return full / 2 + random * (full / 2);
}
