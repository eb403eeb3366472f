import type { Environment } from '@cairn/plugin-environments-common';
import type {
  EnvironmentClass,
  EnvironmentClasses,
} from '@cairn/plugin-environments-node';
import type { EngineRegistry } from '../engines/EngineRegistry';
import { InvalidFieldsError } from '../errors';
import { isInPlace } from '../orphans/isInPlace';
import { searchCluster } from '../receipts/Search';
import { refKey } from '../refKey';
import type { Stores } from '../store/Stores';
import type { ChangeRequest } from './Planner';

const SEARCH_TIMEOUT_MS = 30_000;
/** Of an object that the inventory never knew. */
const UNKNOWN_COMPONENT = 'leftover';

/** What environments are meant to be, as far as it was written down. */
export class EnvironmentTargets {
  readonly #classes: EnvironmentClasses;
  readonly #engines: EngineRegistry;
  readonly #stores: Stores;

  constructor(options: {
    classes: EnvironmentClasses;
    engines: EngineRegistry;
    stores: Stores;
  }) {
    this.#classes = options.classes;
    this.#engines = options.engines;
    this.#stores = options.stores;
  }

  /**
   * The version of its class that an environment has.
   *
   * @throws InvalidFieldsError where that version is not known any more
   */
  async classOf({ class: { name, version } }: Pick<Environment, 'class'>) {
    const kept = await this.#stores.classVersions.get(version);
    if (kept) {
      return kept;
    }
    // Made before versions were kept; its class may not have changed since.
    const { classes } = await this.#classes.list();
    const newest = classes.find(
      ({ definition }) => definition.metadata.name === name,
    );
    if (newest?.version !== version) {
      throw new InvalidFieldsError({
        field: 'environment',
        message: `version ${version} of class '${name}' is not known any more; upgrade to the newest one`,
      });
    }
    return newest;
  }

  /**
   * What it was made of by the last run that ended well, with the facts of the catalog as they were then; where none did, by
   * the run that was to make it.
   *
   * @throws InvalidFieldsError where that is not known any more
   */
  async of(
    environment: Environment,
  ): Promise<
    Pick<ChangeRequest, 'context' | 'facts'> & { class: EnvironmentClass }
  > {
    const cls = await this.classOf(environment);
    const runs = (await this.#stores.runs.ofEnvironment(environment)).filter(
      ({ action }) => action !== 'destroy',
    );
    const made = runs.find(({ state }) => state === 'Succeeded') ?? runs.at(-1);
    const stored =
      made && (await this.#stores.plans.get(made.digest, new Date()));
    if (!stored?.target) {
      throw new InvalidFieldsError({
        field: 'environment',
        message: `what '${environment.name}' was made of is not known any more; update it with its parameters`,
      });
    }
    const { context, entities } = stored.target;
    return {
      class: cls,
      context,
      facts: { entities: context.entities, refs: entities },
    };
  }

  /**
   * Looks for what a destroyed environment left, and takes it into the inventory, by which it can be destroyed. What only has
   * its label somewhere else is not the environment's.
   */
  async recordLeftovers(environment: Environment): Promise<void> {
    const { id, cluster } = environment;
    const owned = await this.#stores.inventory.owned(id);
    const known = new Set(owned.map(({ ref, uid }) => refKey(ref) + uid));
    const { objects } = await searchCluster(this.#engines, cluster, {
      environmentId: id,
      signal: AbortSignal.timeout(SEARCH_TIMEOUT_MS),
    });
    const left = objects.filter(
      object =>
        !object.owned &&
        !known.has(refKey(object.ref) + object.uid) &&
        isInPlace(object, environment, objects),
    );
    await this.#stores.destroyedItems.adopt(
      id,
      left.map(({ component, engine, ref, uid }) => ({
        component: component ?? UNKNOWN_COMPONENT,
        engine,
        ref,
        uid,
      })),
      new Date(),
    );
  }
}
