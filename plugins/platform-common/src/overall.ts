import type { DependencyStatus, PlatformStatus } from './dependency';

/** `ok` when every dependency is ok or off, `down` when one is down, else `degraded`. */
export function overallState(
  dependencies: ReadonlyArray<Pick<DependencyStatus, 'state'>>,
): PlatformStatus['overall'] {
  if (dependencies.some(({ state }) => state === 'down')) {
    return 'down';
  }
  return dependencies.every(({ state }) => state === 'ok' || state === 'off')
    ? 'ok'
    : 'degraded';
}
