import type { Environment } from '@cairn/plugin-environments-common';
import type { EngineRegistry } from '../engines/EngineRegistry';
import { refKey } from '../refKey';
import type { Stores } from '../store/Stores';

const TIMEOUT_MS = 30_000;

/**
 * Finds objects that a run made without being able to write them down: the effect of a step that ended without a clear
 * answer. The journal knows every step that was begun, so each of those is looked for.
 */
export class UnrecordedObjects {
  readonly #stores: Stores;
  readonly #engines: EngineRegistry;

  constructor(options: { stores: Stores; engines: EngineRegistry }) {
    this.#stores = options.stores;
    this.#engines = options.engines;
  }

  /** Takes what is found into the inventory. @throws where a system that must be looked at does not answer */
  async record({ id, name, namespace }: Environment): Promise<void> {
    const known = new Set(
      (await this.#stores.inventory.owned(id)).map(({ ref }) => refKey(ref)),
    );
    for (const run of await this.#stores.runs.ofEnvironment({ id, name })) {
      if (run.action !== 'create') {
        continue;
      }
      const stored = await this.#stores.plans.get(run.digest, new Date());
      const begun = (await this.#stores.runs.steps(run.id)).filter(
        step =>
          (step.state === 'Failed' || step.state === 'Running') &&
          !known.has(refKey(step.ref)),
      );
      for (const step of begun) {
        const object = stored?.plan.changes[step.index]?.object;
        if (!object) {
          continue;
        }
        const { component, engine, ref } = step;
        const changes = await this.#engines
          .get(engine)
          .plan([{ component, engine, ref, object }], [], {
            environmentId: id,
            namespace,
            signal: AbortSignal.timeout(TIMEOUT_MS),
          });
        const found = changes.find(
          change => refKey(change.ref) === refKey(ref),
        );
        // A conflict is an object of somebody else: it is not ours to own.
        if (found?.liveUid && found.operation !== 'conflict') {
          await this.#stores.inventory.add(
            id,
            { component, engine, ref, uid: found.liveUid },
            new Date(),
          );
        }
      }
    }
  }
}
