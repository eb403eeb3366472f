import type {
  EnvironmentMode,
  Lease,
  RunSummary,
} from '@cairn/plugin-environments-common';
import type { Lifecycle } from './lifecycle';
import { scheduleAt } from './schedule';

const HOUR_MS = 3_600_000;

/** Who or what put an environment to sleep last. The schedule only wakes what it put to sleep itself. */
export type SleepCause = 'idle' | 'schedule' | 'person';

/** What the lease of an environment is computed from; all of it stands in its row. */
export interface LeaseFacts {
  mode: EnvironmentMode;
  /** RFC 3339, UTC, as all times here; absent: it has no end. */
  expiresAt?: string;
  renewalsUsed: number;
  lastActivityAt: string;
  /** Of its last sleep; absent: it never slept. */
  asleepBecause?: SleepCause;
  destroyed: boolean;
  lastRun?: Pick<RunSummary, 'action' | 'state'>;
  lifecycle: Lifecycle;
}

/** Where the end of an environment can be moved to now, or why it cannot be moved. */
export type Extension =
  | { to: string; refusal?: undefined }
  | { to?: undefined; refusal: string };

/**
 * The end is counted from now, not from the old end: nobody can pile lifetimes up, and policy's bound, which counts from
 * now as well, holds for each extension as it did for the first plan.
 */
export function extensionOf(facts: LeaseFacts, now: Date): Extension {
  const { expiresAt, renewalsUsed, lifecycle } = facts;
  if (facts.destroyed) {
    return { refusal: 'It is destroyed.' };
  }
  if (isEnding(facts)) {
    return { refusal: 'What destroys it has begun.' };
  }
  if (!expiresAt) {
    return { refusal: 'It has no end.' };
  }
  if (!lifecycle.ttlHours) {
    return { refusal: 'Its class gives no lifetime to extend it by.' };
  }
  if (lifecycle.renewals === 0) {
    return { refusal: 'Its class allows no extension.' };
  }
  if (renewalsUsed >= lifecycle.renewals) {
    return {
      refusal: `It was extended ${times(
        renewalsUsed,
      )}, as often as its class allows.`,
    };
  }
  const ttlMs = lifecycle.ttlHours * HOUR_MS;
  const to = now.getTime() + ttlMs;
  // A second click, or somebody else of the team in the same minute, must not use up another extension.
  if (to - Date.parse(expiresAt) < Math.min(HOUR_MS, ttlMs / 10)) {
    return {
      refusal: 'It has all of its lifetime before it already: extend it later.',
    };
  }
  return { to: new Date(to).toISOString() };
}

/** When an environment is put to sleep, and why. A time that has passed: it is due. */
export function nextHibernation(
  facts: LeaseFacts,
  now: Date,
): { at: string; because: 'idle' | 'schedule' } | undefined {
  const { lifecycle, lastActivityAt } = facts;
  if (facts.mode !== 'awake' || facts.destroyed || isEnding(facts)) {
    return undefined;
  }
  const active = Date.parse(lastActivityAt);
  const due: Array<{ at: number; because: 'idle' | 'schedule' }> = [];
  if (lifecycle.hibernateSchedule) {
    const { sleptSince, nextSleep } = scheduleAt(
      lifecycle.hibernateSchedule,
      now,
    );
    // Who wakes it in the night works in the night: it stays awake until the next window begins.
    const at =
      sleptSince && active < sleptSince.getTime() ? sleptSince : nextSleep;
    if (at) {
      due.push({ at: at.getTime(), because: 'schedule' });
    }
  }
  if (lifecycle.hibernateAfterHours) {
    due.push({
      at: active + lifecycle.hibernateAfterHours * HOUR_MS,
      because: 'idle',
    });
  }
  // Of two that are due, the schedule's: what slept for the night wakes in the morning.
  const [first] = due.sort(
    (a, b) => Math.max(a.at, now.getTime()) - Math.max(b.at, now.getTime()),
  );
  return (
    first && { at: new Date(first.at).toISOString(), because: first.because }
  );
}

/** When the schedule wakes an environment. Now or earlier: it is due. */
export function nextWake(facts: LeaseFacts, now: Date): string | undefined {
  const { lifecycle } = facts;
  if (
    facts.mode !== 'hibernated' ||
    facts.asleepBecause !== 'schedule' ||
    facts.destroyed ||
    isEnding(facts)
  ) {
    return undefined;
  }
  if (!lifecycle.hibernateSchedule) {
    // An upgrade of its class took the schedule away: nothing keeps it asleep.
    return now.toISOString();
  }
  const { asleep, wakesAt } = scheduleAt(lifecycle.hibernateSchedule, now);
  return asleep ? wakesAt?.toISOString() : now.toISOString();
}

/** What the API says of it. Pure and without I/O, so that lists have it too. */
export function leaseOf(facts: LeaseFacts, now: Date): Lease {
  const extension = extensionOf(facts, now);
  const sleep = nextHibernation(facts, now);
  const wakesAt = nextWake(facts, now);
  return {
    ...(facts.expiresAt && { expiresAt: facts.expiresAt }),
    renewals: { used: facts.renewalsUsed, allowed: facts.lifecycle.renewals },
    ...(extension.to !== undefined
      ? { extendableTo: extension.to }
      : { extendRefusal: extension.refusal }),
    ...(sleep && { hibernatesAt: sleep.at, hibernatesBecause: sleep.because }),
    ...(wakesAt && { wakesAt }),
    lastActivityAt: facts.lastActivityAt,
  };
}

/** Once a destroy was queued there is no way back, even where it failed: a part may be gone already. */
export function isEnding({ lastRun }: Pick<LeaseFacts, 'lastRun'>): boolean {
  return lastRun?.action === 'destroy';
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}
