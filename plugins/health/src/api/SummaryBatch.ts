import {
  type HealthApi,
  type HealthSummary,
  MAX_BATCH,
} from '@cairn/plugin-health-common';

/** Milliseconds in which rows that are drawn together find each other. */
const GATHER_MS = 15;

interface Asker {
  resolve: (summary: HealthSummary | null) => void;
  reject: (error: unknown) => void;
}

/** Answers each row by itself, but asks once for all rows that are drawn at the same time. */
export class SummaryBatch {
  readonly #api: HealthApi;
  #askers = new Map<string, Asker[]>();

  constructor(api: HealthApi) {
    this.#api = api;
  }

  /** Null: nothing is known of it, because it runs nowhere or the viewer may not see it. */
  load(entityRef: string): Promise<HealthSummary | null> {
    return new Promise((resolve, reject) => {
      if (this.#askers.size === 0) {
        setTimeout(() => this.#askAll(), GATHER_MS);
      }
      const askers = this.#askers.get(entityRef) ?? [];
      this.#askers.set(entityRef, [...askers, { resolve, reject }]);
    });
  }

  #askAll() {
    const waiting = [...this.#askers];
    this.#askers = new Map();
    for (let start = 0; start < waiting.length; start += MAX_BATCH) {
      this.#ask(waiting.slice(start, start + MAX_BATCH));
    }
  }

  async #ask(waiting: Array<[string, Asker[]]>) {
    try {
      const summaries = await this.#api.getSummaries(
        waiting.map(([entityRef]) => entityRef),
      );
      const byRef = new Map(
        summaries.map(summary => [summary.entityRef, summary]),
      );
      for (const [entityRef, askers] of waiting) {
        askers.forEach(({ resolve }) => resolve(byRef.get(entityRef) ?? null));
      }
    } catch (error) {
      waiting.forEach(([, askers]) =>
        askers.forEach(({ reject }) => reject(error)),
      );
    }
  }
}
