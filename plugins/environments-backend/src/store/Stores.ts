import type { Knex } from 'knex';
import { ClassVersionsStore } from './ClassVersionsStore';
import { EnvironmentsQueryStore } from './EnvironmentsQueryStore';
import { EnvironmentsStore } from './EnvironmentsStore';
import { IdempotencyStore } from './IdempotencyStore';
import { InventoriesStore } from './InventoriesStore';
import { InventoryStore } from './InventoryStore';
import { LedgerStore } from './LedgerStore';
import { PlansStore } from './PlansStore';
import { RunsStore } from './RunsStore';

/** All that is stored, by what it is about. */
export interface Stores {
  environments: EnvironmentsStore;
  environmentLists: EnvironmentsQueryStore;
  classVersions: ClassVersionsStore;
  idempotency: IdempotencyStore;
  ledger: LedgerStore;
  plans: PlansStore;
  runs: RunsStore;
  inventory: InventoryStore;
  inventories: InventoriesStore;
}

export function createStores(knex: Knex): Stores {
  return {
    environments: new EnvironmentsStore(knex),
    environmentLists: new EnvironmentsQueryStore(knex),
    classVersions: new ClassVersionsStore(knex),
    idempotency: new IdempotencyStore(knex),
    ledger: new LedgerStore(knex),
    plans: new PlansStore(knex),
    runs: new RunsStore(knex),
    inventory: new InventoryStore(knex),
    inventories: new InventoriesStore(knex),
  };
}
