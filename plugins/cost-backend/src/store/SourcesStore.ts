import type { Knex } from 'knex';
import type { GapRow, SourceRow } from './rows';

/** Where rows come from, until when, and when nothing was counted. */
export class SourcesStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Sources by title, and what was not counted of each, oldest first. */
  async list(): Promise<{ sources: SourceRow[]; gaps: GapRow[] }> {
    const [sources, gaps] = await Promise.all([
      this.#knex<SourceRow>('cost_sources').select('*').orderBy('title'),
      this.#knex<GapRow>('cost_gaps').select('*').orderBy('from_time'),
    ]);
    return { sources, gaps };
  }

  /** Makes a source known, and takes over its title. */
  async declare(source: {
    id: string;
    title: string;
    sample: boolean;
  }): Promise<void> {
    await this.#knex<SourceRow>('cost_sources')
      .insert({ ...source, sampled_at: null, trouble: null })
      .onConflict('id')
      .merge(['title']);
  }

  /** Says why nothing newer comes from a source; undefined: it does. */
  async setTrouble(id: string, trouble: string | undefined): Promise<void> {
    await this.#knex<SourceRow>('cost_sources')
      .where({ id })
      .update({ trouble: trouble ?? null });
  }

  /**
   * Claims the time since a source was counted last. Of two that ask for it at once, one gets it: the other finds that it was counted
   * until then already.
   *
   * @returns the end of what was counted before; null where it never was; undefined where somebody else has this interval.
   */
  async claim(id: string, until: string): Promise<string | null | undefined> {
    const row = await this.#knex<SourceRow>('cost_sources')
      .where({ id })
      .forUpdate()
      .first();
    if (!row || (row.sampled_at !== null && row.sampled_at >= until)) {
      return undefined;
    }
    const claimed = await this.#knex<SourceRow>('cost_sources')
      .where({ id, sampled_at: row.sampled_at })
      .update({ sampled_at: until, trouble: null });
    return claimed === 1 ? row.sampled_at : undefined;
  }

  async addGap(sourceId: string, from: string, to: string): Promise<void> {
    await this.#knex<GapRow>('cost_gaps')
      .insert({ source_id: sourceId, from_time: from, to_time: to })
      .onConflict(['source_id', 'from_time'])
      .merge(['to_time']);
  }

  /** Until when a source is counted; undefined: it never was. */
  async countedUntil(id: string): Promise<string | undefined> {
    const row = await this.#knex<SourceRow>('cost_sources')
      .where({ id })
      .first();
    return row?.sampled_at ?? undefined;
  }

  /** Takes everything away that was made up. */
  async removeSamples(): Promise<void> {
    await this.#knex('cost_attributions').where({ sample: true }).delete();
    await this.#knex('cost_sources').where({ sample: true }).delete();
  }
}
