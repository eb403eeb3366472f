import type { Knex } from 'knex';
import { addDays, dateOf, endOfHour } from '../time';
import { chunks, DimensionsStore, keyOf } from './DimensionsStore';
import type {
  DayRow,
  HourEntry,
  HourRow,
  UnpricedEntry,
  UnpricedRow,
} from './rows';

/** Micro-units of a resource, times the seconds of an hour: what a price is for. */
const PRICED_QUANTITY = 3_600_000_000n;

/**
 * What a quantity costs, in micro-units of the currency: worked out in whole numbers, half a micro-unit rounded up.
 *
 * @param quantity - micro-unit-seconds
 */
export function costOf(quantity: number, hourlyMicros: number): number {
  const micros =
    (2n * BigInt(quantity) * BigInt(hourlyMicros) + PRICED_QUANTITY) /
    (2n * PRICED_QUANTITY);
  return Number(micros);
}

/** Hours, and the days that are summed from them. Everything here is done in the transaction that it is given. */
export class HoursStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /**
   * Adds what was held to what is known of the same hours, and sums their days again. An hour keeps the price that it was first written
   * with; its cost is worked out from its whole quantity, so parts of an hour do not add up rounding.
   */
  async add(entries: HourEntry[]): Promise<void> {
    const dimensions = new DimensionsStore(this.#knex);
    const ids = await dimensions.subjectIds(
      entries.map(({ subject }) => subject),
    );
    const byHour = new Map<string, Map<number, HourEntry>>();
    entries.forEach((entry, index) => {
      const id = ids[index];
      const ofHour = byHour.get(entry.hour) ?? new Map<number, HourEntry>();
      const before = ofHour.get(id);
      byHour.set(entry.hour, ofHour);
      ofHour.set(id, {
        ...entry,
        quantity: entry.quantity + (before?.quantity ?? 0),
      });
    });
    for (const [hour, bySubject] of byHour) {
      for (const chunk of chunks([...bySubject])) {
        await this.#addToHour(hour, chunk);
      }
    }
    for (const date of new Set(
      [...byHour.keys()].map(hour => hour.slice(0, 10)),
    )) {
      await this.rollUp(date, [
        ...new Set(entries.map(({ subject }) => subject.attribution.source)),
      ]);
    }
  }

  /** Works the sums of a day out again from its hours. Doing it twice changes nothing. */
  async rollUp(date: string, sources: string[]): Promise<void> {
    await this.#knex('cost_days')
      .where({ date })
      .whereIn(
        'attribution_id',
        this.#knex('cost_attributions').select('id').whereIn('source', sources),
      )
      .delete();
    const end = this.#knex.raw('max(h.hour)');
    const sums: Array<{
      attribution_id: number;
      resource: string;
      currency: string;
      cost_micros: number | string;
      last: string;
    }> = await this.#knex({ h: 'cost_hours' })
      .join({ s: 'cost_subjects' }, 's.id', 'h.subject_id')
      .join({ a: 'cost_attributions' }, 'a.id', 's.attribution_id')
      .where('h.hour', '>=', `${date}T00:00:00Z`)
      .where('h.hour', '<', `${addDays(date, 1)}T00:00:00Z`)
      .whereIn('a.source', sources)
      .groupBy('s.attribution_id', 's.resource', 's.currency')
      .select({
        attribution_id: 's.attribution_id',
        resource: 's.resource',
        currency: 's.currency',
        last: end,
      })
      .sum({ cost_micros: 'h.cost_micros' });
    for (const chunk of chunks(sums)) {
      await this.#knex('cost_days').insert(
        chunk.map(({ last, ...sum }) => ({
          ...sum,
          date,
          until: endOfHour(last),
        })),
      );
    }
  }

  /** Writes sums of a day alone, of hours that are too old to be kept. What is there of the same day is replaced. */
  async addSums(date: string, entries: HourEntry[]): Promise<void> {
    const ids = await new DimensionsStore(this.#knex).attributionIds(
      entries.map(({ subject }) => subject.attribution),
    );
    const sums = new Map<string, DayRow>();
    entries.forEach(({ subject, hour, quantity, hourlyMicros }, index) => {
      const key = `${ids[index]} ${subject.resource} ${subject.currency}`;
      const before = sums.get(key);
      const until = endOfHour(hour);
      sums.set(key, {
        attribution_id: ids[index],
        date,
        resource: subject.resource,
        currency: subject.currency,
        cost_micros:
          Number(before?.cost_micros ?? 0) + costOf(quantity, hourlyMicros),
        until: before && before.until > until ? before.until : until,
      });
    });
    for (const chunk of chunks([...sums.values()])) {
      await this.#knex<DayRow>('cost_days')
        .insert(chunk)
        .onConflict(['attribution_id', 'date', 'resource', 'currency'])
        .merge(['cost_micros', 'until']);
    }
  }

  /** Keeps what has no price, as seen now. */
  async see(entries: UnpricedEntry[], now: Date): Promise<void> {
    const ids = await new DimensionsStore(this.#knex).attributionIds(
      entries.map(({ attribution }) => attribution),
    );
    const rows = entries.map(
      ({ object, uid, reason }, index): UnpricedRow => ({
        object_key: keyOf({ id: ids[index], uid, object, reason }),
        attribution_id: ids[index],
        object,
        reason,
        seen_at: now.toISOString(),
      }),
    );
    for (const chunk of chunks([
      ...new Map(rows.map(row => [row.object_key, row])).values(),
    ])) {
      await this.#knex('cost_unpriced')
        .insert(chunk)
        .onConflict('object_key')
        .merge(['seen_at']);
    }
  }

  /** Takes away what is older than it is to be kept, and what then has nothing left. */
  async forget(
    now: Date,
    kept: { hoursKept: number; daysKept: number },
  ): Promise<void> {
    const today = dateOf(now.getTime());
    const firstHour = `${addDays(today, -kept.hoursKept)}T00:00:00Z`;
    const firstDate = addDays(today, -kept.daysKept);
    await this.#knex('cost_hours').where('hour', '<', firstHour).delete();
    await this.#knex('cost_days').where('date', '<', firstDate).delete();
    await this.#knex('cost_gaps').where('to_time', '<', firstDate).delete();
    await this.#knex('cost_unpriced')
      .where('seen_at', '<', addDays(today, -7))
      .delete();
    await this.#knex('cost_subjects')
      .whereNotExists(
        this.#knex('cost_hours')
          .select(this.#knex.raw('1'))
          .whereRaw('cost_hours.subject_id = cost_subjects.id'),
      )
      .delete();
  }

  async #addToHour(
    hour: string,
    entries: Array<[number, HourEntry]>,
  ): Promise<void> {
    const known = new Map(
      (
        await this.#knex<HourRow>('cost_hours')
          .where({ hour })
          .whereIn(
            'subject_id',
            entries.map(([id]) => id),
          )
          .select('*')
      ).map(row => [row.subject_id, row]),
    );
    await this.#knex<HourRow>('cost_hours')
      .insert(
        entries.map(([id, entry]) => {
          const before = known.get(id);
          const quantity = Number(before?.quantity ?? 0) + entry.quantity;
          const price = Number(before?.hourly_micros ?? entry.hourlyMicros);
          return {
            subject_id: id,
            hour,
            quantity,
            hourly_micros: price,
            cost_micros: costOf(quantity, price),
          };
        }),
      )
      .onConflict(['subject_id', 'hour'])
      .merge(['quantity', 'cost_micros']);
  }
}
