import type {
  KubernetesClient,
  KubernetesObject,
  KubernetesStatusError,
} from '@cairn/plugin-clusters-node';
import { plannedFields } from './comparable';
import { dryRunApply, dryRunCreate } from './dryRun';
import { fieldConflicts } from './fieldConflicts';
import { refused, stop, type Outcome, type PlanningContext } from './outcome';
import { isReplaceable, REPLACE_ANNOTATION } from './replaceable';

/** One object that is there, as it is to be and as it is. */
interface Comparison {
  client: KubernetesClient;
  object: KubernetesObject;
  live: KubernetesObject;
  context: PlanningContext;
}

/**
 * What an update of an object that is ours would change, and what of others it would take back. Undefined where the object
 * changed between the look and the dry run, so that they cannot be compared.
 */
export async function compareWithLive(
  comparison: Comparison,
): Promise<Outcome | undefined> {
  const { client, object, live, context } = comparison;
  const tried = await dryRunApply(client, object, live, context);
  if (tried.ok) {
    return changed(comparison, tried);
  }
  if (!tried.error.causes.includes('FieldManagerConflict')) {
    return notUpdated(comparison, tried.error);
  }
  const takes = fieldConflicts(tried.error, live);
  if (takes.length === 0) {
    return refused(tried.error);
  }
  const forced = await dryRunApply(client, object, live, {
    ...context,
    force: true,
  });
  if (!forced.ok) {
    return notUpdated(comparison, forced.error);
  }
  const outcome = changed(comparison, forced);
  return outcome && { ...outcome, operation: 'update', takes };
}

function changed(
  { live, object }: Comparison,
  tried: { object: KubernetesObject; warnings: string[] },
): Outcome | undefined {
  if (tried.object.metadata.resourceVersion !== live.metadata.resourceVersion) {
    return undefined;
  }
  const fields = plannedFields(live, tried.object, object);
  return {
    operation: fields.length > 0 ? 'update' : 'unchanged',
    fields,
    warnings: tried.warnings,
  };
}

async function notUpdated(
  comparison: Comparison,
  error: KubernetesStatusError,
): Promise<Outcome | undefined> {
  if (error.httpStatus === 409 || error.fields.includes('metadata.uid')) {
    return undefined;
  }
  return error.reason === 'Invalid'
    ? compareForReplace(comparison, error)
    : refused(error);
}

/** A field that cannot be changed is refused in many wordings; that the object could be made anew is the proof. */
async function compareForReplace(
  { client, object, live, context }: Comparison,
  error: KubernetesStatusError,
): Promise<Outcome> {
  const anew = await dryRunCreate(
    client,
    {
      ...object,
      metadata: {
        ...object.metadata,
        name: `cairn-try-${live.metadata.uid?.slice(0, 8)}`,
      },
    },
    context,
  );
  if (!anew.ok) {
    return refused(error);
  }
  const fixed = `${error.fields.join(', ')} cannot be changed`;
  if (!isReplaceable(object)) {
    return stop(
      'conflict',
      `${fixed}, and replacing a ${object.kind} would lose its data; the class can allow it with the annotation ${REPLACE_ANNOTATION}: allowed`,
    );
  }
  return {
    operation: 'replace',
    fields: plannedFields(live, object, object).filter(
      change => 'after' in change,
    ),
    reason: fixed,
    warnings: anew.warnings,
  };
}
