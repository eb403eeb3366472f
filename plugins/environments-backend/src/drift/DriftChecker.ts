import type {
  DesiredResource,
  Drift,
  DriftedResource,
  Environment,
  InventoryItem,
} from '@cairn/plugin-environments-common';
import { compileParametersSchema } from '@cairn/plugin-environments-node';
import type { EngineRegistry } from '../engines/EngineRegistry';
import { markOf } from '../observe/marks';
import type { Watches } from '../observe/Watches';
import type { EnvironmentTargets } from '../plans/EnvironmentTargets';
import { planChanges } from '../plans/planChanges';
import { renderClass } from '../plans/renderClass';
import { refKey } from '../refKey';
import type { Stores } from '../store/Stores';
import { acceptedBy } from './acceptedBy';
import { driftOf, summaryOf, withOwners } from './driftOf';

/** Comparing must end even where a system answers slowly. */
const TIMEOUT_MS = 60_000;

/** Compares one environment exactly with what it is meant to be: by planning it again. Reads only, outside. */
export class DriftChecker {
  readonly #stores: Stores;
  readonly #engines: EngineRegistry;
  readonly #targets: EnvironmentTargets;
  readonly #watches: Watches;

  constructor(options: {
    stores: Stores;
    engines: EngineRegistry;
    targets: EnvironmentTargets;
    watches: Watches;
  }) {
    this.#stores = options.stores;
    this.#engines = options.engines;
    this.#targets = options.targets;
    this.#watches = options.watches;
  }

  /**
   * @returns whether it was compared; not while a run is under way, and not where there is nothing yet to compare with
   * @throws where a system does not answer
   */
  async check(environmentId: string): Promise<boolean> {
    const environment = await this.#stores.environments.byId(environmentId);
    if (!environment || !isComparable(environment)) {
      return false;
    }
    const items = (await this.#stores.inventory.owned(environmentId)).filter(
      ({ parent }) => parent === undefined,
    );
    // Before anything is compared: what changes meanwhile shows another mark afterwards.
    const { marks, complaints } = this.#seen(items);
    const drift = await this.#compare(environment, items, complaints);
    const after = await this.#stores.environments.byId(environmentId);
    if (after?.lastRun?.id !== environment.lastRun?.id) {
      // It is meant to be something else now.
      return false;
    }
    await this.#stores.drifts.set(environmentId, drift, {
      summary: summaryOf(drift),
      marks,
      now: new Date(),
    });
    return true;
  }

  #seen(items: InventoryItem[]) {
    const marks = new Map<string, string>();
    const complaints = new Map<string, string>();
    for (const item of items) {
      const look = this.#watches.look(item);
      const mark = markOf(look);
      if (mark !== undefined) {
        marks.set(item.id, mark);
      }
      if (look.how === 'seen' && look.seen?.drift !== undefined) {
        complaints.set(item.id, look.seen.drift);
      }
    }
    return { marks, complaints };
  }

  async #compare(
    environment: Environment,
    items: InventoryItem[],
    complaints: ReadonlyMap<string, string>,
  ): Promise<Drift> {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const { class: cls, context } = await this.#targets.of(environment);
    const render = async (parameters: Record<string, unknown>) =>
      this.#asMeant(
        environment,
        await renderClass(
          cls,
          { ...context, parameters },
          this.#engines,
          items.map(({ ref }) => ref),
        ),
        signal,
      );
    const changes = await planChanges(
      await render(context.parameters),
      items,
      {
        environmentId: environment.id,
        namespace: environment.namespace,
        signal,
      },
      this.#engines,
    );
    const found = driftOf(changes, items, complaints);
    const resources = await Promise.all(
      found.resources.map(resource =>
        this.#withOwners(resource, items, signal),
      ),
    );
    const accept = await acceptedBy({
      drift: found,
      schema: cls.definition.spec.parameters,
      parameters: context.parameters,
      validate: compileParametersSchema(cls.definition.spec.parameters),
      render,
    });
    return { ...found, resources, ...(accept && { accept }) };
  }

  async #asMeant(
    { mode }: Environment,
    desired: DesiredResource[],
    signal: AbortSignal,
  ): Promise<DesiredResource[]> {
    if (mode === 'awake') {
      return desired;
    }
    const asleep = await Promise.all(
      desired.map(one =>
        this.#engines.get(one.engine).hibernated([one], { signal }),
      ),
    );
    return asleep.flat();
  }

  async #withOwners(
    resource: DriftedResource,
    items: InventoryItem[],
    signal: AbortSignal,
  ): Promise<DriftedResource> {
    const item = items.find(({ ref }) => refKey(ref) === refKey(resource.ref));
    if (!item || resource.fields.length === 0) {
      return resource;
    }
    const owners = await this.#engines.get(item.engine).ownersOf(
      item,
      resource.fields.map(({ path }) => path),
      { signal },
    );
    return withOwners(resource, owners);
  }
}

/** What a creation that failed left, or a destroy, is no environment that could drift. */
function isComparable({ state, lastRun }: Environment): boolean {
  if (state === 'Destroyed' || !lastRun) {
    return false;
  }
  return (
    lastRun.state === 'Succeeded' ||
    ((lastRun.state === 'Failed' || lastRun.state === 'Cancelled') &&
      lastRun.action !== 'create' &&
      lastRun.action !== 'destroy')
  );
}
