import { TestDatabases } from '@backstage/backend-test-utils';
import type {
  LedgerEntry,
  LedgerFact,
} from '@cairn/plugin-environments-common';
import fc from 'fast-check';
import type { Knex } from 'knex';
import { migrate } from '../store/migrate';
import { LedgerStore } from '../store/LedgerStore';
import { ledgerOf, unprotect } from '../__testUtils__/ledger';
import { FIRST_PREVIOUS, hashOf } from './chain';

// PostgreSQL: BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING, see CONTRIBUTING.md.
const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
const now = new Date('2026-01-01T00:00:00.000Z');

const fact = (summary: string, more: Partial<LedgerFact> = {}): LedgerFact => ({
  kind: 'effect',
  actor: 'user:default/amara.okafor',
  summary,
  ...more,
});

describe.each(databases.eachSupportedId())('the ledger on %s', id => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await databases.init(id);
    await migrate(knex);
  }, 60_000);

  async function all(ledger: LedgerStore): Promise<LedgerEntry[]> {
    const entries: LedgerEntry[] = [];
    for await (const entry of ledger.entries()) {
      entries.push(entry);
    }
    return entries;
  }

  it('chains what is added, in order, from the first row on', async () => {
    const { ledger, verify } = ledgerOf(knex);
    await ledger.append([fact('one'), fact('two', { run: 'r' })], now);
    const head = await ledger.append(
      [fact('three', { environmentId: 'e', data: { a: [1, null] } })],
      now,
    );
    const entries = await all(ledger);
    expect(entries.map(({ sequence, summary }) => [sequence, summary])).toEqual(
      [
        [1, 'one'],
        [2, 'two'],
        [3, 'three'],
      ],
    );
    expect(entries[0].previous).toBe(FIRST_PREVIOUS);
    expect(entries[2].previous).toBe(entries[1].hash);
    expect(head).toMatchObject({ sequence: 3, hash: entries[2].hash });
    expect(await verify()).toMatchObject({
      ok: true,
      entries: 3,
      head: { sequence: 3, hash: entries[2].hash },
    });
    expect(await ledger.story('e')).toEqual([entries[2]]);
    const paged = (order: 'asc' | 'desc', after?: number) =>
      ledger.page({ order, after, limit: 1 });
    expect(await paged('asc')).toEqual([entries[0]]);
    expect(await paged('asc', 1)).toEqual([entries[1]]);
    expect(await paged('desc')).toEqual(entries.slice(-1));
    expect(await paged('desc', 2)).toEqual([entries[0]]);
  });

  it('lets others work while it is read and verified', async () => {
    const { ledger, verify } = ledgerOf(knex);
    await ledger.append(
      Array.from({ length: 1100 }, (_, index) => fact(`${index}`)),
      now,
    );
    let turns = 0;
    const others = setInterval(() => {
      turns += 1;
    }, 0);
    try {
      await all(ledger);
      expect(turns).toBeGreaterThan(0);
      turns = 0;
      await verify();
      expect(turns).toBeGreaterThan(0);
    } finally {
      clearInterval(others);
    }
  });

  it('is whole where nothing was written yet', async () => {
    expect(await ledgerOf(knex).verify()).toMatchObject({
      ok: true,
      entries: 0,
      anchors: [],
    });
  });

  it('has neither gaps nor forks after 200 at once, a third of them rolled back', async () => {
    const { ledger, verify } = ledgerOf(knex);
    const ended = await Promise.allSettled(
      Array.from({ length: 200 }, (_, index) =>
        knex.transaction(async trx => {
          await ledger.append([fact(`a${index}`), fact(`b${index}`)], now, trx);
          if (index % 3 === 0) {
            throw new Error('rolled back');
          }
        }),
      ),
    );
    expect(
      ended.flatMap(one =>
        one.status === 'rejected' ? [`${one.reason}`] : [],
      ),
    ).toEqual(Array(67).fill('Error: rolled back'));
    const expected = 266;
    expect(await verify()).toMatchObject({ ok: true, entries: expected });
    // What belongs together stands together.
    const summaries = (await all(ledger)).map(({ summary }) => summary);
    for (let at = 0; at < summaries.length; at += 2) {
      expect(summaries[at].replace('a', 'b')).toBe(summaries[at + 1]);
    }
  }, 60_000);

  it('gives back, and hashes, what was written, whatever it is', async () => {
    const { ledger, verify } = ledgerOf(knex);
    await ledger.append(
      [
        fact('half a pair \ud83d, a whole one \ud83d\ude00, nothing \0', {
          environment: undefined,
          data: {
            nothing: undefined,
            when: now,
            small: 1e-7,
            large: 1e21,
            negative: -0,
            text: 'e\u0301 \u00e9 \ud800 \u0000 \u2028',
            list: [undefined, Number.NaN],
            ['__proto__']: { a: 1 },
          },
        }),
      ],
      now,
    );
    await ledger.append([{ ...fact('two'), ...{ unknown: 'field' } }], now);
    expect((await verify()).broken).toBeUndefined();
    const [{ data, summary }] = await all(ledger);
    expect(summary).toContain('\ud83d\ude00');
    expect(data).toMatchObject({ when: now.toISOString(), list: [null, null] });

    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary' }),
        fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue()),
        async (text, values) => {
          await ledger.append([fact(text, { data: values })], now);
          const entries = await all(ledger);
          const last = entries[entries.length - 1];
          const { hash, ...content } = last;
          expect(hashOf(content)).toBe(hash);
        },
      ),
      { numRuns: 25 },
    );
    expect(await verify()).toMatchObject({ ok: true });
  });

  it('refuses to change or remove rows, whoever asks', async () => {
    const { ledger } = ledgerOf(knex);
    await ledger.append([fact('one'), fact('two')], now);
    const refusal = /never changed nor removed/;
    await expect(knex('ledger').update({ summary: 'x' })).rejects.toThrow(
      refusal,
    );
    await expect(
      knex('ledger').where({ sequence: 2 }).delete(),
    ).rejects.toThrow(refusal);
    await expect(knex('ledger_head').update({ sequence: 1 })).rejects.toThrow(
      /only ever moves forward/,
    );
    await expect(knex('ledger_head').delete()).rejects.toThrow(
      /only ever moves forward/,
    );
    // On SQLite this is a delete.
    await expect(knex('ledger').truncate()).rejects.toThrow(refusal);
  });

  describe('that somebody changed by hand', () => {
    const facts = [1, 2, 3, 4, 5].map(number => fact(`row ${number}`));

    async function changed(by: () => Promise<unknown>) {
      const { ledger, verify } = ledgerOf(knex);
      await ledger.append(facts, now);
      expect((await verify()).ok).toBe(true);
      await unprotect(knex);
      await by();
      return verify();
    }

    it.each([
      ['summary', 'nothing happened'],
      ['actor', 'user:default/somebody.else'],
      ['at', '2025-01-01T00:00:00.000Z'],
      ['kind', 'nonsense'],
      ['environment', ''],
      ['data', '{}'],
      ['data', 'no JSON'],
      ['hash', '1'.repeat(64)],
    ])('finds an edited %s (%j)', async (column, value) => {
      const found = await changed(() =>
        knex('ledger')
          .where({ sequence: 3 })
          .update({ [column]: value }),
      );
      expect(found).toMatchObject({
        ok: false,
        broken: {
          sequence: 3,
          message: expect.stringContaining('not as it was written'),
        },
      });
    });

    it('finds a removed row', async () => {
      const found = await changed(() =>
        knex('ledger').where({ sequence: 2 }).delete(),
      );
      expect(found).toMatchObject({
        ok: false,
        broken: { sequence: 2, message: expect.stringContaining('removed') },
      });
    });

    it('finds the first rows removed', async () => {
      const found = await changed(() =>
        knex('ledger').where('sequence', '<', 3).delete(),
      );
      expect(found).toMatchObject({ ok: false, broken: { sequence: 1 } });
    });

    it('finds two rows that changed places', async () => {
      const found = await changed(async () => {
        await knex('ledger').where({ sequence: 2 }).update({ sequence: 99 });
        await knex('ledger').where({ sequence: 3 }).update({ sequence: 2 });
        await knex('ledger').where({ sequence: 99 }).update({ sequence: 3 });
      });
      expect(found).toMatchObject({ ok: false, broken: { sequence: 2 } });
    });

    it('finds an inserted row, with a right hash of its own', async () => {
      const found = await changed(async () => {
        const row = await knex('ledger').where({ sequence: 5 }).first();
        const { hash: previous, ...rest } = row;
        await forge(knex, { ...rest, sequence: 6, previous });
      });
      expect(found).toMatchObject({
        ok: false,
        broken: {
          sequence: 6,
          message: expect.stringContaining('not what Cairn wrote last'),
        },
      });
    });

    it.each([0, -7])('finds a row with the number %s', async sequence => {
      const found = await changed(async () => {
        const row = await knex('ledger').where({ sequence: 5 }).first();
        await forge(knex, { ...row, sequence });
      });
      expect(found).toMatchObject({ ok: false, broken: { sequence } });
    });

    it('finds a tail that was cut off, and goes on without hiding it', async () => {
      const found = await changed(() =>
        knex('ledger').where('sequence', '>', 3).delete(),
      );
      expect(found).toMatchObject({
        ok: false,
        broken: {
          sequence: 4,
          message: expect.stringContaining('cut off'),
        },
      });
      const { ledger, verify } = ledgerOf(knex);
      await ledger.append([fact('later')], now);
      expect((await all(ledger)).map(({ sequence }) => sequence)).toEqual([
        1, 2, 3, 6,
      ]);
      expect((await verify()).broken).toMatchObject({ sequence: 4 });
    });

    it('does not mind the same data, written differently', async () => {
      const { ledger, verify } = ledgerOf(knex);
      await ledger.append([fact('one', { data: { a: 1, b: 'é' } })], now);
      await unprotect(knex);
      await knex('ledger').update({ data: '{ "b": "\\u00e9",\n "a": 1.0 }' });
      expect((await verify()).ok).toBe(true);
    });
  });
});

async function forge(knex: Knex, row: Record<string, unknown>): Promise<void> {
  const content = {
    kind: String(row.kind),
    actor: String(row.actor),
    summary: String(row.summary),
    sequence: Number(row.sequence),
    at: String(row.at),
    previous: String(row.previous),
  };
  await knex('ledger').insert({ ...row, hash: hashOf(content) });
}
