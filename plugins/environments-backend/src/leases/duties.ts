import { nextHibernation, nextWake, isEnding, type LeaseFacts } from './lease';

/** What Cairn has to do with an environment now, to keep the promise of its class. */
export type Duty =
  | { action: 'destroy'; actor: 'system:lease'; why: string }
  | {
      action: 'hibernate';
      actor: 'system:lease' | 'system:schedule';
      why: string;
    }
  | { action: 'wake'; actor: 'system:schedule'; why: string };

/** At most one duty at a time: the end comes before sleep. */
export function dutyOf(
  facts: LeaseFacts & { failed: boolean },
  now: Date,
): Duty | undefined {
  if (facts.destroyed) {
    return undefined;
  }
  const at = now.toISOString();
  if (facts.expiresAt && facts.expiresAt <= at) {
    return {
      action: 'destroy',
      actor: 'system:lease',
      why: `its lifetime ended at ${facts.expiresAt}`,
    };
  }
  // What a person's run left broken is for that person to look at, as it is.
  if (facts.failed || isEnding(facts)) {
    return undefined;
  }
  const sleep = nextHibernation(facts, now);
  if (sleep && sleep.at <= at) {
    return sleep.because === 'schedule'
      ? {
          action: 'hibernate',
          actor: 'system:schedule',
          why: `the schedule of its class lets it sleep since ${sleep.at}`,
        }
      : {
          action: 'hibernate',
          actor: 'system:lease',
          why: `nothing was done with it since ${facts.lastActivityAt}`,
        };
  }
  const wakesAt = nextWake(facts, now);
  return wakesAt && wakesAt <= at
    ? {
        action: 'wake',
        actor: 'system:schedule',
        why: 'the schedule of its class lets it sleep no longer',
      }
    : undefined;
}
