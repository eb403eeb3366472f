import type {
  LedgerFact,
  PlannedChange,
} from '@cairn/plugin-environments-common';
import type { PlanResult } from './PlanResult';

/** What the ledger says of a plan that was made. A plan carries no secret, and the fact only counts. */
export function planFact({ plan, environmentId }: PlanResult): LedgerFact {
  const { action, blockers, digest, environment, price, verdict } = plan;
  const operations = countOperations(plan.changes);
  return {
    kind: 'plan',
    actor: plan.requestedBy,
    environmentId,
    environment: environment.name,
    digest,
    summary: `Planned to ${action} ${environment.name}: ${
      describeOperations(operations) || 'nothing to do'
    }.${blockers.includes('denied') ? ' Policy denies it.' : ''}`,
    data: {
      action,
      class: plan.class,
      operations,
      blockers,
      verdict: {
        allowed: verdict.allowed,
        revision: verdict.revision,
        violations: verdict.violations.map(({ rule, severity }) => ({
          rule,
          severity,
        })),
      },
      ...(price && {
        price: {
          monthlyMicros: price.monthlyMicros,
          currency: price.currency,
        },
      }),
      expiresAt: plan.expiresAt,
    },
  };
}

/** How many objects each operation would touch; what stays as it is does not count. */
export function countOperations(
  changes: Array<Pick<PlannedChange, 'operation'>>,
): Partial<Record<PlannedChange['operation'], number>> {
  const counts: Partial<Record<PlannedChange['operation'], number>> = {};
  for (const { operation } of changes) {
    if (operation !== 'unchanged') {
      counts[operation] = (counts[operation] ?? 0) + 1;
    }
  }
  return counts;
}

/** Of operations that are nothing to be done. */
const WORDS = new Map([
  ['conflict', 'in conflict'],
  ['unknown', 'unknown'],
]);

/** For example `3 to create, 1 in conflict`; empty where nothing is to be done. */
function describeOperations(
  counts: ReturnType<typeof countOperations>,
): string {
  return Object.entries(counts)
    .map(
      ([operation, count]) =>
        `${count} ${WORDS.get(operation) ?? `to ${operation}`}`,
    )
    .join(', ');
}
