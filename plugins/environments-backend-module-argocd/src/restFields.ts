import {
  kubernetesObjectSchema,
  type KubernetesObject,
} from '@cairn/plugin-clusters-node';
import type {
  FieldChange,
  PlannedChange,
} from '@cairn/plugin-environments-common';
import { RESOURCES } from './drift';
import { sleepNoteOf } from './sleepNote';
import { isRunning, type Workload, type Workloads } from './Workloads';

/**
 * What putting an application to sleep, or waking it, does to what it deployed, as fields of a plan; undefined where it
 * neither sleeps nor slept by what was scaled down.
 */
export async function restFields(
  { ref, object }: Pick<PlannedChange, 'ref' | 'object'>,
  live: KubernetesObject,
  workloads: Workloads,
  options: { signal: AbortSignal },
): Promise<FieldChange[] | undefined> {
  const sleeps =
    sleepNoteOf(kubernetesObjectSchema.parse(object)) !== undefined;
  const before = sleepNoteOf(live);
  if (!sleeps && before === undefined) {
    return undefined;
  }
  const all = (await workloads.of(ref, live, options)) ?? [];
  return sleeps
    ? all.filter(isRunning).map(workload => fieldOf(workload, workload.atRest))
    : all
        .filter(workload => !isRunning(workload))
        .flatMap(workload => {
          const woken = before?.[workload.key];
          return woken === undefined ? [] : [fieldOf(workload, woken)];
        });
}

function fieldOf(
  { key, field, now }: Workload,
  after: number | boolean,
): FieldChange {
  return {
    path: pathOf({ key, field }),
    before: now,
    after,
  };
}

/** What a plan gives to a workload; undefined where it says nothing of it. */
export function plannedRest(
  fields: FieldChange[],
  workload: Workload,
): number | boolean | undefined {
  const after = fields.find(({ path }) => path === pathOf(workload))?.after;
  return typeof after === 'number' || typeof after === 'boolean'
    ? after
    : undefined;
}

function pathOf({ key, field }: Pick<Workload, 'key' | 'field'>): string {
  return `${RESOURCES}${key}/spec/${field}`;
}
