import type { CostApi, CostSummary } from '@cairn/plugin-cost-common';

/** Most entities that the server takes in one request. */
export const BATCH_SIZE = 100;
/** A table draws its cells in one go; what is asked for that soon after each other is asked for together. */
const GATHER_MS = 10;

interface Waiting {
  resolve: (summary: CostSummary | undefined) => void;
  reject: (error: unknown) => void;
}

/** Asks for the months of many entities in as few requests as it takes. */
export class SummaryBatch {
  readonly #api: Pick<CostApi, 'getSummaries'>;
  #waiting = new Map<string, Waiting[]>();

  constructor(api: Pick<CostApi, 'getSummaries'>) {
    this.#api = api;
  }

  /** The month of an entity; undefined where nothing is known of it, or where it may not be seen. */
  load(entityRef: string): Promise<CostSummary | undefined> {
    return new Promise((resolve, reject) => {
      if (this.#waiting.size === 0) setTimeout(() => this.#send(), GATHER_MS);
      const others = this.#waiting.get(entityRef) ?? [];
      this.#waiting.set(entityRef, [...others, { resolve, reject }]);
    });
  }

  #send() {
    const waiting = [...this.#waiting];
    this.#waiting = new Map();
    for (let from = 0; from < waiting.length; from += BATCH_SIZE) {
      this.#answer(waiting.slice(from, from + BATCH_SIZE));
    }
  }

  async #answer(batch: Array<[string, Waiting[]]>) {
    try {
      const summaries = await this.#api.getSummaries(
        batch.map(([entityRef]) => entityRef),
      );
      const found = new Map(summaries.map(one => [one.entityRef, one]));
      for (const [entityRef, waiting] of batch) {
        for (const { resolve } of waiting) resolve(found.get(entityRef));
      }
    } catch (error) {
      for (const [, waiting] of batch) {
        for (const { reject } of waiting) reject(error);
      }
    }
  }
}
