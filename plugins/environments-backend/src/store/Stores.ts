import type { Knex } from 'knex';
import { ApprovalsQueryStore } from '../approvals/ApprovalsQueryStore';
import { ApprovalsStore } from '../approvals/ApprovalsStore';
import { LeasesStore } from '../leases/LeasesStore';
import { ClassVersionsStore } from './ClassVersionsStore';
import { DestroyedItemsStore } from './DestroyedItemsStore';
import type { ObservationClock } from '../observe/Watches';
import { DriftsStore } from './DriftsStore';
import { EnvironmentsQueryStore } from './EnvironmentsQueryStore';
import { EnvironmentsStore } from './EnvironmentsStore';
import { IdempotencyStore } from './IdempotencyStore';
import { InventoriesStore } from './InventoriesStore';
import { InventoryStore } from './InventoryStore';
import { LedgerAnchorsStore } from './LedgerAnchorsStore';
import { LedgerStore } from './LedgerStore';
import { ObservedStore } from './ObservedStore';
import { OrphansStore } from './OrphansStore';
import { PlansStore } from './PlansStore';
import { ReceiptsStore } from './ReceiptsStore';
import { RunControlStore } from './RunControlStore';
import { RunJournal } from './RunJournal';
import { RunLeases } from './RunLeases';
import { RunsStore } from './RunsStore';

/** All that is stored, by what it is about. */
export interface Stores {
  approvals: ApprovalsStore;
  approvalLists: ApprovalsQueryStore;
  drifts: DriftsStore;
  environments: EnvironmentsStore;
  environmentLists: EnvironmentsQueryStore;
  classVersions: ClassVersionsStore;
  idempotency: IdempotencyStore;
  leases: LeasesStore;
  ledger: LedgerStore;
  ledgerAnchors: LedgerAnchorsStore;
  orphans: OrphansStore;
  receipts: ReceiptsStore;
  destroyedItems: DestroyedItemsStore;
  plans: PlansStore;
  journal: RunJournal;
  runControl: RunControlStore;
  runLeases: RunLeases;
  runs: RunsStore;
  inventory: InventoryStore;
  inventories: InventoriesStore;
  observed: ObservedStore;
}

/** @param clock - As of when states are right, beyond when they were written. Default: nothing more. */
export function createStores(knex: Knex, clock?: ObservationClock): Stores {
  const ledger = new LedgerStore(knex);
  return {
    approvals: new ApprovalsStore(knex, ledger),
    approvalLists: new ApprovalsQueryStore(knex),
    drifts: new DriftsStore(knex),
    environments: new EnvironmentsStore(knex, clock),
    environmentLists: new EnvironmentsQueryStore(knex, clock),
    classVersions: new ClassVersionsStore(knex),
    idempotency: new IdempotencyStore(knex),
    leases: new LeasesStore(knex, ledger),
    ledger,
    ledgerAnchors: new LedgerAnchorsStore(knex),
    orphans: new OrphansStore(knex, ledger),
    receipts: new ReceiptsStore(knex, ledger),
    destroyedItems: new DestroyedItemsStore(knex),
    plans: new PlansStore(knex),
    journal: new RunJournal(knex, ledger),
    runControl: new RunControlStore(knex, ledger),
    runLeases: new RunLeases(knex, ledger),
    runs: new RunsStore(knex, ledger),
    inventory: new InventoryStore(knex, clock),
    inventories: new InventoriesStore(knex),
    observed: new ObservedStore(knex),
  };
}
