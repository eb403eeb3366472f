import type {
  FieldChange,
  Plan,
  PlannedChange,
} from '@cairn/plugin-environments-common';
import { priceWords } from '@cairn/plugin-environments-react';

/** What is different between two plans of one environment. */
export interface PlanDifference {
  /** What was asked for, and what it comes to. */
  fields: FieldChange[];
  /** Of objects, a sentence each. */
  objects: string[];
}

const short = (version: string) => version.replace(/^sha256:/, '').slice(0, 12);

/** From the plan that was approved or applied last to this one. */
export function differenceOf(last: Plan, plan: Plan): PlanDifference {
  const names = [
    ...new Set([
      ...Object.keys(last.parameters),
      ...Object.keys(plan.parameters),
    ]),
  ];
  const fields: FieldChange[] = [
    {
      path: 'class version',
      before: short(last.class.version),
      after: short(plan.class.version),
    },
    {
      path: 'owner',
      before: last.environment.owner,
      after: plan.environment.owner,
    },
    {
      path: 'price',
      before: priceWords(last.price),
      after: priceWords(plan.price),
    },
    ...names.map(name => ({
      path: name,
      before: last.parameters[name],
      after: plan.parameters[name],
    })),
  ];
  return {
    fields: fields.filter(
      ({ before, after }) => JSON.stringify(before) !== JSON.stringify(after),
    ),
    objects: objectsOf(last, plan),
  };
}

function objectsOf(last: Plan, plan: Plan): string[] {
  const meant = (changes: PlannedChange[]) =>
    new Map(
      changes.flatMap(change =>
        change.object ? [[titleOf(change), change.object] as const] : [],
      ),
    );
  const before = meant(last.changes);
  const after = meant(plan.changes);
  return [
    ...[...after].flatMap(([title, object]) => {
      if (!before.has(title)) return [`${title} would be there as well.`];
      return JSON.stringify(before.get(title)) === JSON.stringify(object)
        ? []
        : [`${title} would be another.`];
    }),
    ...[...before.keys()]
      .filter(title => !after.has(title))
      .map(title => `${title} would not be there.`),
  ];
}

function titleOf({ ref: { kind, namespace, name } }: PlannedChange): string {
  return namespace ? `${kind} ${namespace}/${name}` : `${kind} ${name}`;
}
