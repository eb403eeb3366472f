import type { EnvironmentInventory } from '@cairn/plugin-environments-common';
import { environmentPolicyInputSchema } from '@cairn/plugin-policy-common';
import type { Knex } from 'knex';
import { environmentsOf } from './EnvironmentsStore';
import { itemsByEnvironment } from './InventoryStore';
import type { EnvironmentRow } from './rows';

const budgetOf = environmentPolicyInputSchema.shape.class.pick({
  budget: true,
});

/** Environments with all that they own, for those who look at objects and want to know whose they are. */
export class InventoriesStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Those that live, and those destroyed after `destroyedAfter`, by name. */
  async list(destroyedAfter: Date): Promise<EnvironmentInventory[]> {
    const rows = await this.#knex<EnvironmentRow>('environments')
      .whereNotNull('live_name')
      .orWhere('destroyed_at', '>', destroyedAfter.toISOString())
      .orderBy(['name', 'created_at']);
    const environments = await environmentsOf(this.#knex, rows);
    const items = await itemsByEnvironment(this.#knex);
    return environments.map((environment, index) => {
      const { budget } = budgetOf.parse(JSON.parse(rows[index].class_facts));
      return {
        id: environment.id,
        name: environment.name,
        title: environment.title,
        owner: environment.owner,
        class: environment.class,
        cluster: environment.cluster,
        namespace: environment.namespace,
        entities: environment.entities,
        state: environment.state,
        createdAt: environment.createdAt,
        ...(environment.destroyedAt && {
          destroyedAt: environment.destroyedAt,
        }),
        ...(budget && { budget }),
        items: items.get(environment.id) ?? [],
      };
    });
  }
}
