import type {
  GoldenPathBlocker,
  GoldenPathPlan,
} from '@cairn/plugin-golden-paths-common';
import { useNow } from '@cairn/plugin-portal-react';

/** What a person does about it, by what stands in the way. */
export const BLOCKERS: Record<
  GoldenPathBlocker['type'],
  { title: string; now: string }
> = {
  'name-taken': {
    title: 'The name is taken',
    now: 'Nothing is ever taken over: choose another name.',
  },
  denied: {
    title: 'Policy denies it',
    now: 'Each finding stands next to the file or the object it speaks of, with the smallest change that passes. Where the golden path itself is at fault, tell the group that owns it.',
  },
  invalid: {
    title: 'Something that you filled in is not right',
    now: 'Change it, and look at the plan again.',
  },
  'not-allowed': {
    title: 'You may not',
    now: 'Choose a group of yours as the owner, or ask somebody of the group to do it.',
  },
  unavailable: {
    title: 'Something that must answer does not',
    now: 'Nothing is guessed: see on the platform page since when it is down, then plan again. What you filled in stays here.',
  },
  expired: {
    title: 'The plan is too old',
    now: 'What it was made from may have changed since. Plan again: it takes a few seconds.',
  },
};

/** What stands in the way now: what the plan says itself, and that it got too old meanwhile. */
export function useBlockers(plan: GoldenPathPlan): GoldenPathBlocker[] {
  const now = useNow(1_000);
  const old =
    Date.parse(plan.expiresAt) <= now &&
    plan.blockers.every(({ type }) => type !== 'expired');
  return old
    ? [
        ...plan.blockers,
        { type: 'expired', message: 'Plans hold for a while only.' },
      ]
    : plan.blockers;
}
