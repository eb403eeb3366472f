import type { Condition, RunSummary } from '@cairn/plugin-environments-common';
import { leaseCondition, readLeaseProblem } from '../leases/LeaseProblem';
import { readConditions } from './json';
import type { EnvironmentRow } from './rows';

/**
 * The conditions of an environment as they are told. Those that are kept were true when it was looked at last: of one that is
 * destroyed they say nothing any more, and while a run is under way nobody looks whether everything is ready.
 */
export function toldConditions(
  row: Pick<
    EnvironmentRow,
    'conditions' | 'destroyed_at' | 'lease_problem' | 'reason' | 'since'
  >,
  lastRun: Pick<RunSummary, 'state'> | undefined,
): Condition[] {
  if (row.destroyed_at !== null) {
    return [];
  }
  const problem = readLeaseProblem(row.lease_problem);
  const isUnderWay =
    lastRun?.state === 'Queued' || lastRun?.state === 'Running';
  return [
    ...readConditions(row.conditions).map(
      (condition): Condition =>
        isUnderWay && condition.type === 'Ready'
          ? {
              type: condition.type,
              status: 'Unknown',
              reason: 'RunUnderWay',
              message: row.reason,
              since: row.since,
            }
          : condition,
    ),
    ...(problem ? [leaseCondition(problem)] : []),
  ];
}
