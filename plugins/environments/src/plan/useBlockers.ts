import type { Plan, PlanBlocker } from '@cairn/plugin-environments-common';
import { useNow } from '@cairn/plugin-portal-react';

/** What stands in the way of a plan now: what it says itself, and that it got too old meanwhile. */
export function useBlockers(plan: Plan | undefined): readonly PlanBlocker[] {
  const now = useNow(1_000);
  if (!plan) return [];
  return Date.parse(plan.expiresAt) <= now && !plan.blockers.includes('expired')
    ? [...plan.blockers, 'expired']
    : plan.blockers;
}
