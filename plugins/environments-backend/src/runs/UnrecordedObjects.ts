import { ServiceUnavailableError } from '@backstage/errors';
import type { Environment } from '@cairn/plugin-environments-common';
import type { EngineRegistry } from '../engines/EngineRegistry';
import { refKey } from '../refKey';
import type { JournalStep } from '../store/runRows';
import type { Stores } from '../store/Stores';

const TIMEOUT_MS = 30_000;

/** A step, and which cluster its run found under the name of its cluster. */
interface PlacedStep extends JournalStep {
  clusterIdentity?: string;
}

type Whose = Pick<Environment, 'id' | 'name'>;

/**
 * Finds objects that a run made without being able to write them down: the effect of a step whose answer nobody got. They carry
 * the environment's label and the operation of a step that the journal knows as begun. The label alone proves nothing: whoever may
 * write into the namespace can set it.
 */
export class UnrecordedObjects {
  readonly #stores: Stores;
  readonly #engines: EngineRegistry;

  constructor(options: { stores: Stores; engines: EngineRegistry }) {
    this.#stores = options.stores;
    this.#engines = options.engines;
  }

  /**
   * Takes what is found into the inventory.
   *
   * @param options.all - Also looks where every step came to its end: after another worker may have written late.
   * @throws ServiceUnavailableError where a system that must be looked at does not answer
   */
  async record(
    environment: Whose,
    options: { all?: boolean; signal?: AbortSignal } = {},
  ): Promise<void> {
    const begun = (await this.#begun(environment)).filter(
      ({ state }) => options.all || state !== 'Succeeded',
    );
    for (const steps of byPlace(begun)) {
      await this.#recordIn(environment, steps, options.signal);
    }
  }

  async #recordIn(
    { id, name }: Whose,
    steps: PlacedStep[],
    signal?: AbortSignal,
  ): Promise<void> {
    const [
      {
        engine,
        ref: { cluster },
      },
    ] = steps;
    const timeout = AbortSignal.timeout(TIMEOUT_MS);
    const { objects, failed } = await this.#engines.get(engine).find(cluster, {
      environmentId: id,
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
    const owned = await this.#stores.inventory.owned(id);
    const known = new Set(owned.map(({ ref, uid }) => `${uid} ${refKey(ref)}`));
    for (const { ref, uid, environmentId, operationId } of objects) {
      const step = steps.find(
        one =>
          one.operationId === operationId && refKey(one.ref) === refKey(ref),
      );
      if (step && environmentId === id && !known.has(`${uid} ${refKey(ref)}`)) {
        await this.#stores.destroyedItems.adopt(
          id,
          [
            {
              component: step.component,
              engine,
              ref,
              uid,
              ...(step.clusterIdentity && {
                clusterIdentity: step.clusterIdentity,
              }),
            },
          ],
          new Date(),
        );
      }
    }
    const unseen = failed.find(({ kind }) =>
      steps.some(({ ref }) => ref.kind === kind),
    );
    if (unseen) {
      throw new ServiceUnavailableError(
        `Whether a run of '${name}' left a ${unseen.kind} cannot be told: ${unseen.message}`,
      );
    }
  }

  /** Steps of any run that may have made something. */
  async #begun(environment: Whose): Promise<PlacedStep[]> {
    const runs = await this.#stores.runs.ofEnvironment(environment);
    const steps = await Promise.all(
      runs.map(async ({ id }): Promise<PlacedStep[]> => {
        const run = await this.#stores.runs.record(id);
        return (await this.#stores.runs.steps(id)).map(step => ({
          ...step,
          clusterIdentity: run?.clusterIdentities[step.ref.cluster],
        }));
      }),
    );
    return steps
      .flat()
      .filter(
        ({ tries, state, operation }) =>
          (tries > 0 || state === 'Failed' || state === 'Running') &&
          operation !== 'delete',
      );
  }
}

/** Steps by the engine and the cluster in which they can be found. */
function byPlace(steps: PlacedStep[]): PlacedStep[][] {
  const places = new Map<string, PlacedStep[]>();
  for (const step of steps) {
    const place = `${step.engine} ${step.ref.cluster}`;
    places.set(place, [...(places.get(place) ?? []), step]);
  }
  return [...places.values()];
}
