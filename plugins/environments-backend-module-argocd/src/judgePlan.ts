import {
  KindNotFoundError,
  kubernetesObjectSchema,
  type Clusters,
} from '@cairn/plugin-clusters-node';
import type {
  PlanningContext,
  UnorderedChange,
} from '@cairn/plugin-environments-node';
import { parseApplication } from './applicationStatus';
import { asleepFields, deploymentFields } from './drift';
import { whyCannotSleep } from './hibernation';
import { restFields } from './restFields';
import { sleepNoteOf } from './sleepNote';
import type { Workloads } from './Workloads';

/** What a change of a project or an application means beyond its object: whether it can be, and what Argo CD would deploy. */
export async function judgePlan(
  change: UnorderedChange,
  {
    clusters,
    workloads,
    context,
  }: { clusters: Clusters; workloads: Workloads; context: PlanningContext },
): Promise<UnorderedChange> {
  const { operation, ref, object } = change;
  const { writer } = clusters.get(ref.cluster);
  if (operation === 'unknown') {
    const isInstalled = await writer.pathOf(ref).then(
      () => true,
      error => {
        if (error instanceof KindNotFoundError) {
          return false;
        }
        throw error;
      },
    );
    return isInstalled
      ? change
      : {
          ...change,
          reason: `Argo CD is not installed in the cluster "${ref.cluster}" yet, so nothing can be deployed by it; see the Platform page`,
        };
  }
  if (ref.kind !== 'Application' || !object || operation === 'conflict') {
    return change;
  }
  const reason = whyCannotSleep({ object });
  if (reason !== undefined) {
    return { ...change, operation: 'unknown', fields: [], reason };
  }
  if (operation !== 'unchanged' && operation !== 'update') {
    return change;
  }
  const live = await writer.get(ref, context);
  const application = live && parseApplication(live);
  if (!application) {
    return change;
  }
  const rest = await restFields(change, live, workloads, context);
  if (rest) {
    const goesOnSleeping =
      sleepNoteOf(kubernetesObjectSchema.parse(object)) !== undefined &&
      sleepNoteOf(live) !== undefined;
    return withFields(change, [
      ...rest,
      ...(goesOnSleeping ? asleepFields(application) : []),
    ]);
  }
  // Argo CD does it by itself, or it is part of what the change does.
  return application.spec.syncPolicy?.automated || operation === 'update'
    ? change
    : withFields(change, deploymentFields(application));
}

function withFields(
  change: UnorderedChange,
  fields: UnorderedChange['fields'],
): UnorderedChange {
  return fields.length > 0
    ? {
        ...change,
        operation: 'update',
        fields: [...change.fields, ...fields],
      }
    : change;
}
