import { isError } from '@backstage/errors';
import {
  ClusterUnavailableError,
  describeOrigin,
  KindNotFoundError,
  KubernetesStatusError,
  nameOf,
  type KubernetesObject,
  type ObjectRef,
} from '@cairn/plugin-clusters-node';
import type {
  InventoryItem,
  PlannedChange,
  PlannedOperation,
} from '@cairn/plugin-environments-common';
import { shown } from './comparable';
import { isOwnedBy } from './ownership';

/** A change whose place in the order of effects is not known yet. */
export type UnorderedChange = Omit<PlannedChange, 'index'>;

export interface PlanningContext {
  environmentId: string;
  /** The environment's own namespace. */
  namespace: string;
  signal: AbortSignal;
}

/** What was found out about one object. */
export type Outcome = Pick<PlannedChange, 'operation'> &
  Partial<Omit<UnorderedChange, 'operation'>>;

/** The object keeps its plan from being applied. */
export function stop(
  operation: Extract<PlannedOperation, 'conflict' | 'unknown'>,
  reason: string,
): Outcome {
  return { operation, reason: reason[0].toUpperCase() + reason.slice(1) };
}

/** The API server would refuse it. */
export function refused(error: KubernetesStatusError): Outcome {
  return stop('unknown', error.message);
}

/** An answer that says nothing of the object is a state of the plan; no answer at all ends the planning. */
export function whyUnknown(error: unknown): string {
  if (error instanceof ClusterUnavailableError || !isError(error)) {
    throw error;
  }
  if (
    error instanceof KindNotFoundError ||
    error instanceof KubernetesStatusError ||
    error.name === 'InputError' ||
    error.name === 'NotFoundError'
  ) {
    return error.message;
  }
  throw error;
}

/**
 * Undefined where a live object is this environment's own and can be compared. The label alone does not make it so: whoever may
 * write into the namespace can set it, so the inventory must know the object too.
 */
export function whyNotOurs(
  live: KubernetesObject,
  ref: ObjectRef,
  item: InventoryItem | undefined,
  context: PlanningContext,
): Outcome | undefined {
  if (!isOwnedBy(live, context.environmentId)) {
    return {
      ...stop(
        'conflict',
        `${nameOf(ref)} exists already: ${describeOrigin(live)}`,
      ),
      before: shown(live),
      liveUid: live.metadata.uid,
    };
  }
  if (live.metadata.deletionTimestamp !== undefined) {
    return {
      ...stop('unknown', 'it is being deleted; try again when it is gone'),
      before: shown(live),
      liveUid: live.metadata.uid,
    };
  }
  if (item?.uid !== live.metadata.uid) {
    return {
      ...stop(
        'conflict',
        item
          ? `${nameOf(ref)} was deleted and made anew by somebody else`
          : `${nameOf(
              ref,
            )} exists already: it carries the label of this environment, but no run of it made it`,
      ),
      before: shown(live),
      liveUid: live.metadata.uid,
    };
  }
  return undefined;
}
