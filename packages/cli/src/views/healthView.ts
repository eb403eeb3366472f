import type {
  ApplicationHealth,
  EntityHealth,
  HealthStatus,
  HealthSummary,
  HealthVerdict,
  PlaceHealth,
  WorkloadHealth,
} from '@cairn/plugin-health-common';
import { plain } from '../output/plain';
import type { Style, Tone } from '../output/Style';
import { renderTable, type Column } from '../output/table';
import { ago } from './age';
import { shortRef } from './environmentView';

export const HEALTH: Readonly<
  Record<HealthStatus, { sign: string; tone: Tone }>
> = {
  Healthy: { sign: '✔', tone: 'good' },
  Progressing: { sign: '◐', tone: 'warning' },
  Degraded: { sign: '▲', tone: 'warning' },
  Down: { sign: '✖', tone: 'bad' },
  Idle: { sign: '○', tone: 'muted' },
  Unknown: { sign: '?', tone: 'muted' },
};

/** A line of `cairn health` without an entity. */
export interface ServiceHealth {
  entityRef: string;
  /** Absent: nothing of it runs anywhere that Cairn looks at. */
  health?: HealthSummary;
}

/** Columns of `cairn health`. */
export function healthColumns(now: number): Column<ServiceHealth>[] {
  return [
    { title: 'SERVICE', value: it => shortRef(it.entityRef) },
    {
      title: 'HEALTH',
      value: ({ health }) =>
        health && {
          text: `${HEALTH[health.verdict.status].sign} ${
            health.verdict.status
          }`,
          tone: HEALTH[health.verdict.status].tone,
        },
    },
    {
      title: 'FOR',
      value: ({ health }) => ago(health?.verdict.since, now),
      align: 'right',
    },
    {
      title: 'SEEN',
      value: ({ health }) =>
        health?.observedAt && `${ago(health.observedAt, now)} ago`,
      align: 'right',
    },
    {
      title: 'WHY',
      value: ({ health }) =>
        health ? health.verdict.message : 'runs nowhere that Cairn looks at',
      flexible: true,
    },
  ];
}

function verdictLine(
  name: string,
  verdict: HealthVerdict,
  style: Style,
  now: number,
): string {
  const { sign, tone } = HEALTH[verdict.status];
  return `${name}  ${style(tone, `${sign} ${verdict.status}`)} for ${ago(
    verdict.since,
    now,
  )}: ${plain(verdict.message)}`;
}

function evidenceLines(verdict: HealthVerdict, now: number): string[] {
  return [
    ...(verdict.waitingFor ? [`Waits for: ${plain(verdict.waitingFor)}`] : []),
    ...verdict.evidence.map(
      ({ message, at }) =>
        `· ${plain(message)}${at ? ` (${ago(at, now)} ago)` : ''}`,
    ),
  ];
}

function placeLines(
  place: PlaceHealth,
  options: { style: Style; now: number; width?: number },
): string[] {
  const { style, now } = options;
  const where = place.environment
    ? `environment ${plain(place.environment)}`
    : `namespace ${plain(place.namespace)}`;
  return [
    '',
    `${verdictLine(
      style('strong', plain(place.title)),
      place.verdict,
      style,
      now,
    )}`,
    style(
      'muted',
      `${where} in ${plain(place.cluster)}${
        place.simulated ? ', simulated: no container runs' : ''
      }${place.observedAt ? `, seen ${ago(place.observedAt, now)} ago` : ''}`,
    ),
    ...evidenceLines(place.verdict, now),
    ...(place.applications.length > 0
      ? renderTable<ApplicationHealth>(
          [
            { title: 'ARGO CD', value: it => it.name },
            { title: 'SYNC', value: it => it.sync },
            { title: 'HEALTH', value: it => it.health },
            { title: 'LIVE', value: it => it.revision?.slice(0, 10) },
            {
              title: 'SYNCED',
              value: it => it.syncedAt && `${ago(it.syncedAt, now)} ago`,
              align: 'right',
            },
          ],
          place.applications,
          options,
        )
      : []),
    ...(place.workloads.length > 0
      ? renderTable<WorkloadHealth>(
          [
            {
              title: 'WORKLOAD',
              value: it => `${it.ref.kind}/${it.ref.name}`,
            },
            {
              title: 'READY',
              value: it => `${it.ready}/${it.wanted}`,
              align: 'right',
            },
            {
              title: 'RESTARTS',
              value: it =>
                String(it.pods.reduce((sum, pod) => sum + pod.restarts, 0)),
              align: 'right',
            },
            {
              title: 'STATUS',
              value: it => ({
                text: it.verdict.status,
                tone: HEALTH[it.verdict.status].tone,
              }),
            },
            {
              title: 'WHY',
              value: it => it.verdict.message,
              flexible: true,
            },
          ],
          place.workloads,
          options,
        )
      : []),
  ];
}

/** `cairn health ENTITY`: the verdict, then what it rests on, place by place. */
export function healthLines(
  health: EntityHealth,
  options: { style: Style; now: number; page: string; width?: number },
): string[] {
  const { style, now, page } = options;
  if (!health.configured) {
    return [
      `Nothing says where ${plain(health.entityRef)} runs.`,
      `Add an annotation that names its objects, or make an environment for it: ${page}/health`,
    ];
  }
  const signals = health.signals.filter(({ value }) => value !== undefined);
  return [
    verdictLine(
      style('strong', plain(shortRef(health.entityRef))),
      health.verdict,
      style,
      now,
    ),
    ...evidenceLines(health.verdict, now),
    ...signals.map(
      ({ title, value, unit, source }) =>
        `${plain(title)}: ${value}${unit ? ` ${plain(unit)}` : ''} ${style(
          'muted',
          `(${plain(source)})`,
        )}`,
    ),
    ...health.places.flatMap(place => placeLines(place, options)),
    ...(health.dependencies.length > 0
      ? [
          '',
          'Depends on',
          ...health.dependencies.map(
            ({ entityRef, verdict }) =>
              `  ${verdictLine(
                plain(shortRef(entityRef)),
                verdict,
                style,
                now,
              )}`,
          ),
        ]
      : []),
    '',
    style('muted', `${page}/health`),
  ];
}
