import type { DependencyStatus } from '@cairn/plugin-platform-common';

/** Equal exactly where a person would see no difference: when it was asked, and how fast it was, changes all the time. */
export function fingerprint(statuses: readonly DependencyStatus[]): string {
  return JSON.stringify(
    statuses.map(({ checkedAt: _, latencyMs: __, ...visible }) => visible),
  );
}
