import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import type { Attribution, AttributionRow, Subject, SubjectRow } from './rows';

/** SQLite takes 32,766 values in one statement. */
const CHUNK = 500;

/** Attributions and subjects, each once, by what they say. */
export class DimensionsStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Ids of attributions, in their order; what is new is written. */
  async attributionIds(attributions: Attribution[]): Promise<number[]> {
    const rows = attributions.map(attributionRow);
    const keys = rows.map(row => row.attribution_key);
    const ids = await this.#known('cost_attributions', 'attribution_key', keys);
    const missing = unique(
      rows.filter(row => !ids.has(row.attribution_key)),
      row => row.attribution_key,
    );
    for (const chunk of chunks(missing)) {
      await this.#knex('cost_attributions')
        .insert(chunk)
        .onConflict('attribution_key')
        .ignore();
    }
    const added = await this.#known(
      'cost_attributions',
      'attribution_key',
      missing.map(row => row.attribution_key),
    );
    return keys.map(key => required(ids.get(key) ?? added.get(key)));
  }

  /** Ids of subjects, in their order; what is new is written. */
  async subjectIds(subjects: Subject[]): Promise<number[]> {
    const distinct = [...new Set(subjects)];
    const ids = await this.#idsOf(distinct);
    const bySubject = new Map(
      distinct.map((subject, index) => [subject, ids[index]]),
    );
    return subjects.map(subject => required(bySubject.get(subject)));
  }

  async #idsOf(subjects: Subject[]): Promise<number[]> {
    const attributionIds = await this.attributionIds(
      subjects.map(({ attribution }) => attribution),
    );
    const rows = subjects.map((subject, index) =>
      subjectRow(subject, attributionIds[index]),
    );
    const keys = rows.map(row => row.subject_key);
    const ids = await this.#known('cost_subjects', 'subject_key', keys);
    const missing = unique(
      rows.filter(row => !ids.has(row.subject_key)),
      row => row.subject_key,
    );
    for (const chunk of chunks(missing)) {
      await this.#knex('cost_subjects')
        .insert(chunk)
        .onConflict('subject_key')
        .ignore();
    }
    const added = await this.#known(
      'cost_subjects',
      'subject_key',
      missing.map(row => row.subject_key),
    );
    return keys.map(key => required(ids.get(key) ?? added.get(key)));
  }

  async #known(
    table: 'cost_attributions' | 'cost_subjects',
    column: string,
    keys: string[],
  ): Promise<Map<string, number>> {
    const known = new Map<string, number>();
    for (const chunk of chunks([...new Set(keys)])) {
      const rows: Array<{ id: number; key: string }> = await this.#knex(table)
        .whereIn(column, chunk)
        .select({ id: 'id', key: column });
      rows.forEach(({ id, key }) => known.set(key, id));
    }
    return known;
  }
}

function attributionRow(attribution: Attribution): Omit<AttributionRow, 'id'> {
  const row = {
    source: attribution.source,
    sample: attribution.sample,
    cluster: attribution.cluster,
    namespace: attribution.namespace,
    environment: attribution.environment,
    environment_ref: attribution.environmentRef ?? null,
    class_name: attribution.className ?? null,
    entity_ref: attribution.entityRef ?? null,
    group_ref: attribution.groupRef ?? null,
    system_ref: attribution.systemRef ?? null,
  };
  return { attribution_key: keyOf(row), ...row };
}

function subjectRow(
  subject: Subject,
  attributionId: number,
): Omit<SubjectRow, 'id'> {
  const row = {
    attribution_id: attributionId,
    resource_id: subject.resourceId,
    resource_name: subject.resourceName,
    resource_type: subject.resourceType,
    resource: subject.resource,
    sku_id: subject.skuId,
    pricing_unit: subject.pricingUnit,
    currency: subject.currency,
    provider: subject.provider,
    region: subject.region ?? null,
    tags: JSON.stringify(
      Object.fromEntries(
        Object.entries(subject.tags).sort(([a], [b]) => (a < b ? -1 : 1)),
      ),
    ),
  };
  return { subject_key: keyOf(row), ...row };
}

/** The columns stand in one order here, so the same row has the same key. */
export function keyOf(row: object): string {
  return createHash('sha256')
    .update(JSON.stringify(Object.values(row)))
    .digest('hex');
}

export function chunks<T>(items: T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / CHUNK) }, (_, index) =>
    items.slice(index * CHUNK, (index + 1) * CHUNK),
  );
}

function unique<T>(items: T[], keyOfItem: (item: T) => string): T[] {
  return [...new Map(items.map(item => [keyOfItem(item), item])).values()];
}

function required(id: number | undefined): number {
  if (id === undefined) {
    throw new Error('A row that was just written is not there');
  }
  return id;
}
