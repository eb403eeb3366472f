import type { Environment } from '@cairn/plugin-environments-common';

/** What an environment wants of somebody now, in a few words; undefined where it wants nothing. */
export function needOf(environment: Environment): string | undefined {
  const { state, lease, lastRun } = environment;
  switch (state) {
    case 'Failed':
      return lastRun?.state === 'Failed' ? 'Retry or put back' : 'See why';
    case 'Degraded':
      return 'See why';
    case 'Expiring':
      return lease.extendableTo ? 'Extend or let it go' : 'Save what you need';
    case 'Drifted':
      return 'Put back or accept';
    default:
      return undefined;
  }
}
