import type { Knex } from 'knex';
import { DaysStore } from './DaysStore';
import { HoursStore } from './HoursStore';
import { SourcesStore } from './SourcesStore';

/** All that is stored, by what it is about. */
export interface Stores {
  days: DaysStore;
  hours: HoursStore;
  sources: SourcesStore;
  /** Does everything that is done with the stores it gives, or nothing of it. */
  atOnce<T>(work: (stores: Omit<Stores, 'atOnce'>) => Promise<T>): Promise<T>;
}

export function createStores(knex: Knex): Stores {
  return {
    ...storesOn(knex),
    atOnce: work =>
      knex.transaction(transaction => work(storesOn(transaction))),
  };
}

function storesOn(knex: Knex): Omit<Stores, 'atOnce'> {
  return {
    days: new DaysStore(knex),
    hours: new HoursStore(knex),
    sources: new SourcesStore(knex),
  };
}
