import type { Knex } from 'knex';
import { ClassVersionsStore } from './ClassVersionsStore';
import { EnvironmentsQueryStore } from './EnvironmentsQueryStore';
import { EnvironmentsStore } from './EnvironmentsStore';
import { IdempotencyStore } from './IdempotencyStore';
import { InventoriesStore } from './InventoriesStore';
import { InventoryStore } from './InventoryStore';
import { LedgerStore } from './LedgerStore';
import { PlansStore } from './PlansStore';
import { RunControlStore } from './RunControlStore';
import { RunJournal } from './RunJournal';
import { RunLeases } from './RunLeases';
import { RunsStore } from './RunsStore';

/** All that is stored, by what it is about. */
export interface Stores {
  environments: EnvironmentsStore;
  environmentLists: EnvironmentsQueryStore;
  classVersions: ClassVersionsStore;
  idempotency: IdempotencyStore;
  ledger: LedgerStore;
  plans: PlansStore;
  journal: RunJournal;
  runControl: RunControlStore;
  runLeases: RunLeases;
  runs: RunsStore;
  inventory: InventoryStore;
  inventories: InventoriesStore;
}

export function createStores(knex: Knex): Stores {
  const ledger = new LedgerStore(knex);
  return {
    environments: new EnvironmentsStore(knex),
    environmentLists: new EnvironmentsQueryStore(knex),
    classVersions: new ClassVersionsStore(knex),
    idempotency: new IdempotencyStore(knex),
    ledger,
    plans: new PlansStore(knex),
    journal: new RunJournal(knex, ledger),
    runControl: new RunControlStore(knex, ledger),
    runLeases: new RunLeases(knex, ledger),
    runs: new RunsStore(knex, ledger),
    inventory: new InventoryStore(knex),
    inventories: new InventoriesStore(knex),
  };
}
