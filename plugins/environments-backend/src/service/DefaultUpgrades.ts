import { isError } from '@backstage/errors';
import type {
  AppliedPlan,
  Environment,
  UpgradeItem,
  UpgradeSummary,
} from '@cairn/plugin-environments-common';
import { mapLimited } from '@cairn/plugin-environments-node';
import { countOperations } from '../plans/planFact';
import type { Environments, WriteOptions } from './Environments';
import type { Upgrades } from './Upgrades';

/** Plans, and starts of runs, at once. */
const PARALLEL = 4;
const PAGE = 100;

/**
 * Many plans, and many runs, each asked for as a person would: it is given the authorized service, so that it does nothing
 * that the person could not do one by one.
 */
export class DefaultUpgrades implements Upgrades {
  readonly #environments: Environments;

  /** @param environments - the one that asks for permissions */
  constructor(environments: Environments) {
    this.#environments = environments;
  }

  async planUpgrades(
    className: string,
    options: WriteOptions,
  ): Promise<UpgradeSummary> {
    const { version } = await this.#environments.getClass(className, options);
    const all = await this.#living(className, options);
    const older = all.filter(environment => environment.upgrade);
    const items = await mapLimited(older, PARALLEL, environment =>
      this.#plan(environment, options),
    );
    return {
      class: className,
      version,
      items: items.filter(item => item !== undefined),
      current: all.length - older.length,
    };
  }

  async applyAll(
    digests: string[],
    options: WriteOptions,
  ): Promise<AppliedPlan[]> {
    return mapLimited(digests, PARALLEL, async digest => {
      try {
        const { id } = await this.#environments.apply(digest, options);
        return { digest, run: id };
      } catch (error) {
        return { digest, message: messageOf(error) };
      }
    });
  }

  /** Undefined where the person may not plan for it. */
  async #plan(
    { name, owner }: Environment,
    options: WriteOptions,
  ): Promise<UpgradeItem | undefined> {
    try {
      const { digest, changes, blockers } = await this.#environments.plan(
        { action: 'update', environment: name, upgrade: true },
        options,
      );
      const operations = countOperations(changes);
      return { environment: name, owner, digest, operations, blockers };
    } catch (error) {
      if (isError(error) && error.name === 'NotAllowedError') {
        return undefined;
      }
      return {
        environment: name,
        owner,
        operations: {},
        blockers: [],
        message: messageOf(error),
      };
    }
  }

  async #living(
    className: string,
    options: WriteOptions,
  ): Promise<Environment[]> {
    const all: Environment[] = [];
    let cursor: string | undefined;
    do {
      const page = await this.#environments.list(
        { class: className, limit: PAGE, ...(cursor && { cursor }) },
        options,
      );
      all.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor);
    return all.filter(({ state }) => state !== 'Destroyed');
  }
}

function messageOf(error: unknown): string {
  return isError(error) ? error.message : String(error);
}
