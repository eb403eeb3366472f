import {
  countChanges,
  type FieldChange,
  type Plan,
  type PlanAction,
  type PlanBlocker,
  type PlannedChange,
  type PlannedOperation,
} from '@cairn/plugin-environments-common';
import { plain } from '../output/plain';
import type { Style, Tone } from '../output/Style';
import { left } from './age';
import { indent, literal, newObjectLines } from './objectView';
import { verdictLines } from './policyView';
import { priceLines } from './priceView';

/** Signs as OpenTofu has them; what happens to one object, and to how many. */
const OPERATIONS: Readonly<
  Record<
    PlannedOperation,
    { sign: string; tone: Tone; words: string; counted: string }
  >
> = {
  create: {
    sign: '+',
    tone: 'good',
    words: 'will be created',
    counted: 'to create',
  },
  update: {
    sign: '~',
    tone: 'warning',
    words: 'will be updated in place',
    counted: 'to update',
  },
  replace: {
    sign: '-/+',
    tone: 'warning',
    words: 'will be replaced',
    counted: 'to replace',
  },
  delete: {
    sign: '-',
    tone: 'bad',
    words: 'will be deleted',
    counted: 'to delete',
  },
  unchanged: {
    sign: ' ',
    tone: 'muted',
    words: 'stays as it is',
    counted: 'unchanged',
  },
  conflict: {
    sign: '!',
    tone: 'bad',
    words: 'exists and belongs to something else',
    counted: 'in conflict',
  },
  unknown: {
    sign: '?',
    tone: 'muted',
    words: 'cannot be told now',
    counted: 'unknown',
  },
};

const BLOCKERS: Readonly<Record<PlanBlocker, string>> = {
  conflict:
    'Something that it would make exists already and does not belong to it.',
  unknown: 'For part of it nobody can tell now what would happen.',
  denied: 'Policy denies it.',
  approval: 'It needs the approval of a person.',
  expired: 'It is too old. Make a new one.',
};

const VERBS: Readonly<Record<PlanAction, string>> = {
  create: 'Create',
  update: 'Update',
  destroy: 'Destroy',
  hibernate: 'Hibernate',
  wake: 'Wake',
  repair: 'Repair',
};

/** One field: its sign as OpenTofu has it, and what it was and would be. */
export function fieldLine({ path, before, after }: FieldChange): {
  sign: string;
  tone: Tone;
  text: string;
} {
  const name = plain(path.replace(/^\//, '').replace(/\//g, '.'));
  if (before === undefined) {
    return { sign: '+', tone: 'good', text: `${name}: ${literal(after)}` };
  }
  if (after === undefined) {
    return { sign: '-', tone: 'bad', text: `${name}: ${literal(before)}` };
  }
  return {
    sign: '~',
    tone: 'warning',
    text: `${name}: ${literal(before)} -> ${literal(after)}`,
  };
}

/** One object: what happens to it, and each field. */
export function changeLines(
  change: PlannedChange,
  style: Style,
  full: boolean,
): string[] {
  const { sign, tone, words } = OPERATIONS[change.operation];
  const { kind, name, namespace } = change.ref;
  const title = `${kind}/${name}${namespace ? ` in ${namespace}` : ''}`;
  const paint = (line: string) => style(tone, line);
  const lines = [
    `${paint(sign.padStart(3))} ${style('strong', plain(title))} ${paint(
      words,
    )}  ${style(
      'muted',
      `(${plain(change.component)}, ${plain(change.engine)})`,
    )}`,
  ];
  for (const { manager, fields } of change.takes ?? []) {
    lines.push(
      `      ${style('warning', 'takes')} ${plain(
        fields.join(', '),
      )} back from ${plain(manager)}`,
    );
  }
  if (change.reason) {
    lines.push(`      ${plain(change.reason)}`);
  }
  lines.push(
    ...change.warnings.map(
      warning => `      ${style('warning', 'warning')} ${plain(warning)}`,
    ),
  );
  if (change.operation === 'create' && change.object) {
    lines.push(...newObjectLines(change.object, full).map(paint));
  } else if (change.operation === 'update' || change.operation === 'replace') {
    lines.push(
      ...change.fields.map(field => {
        const { sign: fieldSign, tone: fieldTone, text } = fieldLine(field);
        return style(fieldTone, indent(`${fieldSign} ${text}`, 1));
      }),
    );
  }
  return lines;
}

/** `3 to create, 1 to update`. */
export function summaryOf(changes: readonly PlannedChange[]): string {
  const parts = countChanges(changes).map(
    ({ operation, count }) => `${count} ${OPERATIONS[operation].counted}`,
  );
  return parts.length > 0 ? parts.join(', ') : 'nothing to do';
}

/** What the environment was before, where it is to be something else. */
function previousLines({ previous, ...plan }: Plan, style: Style): string[] {
  if (!previous) {
    return [];
  }
  const names = [
    ...new Set([
      ...Object.keys(previous.parameters),
      ...Object.keys(plan.parameters),
    ]),
  ].sort();
  const fields: FieldChange[] = [
    {
      path: 'class version',
      before: previous.classVersion,
      after: plan.class.version,
    },
    ...names.map(name => ({
      path: name,
      before: previous.parameters[name],
      after: plan.parameters[name],
    })),
  ];
  return fields
    .filter(
      ({ before, after }) => JSON.stringify(before) !== JSON.stringify(after),
    )
    .map(field => {
      const { sign, tone, text } = fieldLine(field);
      return style(tone, `  ${sign} ${text}`);
    });
}

/** What others put into the namespaces, which goes with them. */
function foreignLines({ foreign = [] }: Plan, style: Style): string[] {
  return foreign.length === 0
    ? []
    : [
        `${style(
          'warning',
          'Goes with it',
        )}, though it was put there by somebody else:`,
        ...foreign.map(({ kind, name, namespace }) =>
          style(
            'bad',
            `  - ${plain(
              `${kind}/${name}${namespace ? ` in ${namespace}` : ''}`,
            )}`,
          ),
        ),
        '',
      ];
}

/** A plan, whole: what happens to each object, what policy says, what it costs, and how to go on. */
export function planLines(
  plan: Plan,
  options: { style: Style; now: number; portalUrl: string; full?: boolean },
): string[] {
  const { style, now, portalUrl, full = false } = options;
  const shown = plan.changes.filter(
    ({ operation }) => full || operation !== 'unchanged',
  );
  const { computed, total } = plan.coverage;
  return [
    `${VERBS[plan.action]} environment ${style(
      'strong',
      plain(plan.environment.name),
    )} (${plain(plan.class.name)}) for ${plain(
      plan.environment.owner,
    )} in ${plain(plan.environment.cluster)}, namespace ${plain(
      plan.environment.namespace,
    )}`,
    ...previousLines(plan, style),
    '',
    ...shown.flatMap(change => [...changeLines(change, style, full), '']),
    ...foreignLines(plan, style),
    `Plan:   ${summaryOf(plan.changes)}${
      computed === total
        ? ''
        : `; only ${computed} of ${total} changes could be computed`
    }`,
    ...priceLines(plan.price),
    ...verdictLines(plan.verdict, style, portalUrl),
    ...plan.blockers.map(
      blocker => `${style('bad', 'Cannot be applied')}: ${BLOCKERS[blocker]}`,
    ),
    `Digest: ${plain(plan.digest)}`,
    `Good until ${plain(plan.expiresAt)} (${left(plan.expiresAt, now)})`,
    'Nothing was written.',
  ];
}
