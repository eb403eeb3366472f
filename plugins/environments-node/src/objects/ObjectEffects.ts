import { ConflictError } from '@backstage/errors';
import {
  describeOrigin,
  FencedClient,
  kubernetesObjectSchema,
  KubernetesStatusError,
  nameOf,
  ObjectWriter,
  OPERATION_ANNOTATION,
  redactObject,
  type Clusters,
  type KubernetesObject,
} from '@cairn/plugin-clusters-node';
import type {
  InventoryItem,
  PlannedChange,
} from '@cairn/plugin-environments-common';
import type { EffectContext } from '../Engine';
import { ClusterIdentities } from './ClusterIdentities';
import { isAsPlanned } from './comparable';
import { fieldConflicts, isNamed } from './fieldConflicts';
import { isOwnedBy } from './ownership';

const DELETE_WAIT_MS = 120_000;
const MAX_TRIES = 5;

/**
 * The effects of engines whose components are Kubernetes objects. Each can be repeated with the same operation, happens only in
 * the very cluster that was planned with, and says which worker it is of.
 */
export class ObjectEffects {
  readonly #clusters: Clusters;
  readonly #identities: ClusterIdentities;

  constructor(options: { clusters: Clusters }) {
    this.#clusters = options.clusters;
    this.#identities = new ClusterIdentities(options.clusters);
  }

  /**
   * Does what a change of a plan says, without waiting for what controllers make of it.
   *
   * @returns The live object; undefined after a delete.
   * @throws ConflictError where the object is not the one that the plan saw, or a plan that cannot be applied is given.
   */
  async write(
    change: PlannedChange,
    context: EffectContext,
  ): Promise<KubernetesObject | undefined> {
    switch (change.operation) {
      case 'create':
        return this.#create(change, context);
      case 'update':
        return this.#update(change, context);
      case 'replace':
        // After a crash in between, the old one is gone and the new one may be there: both steps can be repeated.
        await this.delete(change.ref, uidOf(change), context);
        return this.#create(change, context);
      case 'delete':
        await this.delete(change.ref, uidOf(change), context);
        return undefined;
      case 'unchanged':
        return this.#ours(change, context);
      default:
        throw new ConflictError(
          `${nameOf(change.ref)} cannot be applied: ${change.reason}`,
        );
    }
  }

  /** Deletes exactly the object with this UID and waits until it is gone. Gone already is a success. */
  async delete(
    ref: PlannedChange['ref'],
    uid: string,
    context: Pick<
      EffectContext,
      'fence' | 'clusterIdentities' | 'signal' | 'progress'
    >,
    options: {
      propagation?: 'Foreground' | 'Background';
      timeoutMs?: number;
      holding?: (live: KubernetesObject) => string;
    } = {},
  ): Promise<void> {
    const writer = await this.#writer(ref, context);
    await writer.delete(ref, uid, {
      timeoutMs: options.timeoutMs ?? DELETE_WAIT_MS,
      propagation: options.propagation,
      holding: options.holding,
      signal: context.signal,
      progress: context.progress,
    });
  }

  /** The live object of an item without secret values; undefined where it is gone. */
  async read(
    item: InventoryItem,
    options: { signal: AbortSignal },
  ): Promise<Record<string, unknown> | undefined> {
    const live = await this.#clusters
      .get(item.ref.cluster)
      .writer.get(item.ref, options);
    if (!live || live.metadata.uid !== item.uid) {
      return undefined;
    }
    const { managedFields, ...metadata } = live.metadata;
    return redactObject({ ...live, metadata });
  }

  async #create(
    change: PlannedChange,
    context: EffectContext,
  ): Promise<KubernetesObject> {
    const writer = await this.#writer(change.ref, context);
    return writer.create(objectOf(change, context), context);
  }

  async #update(
    change: PlannedChange,
    context: EffectContext,
  ): Promise<KubernetesObject> {
    const writer = await this.#writer(change.ref, context);
    let force = false;
    const object = objectOf(change, context);
    for (let attempt = 1; ; attempt++) {
      const live = await this.#ours(change, context);
      const isRepeated =
        live.metadata.annotations?.[OPERATION_ANNOTATION] ===
        context.operationId;
      if (!isRepeated && !isAsPlanned(live, change.fields)) {
        throw new ConflictError(
          `${nameOf(change.ref)} was changed since it was planned; plan again`,
        );
      }
      try {
        return await writer.update(
          object,
          {
            uid: live.metadata.uid ?? '',
            resourceVersion: live.metadata.resourceVersion ?? '',
          },
          { ...context, force },
        );
      } catch (error) {
        if (
          !(error instanceof KubernetesStatusError) ||
          error.httpStatus !== 409 ||
          attempt >= MAX_TRIES
        ) {
          throw error;
        }
        if (error.causes.includes('FieldManagerConflict')) {
          // Whoever said yes to the plan said yes to these, and to no other.
          if (!isNamed(fieldConflicts(error, live), change.takes ?? [])) {
            throw error;
          }
          force = true;
        } else {
          // It changed meanwhile: who owns which field is asked again.
          force = false;
        }
      }
    }
  }

  /** The live object, if it is still the one of the plan and this environment's. */
  async #ours(
    change: PlannedChange,
    context: EffectContext,
  ): Promise<KubernetesObject> {
    const live = await this.#clusters
      .get(change.ref.cluster)
      .writer.get(change.ref, context);
    if (!live) {
      throw new ConflictError(
        `${nameOf(change.ref)} was deleted since it was planned; plan again`,
      );
    }
    if (live.metadata.uid !== change.liveUid) {
      throw new ConflictError(
        `${nameOf(
          change.ref,
        )} was replaced by another object since it was planned: ${describeOrigin(
          live,
        )}`,
      );
    }
    if (!isOwnedBy(live, context.environmentId)) {
      throw new ConflictError(
        `${nameOf(
          change.ref,
        )} does not belong to this environment: ${describeOrigin(live)}`,
      );
    }
    return live;
  }

  async #writer(
    { cluster }: PlannedChange['ref'],
    context: Pick<EffectContext, 'fence' | 'clusterIdentities' | 'signal'>,
  ): Promise<ObjectWriter> {
    await this.#identities.require(cluster, context);
    const { writer } = this.#clusters.get(cluster);
    return new ObjectWriter(new FencedClient(writer, context.fence));
  }
}

function objectOf(
  change: PlannedChange,
  context: EffectContext,
): KubernetesObject {
  const object = kubernetesObjectSchema.parse(change.object);
  if (!isOwnedBy(object, context.environmentId)) {
    throw new ConflictError(
      `${nameOf(
        change.ref,
      )} is not labelled as this environment's and was not written`,
    );
  }
  return object;
}

function uidOf(change: PlannedChange): string {
  if (!change.liveUid) {
    throw new ConflictError(
      `The plan does not say which ${nameOf(change.ref)} is meant`,
    );
  }
  return change.liveUid;
}
