import type { PermissionsService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { costReadPermission, type CostQuery } from '@cairn/plugin-cost-common';
import type {
  Costs,
  ReadOptions,
  ReportOptions,
  UnguardedCosts,
} from './Costs';

/** Entity refs in one question to the catalog. */
const CHUNK = 500;

/**
 * Counts for a person only what belongs to entities that he may see in the catalog and may see the costs of, in every answer: what
 * belongs to another is left out of sums, not shown as something else. What nothing claims, or what belonged to something that is gone
 * from the catalog, is for those who may see the costs of everything.
 */
export class AuthorizedCosts implements Costs {
  readonly #costs: UnguardedCosts;
  readonly #catalog: CatalogService;
  readonly #permissions: PermissionsService;

  constructor(
    costs: UnguardedCosts,
    options: { catalog: CatalogService; permissions: PermissionsService },
  ) {
    this.#costs = costs;
    this.#catalog = options.catalog;
    this.#permissions = options.permissions;
  }

  async report(entityRef: string, report: ReportOptions, options: ReadOptions) {
    const visible = await this.#visible(
      [entityRef, ...(await this.#costs.claimantsIn([entityRef]))],
      options,
    );
    if (!visible.has(entityRef)) {
      throw new NotFoundError(
        `There is no entity ${entityRef} whose costs you may see`,
      );
    }
    return this.#costs.report(entityRef, report, ref => visible.has(ref));
  }

  async summaries(entityRefs: string[], options: ReadOptions) {
    const visible = await this.#visible(
      [...entityRefs, ...(await this.#costs.claimantsIn(entityRefs))],
      options,
    );
    return this.#costs.summaries(
      entityRefs.filter(ref => visible.has(ref)),
      ref => visible.has(ref),
    );
  }

  async overview(query: CostQuery, options: ReadOptions) {
    const decision = await this.#decision(options);
    const unattributed = decision === AuthorizeResult.ALLOW;
    const { known, gone } = await this.#costs.claimants();
    const visible = await this.#visible(known, options);
    return this.#costs.overview(query, {
      entityRefs: [...visible, ...(unattributed ? gone : [])],
      unattributed,
    });
  }

  async priceList(options: ReadOptions) {
    await this.#decision(options);
    return this.#costs.priceList();
  }

  async price(objects: Array<Record<string, unknown>>, options: ReadOptions) {
    await this.#decision(options);
    return this.#costs.price(objects);
  }

  /** @throws NotAllowedError where nobody's costs may be seen */
  async #decision({ credentials }: ReadOptions): Promise<AuthorizeResult> {
    const [{ result }] = await this.#permissions.authorizeConditional(
      [{ permission: costReadPermission }],
      { credentials },
    );
    if (
      result !== AuthorizeResult.ALLOW &&
      result !== AuthorizeResult.CONDITIONAL
    ) {
      throw new NotAllowedError(
        `You need the permission ${costReadPermission.name}`,
      );
    }
    return result;
  }

  /** Those of the entities that are in the catalog for this person, and whose costs he may see. */
  async #visible(
    entityRefs: string[],
    { credentials }: ReadOptions,
  ): Promise<Set<string>> {
    const visible = new Set<string>();
    const refs = [...new Set(entityRefs)];
    for (let start = 0; start < refs.length; start += CHUNK) {
      const { items } = await this.#catalog.getEntitiesByRefs(
        {
          entityRefs: refs.slice(start, start + CHUNK),
          fields: ['kind', 'metadata.name', 'metadata.namespace'],
        },
        { credentials },
      );
      const readable = items.flatMap(item =>
        item ? [stringifyEntityRef(item)] : [],
      );
      if (readable.length === 0) {
        continue;
      }
      const decisions = await this.#permissions.authorize(
        readable.map(resourceRef => ({
          permission: costReadPermission,
          resourceRef,
        })),
        { credentials },
      );
      readable.forEach((ref, index) => {
        if (decisions[index]?.result === AuthorizeResult.ALLOW) {
          visible.add(ref);
        }
      });
    }
    return visible;
  }
}
