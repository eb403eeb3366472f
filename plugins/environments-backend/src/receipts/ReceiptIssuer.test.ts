import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import {
  configMap,
  foundNamespace,
  storedEnvironment,
  TellingEngine,
} from '../__testUtils__/destroyed';
import { ledgerOf, unprotect } from '../__testUtils__/ledger';
import { EngineRegistry } from '../engines/EngineRegistry';
import { migrate } from '../store/migrate';
import { ReceiptIssuer } from './ReceiptIssuer';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

describe.each(databases.eachSupportedId())('a receipt on %s', id => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await databases.init(id);
    await migrate(knex);
  }, 60_000);

  function issuing({ waitMs = 0 } = {}) {
    const engine = new TellingEngine();
    const engines = new EngineRegistry();
    engines.addEngine(engine);
    const cairn = ledgerOf(knex);
    const { stores } = cairn;
    const issuer = new ReceiptIssuer({ stores, engines, waitMs });
    const said: string[] = [];
    return {
      ...cairn,
      engine,
      issuer,
      said,
      options: {
        signal: AbortSignal.timeout(60_000),
        progress: (message: string) => said.push(message),
      },
    };
  }

  it('proves what is gone, and the ledger tells of it', async () => {
    const { issuer, options, stores, verify } = issuing();
    const { id: environmentId, run } = await storedEnvironment(knex, {
      objects: ['a', 'b'],
    });
    const receipt = await issuer.issue(run, options);
    expect(receipt).toMatchObject({
      complete: true,
      environment: 'shop',
      environmentId,
      run: run.id,
      items: [
        {
          ref: { name: 'a' },
          state: 'absent',
          clusterIdentity: 'cluster-1',
          confirmedAt: '2026-01-02T00:00:00.000Z',
        },
        { ref: { name: 'b' }, state: 'absent' },
      ],
      leftovers: [],
      search: { kinds: 3, failed: [] },
      ledger: { sequence: 0 },
    });
    expect(await stores.receipts.latest('shop')).toEqual(receipt);
    expect(await stores.receipts.get(receipt.id)).toEqual(receipt);
    expect(await stores.inventory.owned(environmentId)).toEqual([]);
    const [told] = await stores.ledger.story(environmentId);
    expect(told).toMatchObject({
      kind: 'receipt',
      actor: run.startedBy,
      summary:
        'Nothing of shop is left: 2 objects confirmed absent, and nothing with its label among 3 kinds.',
      data: { receipt: receipt.id, complete: true },
    });
    expect(await verify()).toMatchObject({
      ok: true,
      anchors: [{ place: `Receipt ${receipt.id} of shop`, holds: true }],
    });
  });

  it.each([
    [
      'still there',
      { state: 'present' as const, message: 'it is held by example.com/x' },
      'still there: ConfigMap env-shop/b (it is held by example.com/x)',
    ],
    [
      'in a cluster that is another one now',
      { state: 'unknown' as const, message: 'The cluster is another one' },
      'not known to be gone: ConfigMap env-shop/b (The cluster is another one)',
    ],
  ])('is not complete where something is %s', async (_, absence, summary) => {
    const { engine, issuer, options, said, stores } = issuing();
    const { id: environmentId, run } = await storedEnvironment(knex, {
      objects: ['a', 'b'],
    });
    engine.said.set('b', absence);
    const receipt = await issuer.issue(run, options);
    expect(receipt).toMatchObject({
      complete: false,
      items: [{ state: 'absent' }, absence],
    });
    // It can be planned again.
    const owned = await stores.inventory.owned(environmentId);
    expect(owned.map(({ ref }) => ref.name)).toEqual(['b']);
    const [told] = await stores.ledger.story(environmentId);
    expect(told.summary).toContain(summary);
    expect(said).toEqual([]);

    engine.said.clear();
    const again = await issuer.issue(
      { ...run, id: 'another', createdAt: '2026-01-03T00:00:00.000Z' },
      options,
    );
    // With what the first one proved.
    expect(again).toMatchObject({
      complete: true,
      items: [
        { ref: { name: 'a' }, state: 'absent' },
        { ref: { name: 'b' }, state: 'absent' },
      ],
    });
    expect(engine.asked).toEqual(['a', 'b', 'b']);
  });

  it('asks again about what a step of the run took for gone', async () => {
    const { engine, issuer, options, stores } = issuing();
    const { id: environmentId, run } = await storedEnvironment(knex, {
      objects: ['a', 'b'],
    });
    const [a] = await stores.inventory.owned(environmentId);
    await stores.inventory.markGone(a.id, new Date('2026-01-01T12:00:01.000Z'));
    engine.said.set('a', { state: 'present', message: 'It is still there' });
    expect(await issuer.issue(run, options)).toMatchObject({ complete: false });
    const owned = await stores.inventory.owned(environmentId);
    expect(owned.map(({ ref }) => ref.name)).toEqual(['a']);
  });

  it('waits for what goes slowly, and says for what', async () => {
    const { engine, issuer, options, said } = issuing({ waitMs: 30_000 });
    const { run } = await storedEnvironment(knex, { objects: ['a'] });
    const seen = [
      { state: 'unknown' as const, message: 'gave no answer' },
      { state: 'present' as const, message: 'it is held by example.com/x' },
    ];
    engine.said.set(
      'a',
      () =>
        seen.shift() ?? {
          state: 'absent',
          confirmedAt: '2026-01-02T00:00:00.000Z',
        },
    );
    expect((await issuer.issue(run, options)).complete).toBe(true);
    expect(said).toEqual([
      'Waiting until ConfigMap env-shop/a is gone: gave no answer',
      'Waiting until ConfigMap env-shop/a is gone: it is held by example.com/x',
    ]);
  }, 60_000);

  it('is not written where it is stopped while it waits', async () => {
    const { engine, issuer, stores } = issuing({ waitMs: 60_000 });
    const { id: environmentId, run } = await storedEnvironment(knex, {
      objects: ['a'],
    });
    const stop = new AbortController();
    engine.said.set('a', () => {
      stop.abort();
      return { state: 'present', message: 'It is still there' };
    });
    await expect(issuer.issue(run, { signal: stop.signal })).rejects.toThrow();
    expect(await stores.receipts.latest('shop')).toBeUndefined();
    expect(await stores.inventory.owned(environmentId)).toHaveLength(1);
  });

  it('names what is left with its label, and makes it ours to destroy', async () => {
    const { engine, issuer, options, stores } = issuing();
    const { id: environmentId, run } = await storedEnvironment(knex, {
      objects: ['a'],
    });
    const left = {
      ref: configMap('shop', 'left'),
      uid: 'uid-left',
      environmentId,
      component: 'base',
      owned: false,
    };
    engine.found = [foundNamespace(environmentId, 'env-shop'), left];
    const receipt = await issuer.issue(run, options);
    expect(receipt).toMatchObject({
      complete: false,
      leftovers: [
        { ref: { kind: 'Namespace', name: 'env-shop' } },
        { ref: { name: 'left' }, uid: 'uid-left' },
      ],
    });
    const owned = await stores.inventory.owned(environmentId);
    expect(owned.map(({ ref }) => ref.name)).toEqual(['env-shop', 'left']);
    expect(owned[1]).toMatchObject({
      component: 'base',
      engine: 'fake',
      clusterIdentity: 'cluster-1',
    });
  });

  it('is not kept from being complete by a label that somebody put elsewhere', async () => {
    const { engine, issuer, options, stores } = issuing();
    const { id: environmentId, run } = await storedEnvironment(knex, {
      objects: ['a'],
    });
    engine.found = [
      {
        ref: { ...configMap('payments', 'spoofed') },
        uid: 'uid-spoofed',
        environmentId,
        owned: false,
      },
      foundNamespace(environmentId, 'kube-public'),
    ];
    expect(await issuer.issue(run, options)).toMatchObject({
      complete: true,
      leftovers: [],
    });
    expect(await stores.inventory.owned(environmentId)).toEqual([]);
  });

  it('is not complete where a kind could not be searched, but for one that the cluster does not know', async () => {
    const { engine, issuer, options } = issuing();
    const { run } = await storedEnvironment(knex);
    engine.failed = [{ kind: 'Widget', message: 'unknown', unserved: true }];
    expect((await issuer.issue(run, options)).complete).toBe(true);
    engine.failed = [{ kind: 'ConfigMap', message: 'gave no answer' }];
    const receipt = await issuer.issue(run, options);
    expect(receipt).toMatchObject({
      complete: false,
      search: { failed: [{ kind: 'ConfigMap', message: 'gave no answer' }] },
    });
  });

  it('that was edited is found out', async () => {
    const { engine, issuer, options, verify } = issuing();
    const { run } = await storedEnvironment(knex, { objects: ['a'] });
    engine.said.set('a', { state: 'present', message: 'It is still there' });
    const receipt = await issuer.issue(run, options);
    await knex('receipts').update({
      receipt: JSON.stringify({ ...receipt, complete: true }),
    });
    expect(await verify()).toMatchObject({
      ok: false,
      anchors: [
        { place: expect.stringContaining('not the one'), holds: false },
      ],
    });
    await knex('receipts').update({ receipt: 'no JSON' });
    expect((await verify()).ok).toBe(false);
  });

  it('shows a tail of the ledger that was cut off', async () => {
    const { issuer, ledger, options, verify } = issuing();
    await ledger.append(
      [{ kind: 'effect', actor: 'system:test', summary: 'one' }],
      new Date(),
    );
    const { run } = await storedEnvironment(knex);
    await issuer.issue(run, options);
    await unprotect(knex);
    await knex('ledger').delete();
    await knex('ledger_head').update({ sequence: 0, hash: '0'.repeat(64) });
    expect(await verify()).toMatchObject({
      ok: false,
      anchors: [{ sequence: 1, holds: false }],
    });
  });
});
