import { formatMoney } from '@cairn/plugin-cost-common';
import type { EnvironmentClassSummary } from '@cairn/plugin-environments-common';
import { isRecord } from '@cairn/plugin-portal-common';
import { plain } from '../output/plain';
import type { Style } from '../output/Style';
import { renderTable, type Column } from '../output/table';
import { factLines, shortRef } from './environmentView';

function lifetimeOf({ lifecycle }: EnvironmentClassSummary): string {
  return lifecycle.ttlHours ? hours(lifecycle.ttlHours) : 'until destroyed';
}

/** Whole days where they are: `30 d` and not `720 h`. */
function hours(count: number): string {
  return count >= 48 && count % 24 === 0 ? `${count / 24} d` : `${count} h`;
}

function extensionsOf({ lifecycle }: EnvironmentClassSummary) {
  if (!lifecycle.ttlHours) {
    return undefined;
  }
  return lifecycle.renewals === 0
    ? 'not at all'
    : `${
        lifecycle.renewals === 1 ? 'once' : `${lifecycle.renewals} times`
      }, by ${hours(lifecycle.ttlHours)} from that moment`;
}

/** When environments are put to sleep by themselves. */
function sleepOf({ lifecycle }: EnvironmentClassSummary): string | undefined {
  const { hibernateAfterHours, hibernateSchedule } = lifecycle;
  const parts = [
    ...(hibernateSchedule?.asleep ?? []).map(
      ({ days, from, to }) =>
        `${days.map(day => day.slice(0, 3)).join(', ')} from ${from} to ${to}`,
    ),
    ...(hibernateAfterHours
      ? [
          `after ${hours(
            hibernateAfterHours,
          )} in which nothing was done with it`,
        ]
      : []),
  ];
  return parts.length > 0
    ? `${parts.join('; ')}${
        hibernateSchedule ? ` (${hibernateSchedule.timeZone})` : ''
      }`
    : undefined;
}

function approvalOf({
  approval,
  budget,
}: EnvironmentClassSummary): string | undefined {
  return (
    approval &&
    `above ${formatMoney(
      approval.aboveMicros,
      budget?.currency ?? 'USD',
    )} a month, by ${approval.by.map(shortRef).join(' or ')}${
      approval.fourEyes ? ', and not by who asks' : ''
    }`
  );
}

function budgetOf({ budget }: EnvironmentClassSummary): string | undefined {
  return budget && formatMoney(budget.monthlyMicros, budget.currency);
}

/** Columns of `cairn class list`. */
export const classColumns: Column<EnvironmentClassSummary>[] = [
  { title: 'NAME', value: it => it.name },
  { title: 'LIVES', value: lifetimeOf, align: 'right' },
  { title: 'AT MOST A MONTH', value: budgetOf, align: 'right' },
  { title: 'OWNER', value: it => shortRef(it.owner) },
  { title: 'WHAT IT IS', value: it => it.description, flexible: true },
];

interface Parameter {
  name: string;
  required: boolean;
  schema: Record<string, unknown>;
}

function parametersOf({ parameters }: EnvironmentClassSummary): Parameter[] {
  const { properties, required } = parameters;
  const names: unknown[] = Array.isArray(required) ? required : [];
  return Object.entries(isRecord(properties) ? properties : {}).map(
    ([name, schema]) => ({
      name,
      required: names.includes(name),
      schema: isRecord(schema) ? schema : {},
    }),
  );
}

function kindOf({ schema }: Parameter): string {
  if (Array.isArray(schema.enum)) {
    return schema.enum.map(String).join(' | ');
  }
  return typeof schema.type === 'string' ? schema.type : 'anything';
}

function defaultOf({ schema, required }: Parameter): string | undefined {
  if (schema.default !== undefined) {
    return JSON.stringify(schema.default);
  }
  return required ? 'required' : undefined;
}

/** `cairn class show`: what it is, and what one may choose. */
export function classLines(
  it: EnvironmentClassSummary,
  style: Style,
  width?: number,
): string[] {
  const parameters = parametersOf(it);
  return [
    `${style('strong', plain(it.title))} ${style('muted', plain(it.name))}`,
    plain(it.description),
    '',
    ...factLines(
      [
        ['Owner', it.owner],
        ['Lives', lifetimeOf(it)],
        ['Extended', extensionsOf(it)],
        ['Sleeps', sleepOf(it)],
        ['At most a month', budgetOf(it)],
        ['Needs a yes', approvalOf(it)],
        ['Clusters', it.clusters.join(', ')],
        [
          'Made of',
          it.components
            .map(({ name, engine }) => `${name} (${engine})`)
            .join(', '),
        ],
        ['Version', it.version],
      ],
      style,
    ),
    '',
    ...(parameters.length > 0
      ? renderTable<Parameter>(
          [
            { title: 'PARAMETER', value: each => each.name },
            { title: 'VALUES', value: kindOf },
            {
              title: 'DEFAULT',
              value: defaultOf,
            },
            {
              title: 'WHAT IT IS',
              value: ({ schema }) =>
                [schema.title, schema.description]
                  .filter(text => typeof text === 'string')
                  .join(': '),
              flexible: true,
            },
          ],
          parameters,
          { style, width },
        )
      : ['It has no parameters.']),
    '',
    `Plan one:  ./cairn env plan ${plain(
      it.name,
    )} NAME --owner GROUP${parameters
      .filter(
        ({ schema, required }) => required && schema.default === undefined,
      )
      .map(({ name }) => ` --set ${plain(name)}=VALUE`)
      .join('')}`,
  ];
}
