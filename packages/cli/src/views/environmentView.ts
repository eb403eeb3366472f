import type {
  Condition,
  Environment,
  EnvironmentState,
  ObservedResource,
  ResourceRef,
} from '@cairn/plugin-environments-common';
import { plain } from '../output/plain';
import type { Style, Tone } from '../output/Style';
import { renderTable, type Column } from '../output/table';
import { ago, left } from './age';

export const ENVIRONMENT_TONES: Readonly<Record<EnvironmentState, Tone>> = {
  Ready: 'good',
  Provisioning: 'warning',
  Destroying: 'warning',
  Degraded: 'warning',
  Drifted: 'warning',
  Expiring: 'warning',
  Hibernated: 'muted',
  Failed: 'bad',
  Destroyed: 'muted',
  Unknown: 'muted',
};

const RESOURCE_TONES: Readonly<Record<ObservedResource['status'], Tone>> = {
  Ready: 'good',
  Progressing: 'warning',
  Degraded: 'bad',
  Missing: 'bad',
  Unknown: 'muted',
};

/** A reference without what is the same everywhere: `checkout-team`. */
export function shortRef(ref: string): string {
  return ref.replace(/^(group|user|component):(default\/)?/, '');
}

/** Columns of `cairn env list`. */
export function environmentColumns(now: number): Column<Environment>[] {
  return [
    { title: 'NAME', value: it => it.name },
    {
      title: 'STATE',
      value: it => ({ text: it.state, tone: ENVIRONMENT_TONES[it.state] }),
    },
    { title: 'CLASS', value: it => it.class.name },
    { title: 'OWNER', value: it => shortRef(it.owner) },
    { title: 'AGE', value: it => ago(it.createdAt, now), align: 'right' },
    { title: 'ENDS', value: it => left(it.expiresAt, now), align: 'right' },
    { title: 'WHY', value: it => it.reason, flexible: true },
  ];
}

/** `cairn env show`: state and why first, then what it is, then what it is made of. */
export function environmentLines(
  environment: Environment,
  resources: readonly ObservedResource[],
  options: { style: Style; now: number; portalUrl: string; width?: number },
): string[] {
  const { style, now, portalUrl } = options;
  const facts: [string, string | undefined][] = [
    ['Class', `${environment.class.name} (${environment.class.version})`],
    ['Owner', environment.owner],
    ['Cluster', `${environment.cluster}, namespace ${environment.namespace}`],
    [
      'Created',
      `${environment.createdAt} by ${environment.createdBy}, ${ago(
        environment.createdAt,
        now,
      )} ago`,
    ],
    [
      'Ends',
      environment.expiresAt &&
        `${environment.expiresAt} (${left(environment.expiresAt, now)})`,
    ],
    [
      'Extendable',
      environment.lease.extendableTo
        ? `to ${environment.lease.extendableTo}, ${environment.lease.renewals.used} of ${environment.lease.renewals.allowed} extensions used`
        : environment.lease.extendRefusal,
    ],
    [
      'Hibernates',
      environment.lease.hibernatesAt &&
        `${environment.lease.hibernatesAt} (${environment.lease.hibernatesBecause})`,
    ],
    ['Wakes', environment.lease.wakesAt],
    [
      'Upgrade',
      environment.upgrade &&
        `a newer version of its class is there: ./cairn env update ${environment.name} --upgrade`,
    ],
    ['Destroyed', environment.destroyedAt],
    [
      'Looked at',
      environment.observedAt
        ? `${environment.observedAt}, ${ago(environment.observedAt, now)} ago`
        : 'not yet',
    ],
    ...Object.entries(environment.parameters).map(
      ([name, value]): [string, string] => [
        `  ${name}`,
        typeof value === 'string' ? value : JSON.stringify(value),
      ],
    ),
    ...Object.entries(environment.outputs),
    ['Page', `${portalUrl}/environments/${environment.name}`],
  ];
  return [
    `${style('strong', plain(environment.name))}  ${style(
      ENVIRONMENT_TONES[environment.state],
      environment.state,
    )} for ${ago(environment.since, now)}: ${plain(environment.reason)}`,
    ...problemLines(environment, style),
    '',
    ...factLines(facts, style),
    ...(resources.length > 0
      ? [
          '',
          ...renderTable<ObservedResource>(
            [
              { title: 'COMPONENT', value: it => it.component },
              {
                title: 'OBJECT',
                value: ({ ref }) =>
                  `${ref.kind}/${ref.name}${elsewhere(ref, environment)}`,
              },
              {
                title: 'STATUS',
                value: it => ({
                  text: it.status,
                  tone: RESOURCE_TONES[it.status],
                }),
              },
              {
                title: 'SEEN',
                value: it => `${ago(it.observedAt, now)} ago`,
                align: 'right',
              },
              { title: 'MESSAGE', value: it => it.message, flexible: true },
            ],
            resources,
            { style, width: options.width },
          ),
        ]
      : []),
  ];
}

/** An environment may have several namespaces, with objects of the same names in each. */
function elsewhere(
  { namespace }: ResourceRef,
  environment: Environment,
): string {
  return namespace === undefined || namespace === environment.namespace
    ? ''
    : ` in ${namespace}`;
}

/** The answer that wants somebody to do something. */
const BAD: Readonly<Record<string, Condition['status']>> = {
  Reachable: 'False',
  Drifted: 'True',
  Expiring: 'True',
  LeaseKept: 'False',
};

/** What is not as it should be beside what its state says: an environment may have drifted and be Degraded. */
function problemLines(
  { state, reason, conditions }: Environment,
  style: Style,
): string[] {
  return conditions
    .filter(
      ({ type, status, message }) =>
        BAD[type] === status && type !== state && message !== reason,
    )
    .map(
      ({ type, message }) =>
        `  ${style('warning', '!')} ${plain(type)}: ${plain(message)}`,
    );
}

/** Names and values below each other; those without a value are left out. */
export function factLines(
  facts: readonly (readonly [string, string | undefined])[],
  style: Style,
): string[] {
  const shown = facts.flatMap(([name, value]) =>
    value ? [[plain(name), plain(value)] as const] : [],
  );
  const width = Math.max(0, ...shown.map(([name]) => name.length));
  return shown.map(
    ([name, value]) => `${style('muted', name.padEnd(width))}  ${value}`,
  );
}
