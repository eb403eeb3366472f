import {
  countChanges,
  type Plan,
  type PlannedChange,
  type PlannedOperation,
  type ResourceRef,
} from '@cairn/plugin-environments-common';
import type { PolicyViolation } from '@cairn/plugin-policy-common';

/** What an operation does, as a verb before an object. */
export const OPERATION_WORDS: Record<PlannedOperation, string> = {
  create: 'Create',
  update: 'Change',
  replace: 'Replace',
  delete: 'Delete',
  unchanged: 'Leave as it is',
  conflict: 'Conflict',
  unknown: 'Unknown',
};

/** `Kind/name`, as policy names an object. */
export function objectName({ kind, name }: ResourceRef) {
  return `${kind}/${name}`;
}

export interface ChangeGroup {
  component: string;
  engine: string;
  changes: PlannedChange[];
}

/** The changes by component, components and changes in the order of their effects. */
export function groupChanges(changes: readonly PlannedChange[]): ChangeGroup[] {
  const groups = new Map<string, ChangeGroup>();
  for (const change of [...changes].sort((a, b) => a.index - b.index)) {
    const group = groups.get(change.component);
    if (group) group.changes.push(change);
    else {
      groups.set(change.component, {
        component: change.component,
        engine: change.engine,
        changes: [change],
      });
    }
  }
  return [...groups.values()];
}

const COUNTED_WORDS: Record<PlannedOperation, string> = {
  create: 'to create',
  update: 'to change',
  replace: 'to replace',
  delete: 'to delete',
  unchanged: 'to leave as they are',
  conflict: 'in conflict',
  unknown: 'unknown',
};

/** How many changes of each operation: `12 to create, 1 to change`. */
export function countWords(changes: readonly PlannedChange[]): string {
  const words = countChanges(changes).map(
    ({ operation, count }) => `${count} ${COUNTED_WORDS[operation]}`,
  );
  return words.length === 0 ? 'Nothing to do' : words.join(', ');
}

/** Findings that speak of this change's object. */
export function findingsOn(
  change: PlannedChange,
  violations: readonly PolicyViolation[],
) {
  return violations.filter(
    ({ resource }) => resource === objectName(change.ref),
  );
}

/** Findings that speak of no object of the plan: of the request as a whole. */
export function findingsOnRequest(plan: Plan) {
  const objects = new Set(plan.changes.map(({ ref }) => objectName(ref)));
  return plan.verdict.violations.filter(
    ({ resource }) => resource === undefined || !objects.has(resource),
  );
}

function rules(count: number) {
  return count === 1 ? '1 rule' : `${count} rules`;
}

/** What policy says, in a sentence. */
export function verdictWords({ verdict }: Plan): string {
  const of = (severity: PolicyViolation['severity']) =>
    new Set(
      verdict.violations
        .filter(violation => violation.severity === severity)
        .map(({ rule }) => rule),
    ).size;
  if (!verdict.allowed) {
    const denied = of('deny');
    return denied > 0
      ? `Denied by ${rules(denied)}`
      : 'Denied: policy did not say yes';
  }
  const asking = of('approve');
  if (asking > 0) {
    return `${rules(asking)} ${asking === 1 ? 'asks' : 'ask'} for an approval`;
  }
  const passed = verdict.rules.filter(rule => rule.passed).length;
  const warnings = of('warn');
  return warnings > 0
    ? `Policy allows this, ${rules(warnings)} ${
        warnings === 1 ? 'warns' : 'warn'
      }`
    : `Policy allows this: ${rules(passed)} passed`;
}
