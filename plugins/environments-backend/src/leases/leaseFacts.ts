import type { RunSummary } from '@cairn/plugin-environments-common';
import { z } from 'zod';
import { modeSchema } from '../store/json';
import type { EnvironmentRow } from '../store/rows';
import type { LeaseFacts, SleepCause } from './lease';
import { readLifecycle } from './lifecycle';

const sleepCauseSchema: z.ZodType<SleepCause> = z.enum([
  'idle',
  'schedule',
  'person',
]);

/** The part of a row that is about its lease. */
export function leaseFactsOf(
  row: EnvironmentRow,
  lastRun: Pick<RunSummary, 'action' | 'state'> | undefined,
): LeaseFacts {
  return {
    mode: modeSchema.parse(row.mode),
    ...(row.expires_at && { expiresAt: row.expires_at }),
    renewalsUsed: row.renewals_used,
    lastActivityAt: row.last_activity_at,
    ...(row.asleep_because && {
      asleepBecause: sleepCauseSchema.parse(row.asleep_because),
    }),
    destroyed: row.destroyed_at !== null,
    ...(lastRun && { lastRun }),
    lifecycle: readLifecycle(row.class_facts),
  };
}

/**
 * What the queueing of a run leaves in the row of its environment. Whatever a person lets run is activity; of what Cairn
 * does by itself only waking is, or an environment that slept for the night would be idle when it wakes.
 */
export function leaseTrace(
  action: RunSummary['action'],
  startedBy: string,
  at: string,
): Partial<EnvironmentRow> {
  const bySystem = startedBy.startsWith('system:');
  return {
    ...(action === 'hibernate' && { asleep_because: causeOf(startedBy) }),
    ...((!bySystem || action === 'wake') && { last_activity_at: at }),
  };
}

function causeOf(startedBy: string): SleepCause {
  switch (startedBy) {
    case 'system:schedule':
      return 'schedule';
    case 'system:lease':
      return 'idle';
    default:
      return 'person';
  }
}
