import { randomUUID } from 'node:crypto';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { LedgerFact } from '@cairn/plugin-environments-common';
import type { Knex } from 'knex';
import { ledgerOf, rechain, unprotect } from '../__testUtils__/ledger';
import { migrate } from '../store/migrate';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const now = new Date('2026-01-01T00:00:00.000Z');
const PLACE = 'ConfigMap cairn-system/cairn-ledger in local';
const RECORD = `Record of ${PLACE}`;

const facts = [1, 2, 3, 4, 5].map(
  (number): LedgerFact => ({
    kind: 'effect',
    actor: 'system:test',
    summary: `row ${number}`,
  }),
);

describe('the head of the ledger, written down elsewhere', () => {
  let knex: Knex;
  let cairn: ReturnType<typeof ledgerOf>;

  beforeEach(async () => {
    knex = await databases.init('SQLITE_3');
    await migrate(knex);
    cairn = ledgerOf(knex);
    await cairn.ledger.append(facts, now);
    await cairn.anchors.write();
  });

  it('is compared with the ledger, in the cluster and in the record of it', async () => {
    const { sequence, hash, installation } = await cairn.ledger.head();
    expect(cairn.clusters.data).toEqual({
      [installation]: expect.stringMatching(
        new RegExp(`^${sequence} ${hash} 20.*Z$`),
      ),
    });
    expect(await cairn.verify()).toMatchObject({
      ok: true,
      unread: [],
      anchors: [
        { place: RECORD, sequence: 5, hash, holds: true },
        { place: PLACE, sequence: 5, hash, holds: true },
      ],
    });
  });

  it('is written again only where the ledger grew', async () => {
    const before = { ...cairn.clusters.data };
    await cairn.anchors.write();
    expect(cairn.clusters.data).toEqual(before);
    await cairn.ledger.append(facts, now);
    await cairn.anchors.write();
    expect(cairn.clusters.data).not.toEqual(before);
    expect((await cairn.verify()).anchors[1]).toMatchObject({
      sequence: 10,
      holds: true,
    });
  });

  it('shows a tail that was cut off, by somebody who changed the rest of the database to match', async () => {
    await unprotect(knex);
    await knex('ledger').where('sequence', '>', 3).delete();
    const last = await knex('ledger').where({ sequence: 3 }).first();
    await knex('ledger_head').update({ sequence: 3, hash: last.hash });
    await knex('ledger_anchors').delete();
    const found = await cairn.verify();
    expect(found).toMatchObject({
      ok: false,
      entries: 3,
      anchors: [{ place: PLACE, sequence: 5, holds: false }],
    });
    expect(found.broken).toBeUndefined();
  });

  it('shows an edited row, where all hashes after it were made to fit', async () => {
    await unprotect(knex);
    await rechain(knex, 2, { summary: 'nothing happened' });
    const found = await cairn.verify();
    expect(found.broken).toBeUndefined();
    expect(found).toMatchObject({
      ok: false,
      anchors: [
        { place: RECORD, holds: false },
        { place: PLACE, holds: false },
      ],
    });
  });

  it('is not moved on from what the ledger does not have any more', async () => {
    const before = { ...cairn.clusters.data };
    await unprotect(knex);
    await rechain(knex, 2, { summary: 'nothing happened' });
    await cairn.ledger.append(facts, now);
    await cairn.anchors.write();
    expect(cairn.clusters.data).toEqual(before);
    expect((await cairn.verify()).ok).toBe(false);
  });

  it('shows that it was edited itself', async () => {
    const { installation } = await cairn.ledger.head();
    cairn.clusters.data = {
      [installation]: `5 ${'a'.repeat(64)} 2026-01-01T00:00:00.000Z`,
    };
    expect(await cairn.verify()).toMatchObject({
      ok: false,
      anchors: [
        { place: RECORD, holds: true },
        { place: PLACE, holds: false },
      ],
    });
    cairn.clusters.data = { [installation]: 'nonsense' };
    expect(await cairn.verify()).toMatchObject({
      ok: true,
      unread: [{ place: PLACE, message: expect.stringContaining('no head') }],
    });
    cairn.clusters.data = {};
    expect(await cairn.verify()).toMatchObject({
      unread: [
        {
          place: PLACE,
          message: expect.stringContaining('not there any more'),
        },
      ],
    });
    cairn.clusters.data = undefined;
    expect(await cairn.verify()).toMatchObject({
      unread: [
        { place: PLACE, message: expect.stringContaining('platform/access') },
      ],
    });
  });

  it('is unread where the cluster is away, and nothing fails', async () => {
    cairn.clusters.away = 'gave no answer';
    await cairn.ledger.append(facts, now);
    await cairn.anchors.write();
    expect(await cairn.verify()).toMatchObject({
      ok: true,
      anchors: [{ place: RECORD, sequence: 5, holds: true }],
      unread: [{ place: PLACE, message: 'gave no answer' }],
    });
  });

  it('shows a ledger that was replaced by another one, with an id of its own', async () => {
    const before = await cairn.ledger.head();
    const kept = await knex('ledger').orderBy('sequence');
    await unprotect(knex);
    // Who owns the database makes a new chain of what is to be believed, and lets no trace of the old one stand in it.
    await knex('ledger').delete();
    await knex('ledger_anchors').delete();
    await knex('ledger_head').update({
      installation: randomUUID(),
      sequence: 0,
      hash: '0'.repeat(64),
    });
    await cairn.ledger.append(facts.slice(0, kept.length - 1), now);
    await cairn.anchors.write();
    const found = await cairn.verify();
    expect(found.broken).toBeUndefined();
    expect(found).toMatchObject({
      ok: false,
      anchors: [
        { place: RECORD, sequence: 4, holds: true },
        { place: PLACE, sequence: 4, holds: true },
        {
          place: `${PLACE}, of ledger ${before.installation}`,
          sequence: 5,
          hash: before.hash,
          holds: false,
          message: expect.stringContaining('replaced'),
        },
      ],
    });
  });

  it('shows a ledger that was lost, before anything is written to the new one', async () => {
    const { installation } = await cairn.ledger.head();
    const fresh = await databases.init('SQLITE_3');
    await migrate(fresh);
    const other = ledgerOf(fresh, cairn.clusters);
    expect(await other.verify()).toMatchObject({
      ok: false,
      entries: 0,
      anchors: [{ sequence: 5, holds: false }],
    });
    expect(Object.keys(cairn.clusters.data ?? {})).toEqual([installation]);
  });

  it('shows that the id of the ledger was replaced, and nothing else', async () => {
    await unprotect(knex);
    await knex('ledger_head').update({ installation: randomUUID() });
    expect(await cairn.verify()).toMatchObject({
      ok: false,
      anchors: [
        { place: RECORD, holds: true },
        { sequence: 5, holds: false },
      ],
    });
  });

  it('of a ledger that the configuration says to be of another Cairn is no alarm', async () => {
    const { installation } = await cairn.ledger.head();
    const fresh = await databases.init('SQLITE_3');
    await migrate(fresh);
    const other = ledgerOf(fresh, cairn.clusters, { others: [installation] });
    await other.ledger.append(facts.slice(0, 1), now);
    await other.anchors.write();
    expect(Object.keys(other.clusters.data ?? {})).toHaveLength(2);
    expect(await other.verify()).toMatchObject({
      ok: true,
      anchors: [
        { place: RECORD, sequence: 1, holds: true },
        { place: PLACE, sequence: 1, holds: true },
      ],
      unread: [
        {
          place: PLACE,
          message: expect.stringContaining("another Cairn's"),
        },
      ],
    });
  });

  it('is written soon after a run has ended', async () => {
    cairn.anchors.followRuns();
    const written = new Promise<void>(resolve => {
      cairn.clusters.onWrite = resolve;
    });
    await cairn.ledger.append([{ ...facts[0], kind: 'run.finished' }], now);
    await written;
    const { installation } = await cairn.ledger.head();
    expect(cairn.clusters.data?.[installation]).toMatch(/^6 /);
    cairn.anchors.stop();
  }, 30_000);
});
