import { TestDatabases } from '@backstage/backend-test-utils';
import type { LedgerEntry } from '@cairn/plugin-environments-common';
import { foundNamespace, TellingEngine } from '../__testUtils__/destroyed';
import {
  AMARA,
  startEnvironments,
  TOMAS,
} from '../__testUtils__/startEnvironments';
import { encodeCursor } from '../store/cursor';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

describe('what happened, over HTTP', () => {
  it('is told of one environment, in order, until it is proven to be gone', async () => {
    const { amara, create, finish } = await startEnvironments();
    await create();
    const plan = await amara.post('/plans', {
      action: 'destroy',
      environment: 'shop',
    });
    expect((await finish(plan.body)).state).toBe('Succeeded');

    const story: LedgerEntry[] = (await amara.get('/environments/shop/story'))
      .body;
    const kinds = story.map(({ kind }) => kind);
    expect(kinds[0]).toBe('plan');
    expect(kinds).toEqual(
      expect.arrayContaining(['run.queued', 'run.started', 'effect']),
    );
    expect(kinds.filter(kind => kind === 'receipt')).toHaveLength(1);
    expect(story.map(({ sequence }) => sequence)).toEqual(
      story.map(({ sequence }) => sequence).sort((a, b) => a - b),
    );

    const receipt = await amara.get('/environments/shop/receipt');
    expect(receipt.body).toMatchObject({
      complete: true,
      environment: 'shop',
      digest: plan.body.digest,
    });
    expect(receipt.body.items).toHaveLength(3);
    expect((await amara.get('/environments/nobody/story')).status).toBe(404);
    expect((await amara.get('/environments/nobody/receipt')).status).toBe(404);
  });

  it('is kept from who may not read the environment, and the whole from who may not audit', async () => {
    const { amara, as, create, finish, permissions } =
      await startEnvironments();
    await create();
    const plan = await amara.post('/plans', {
      action: 'destroy',
      environment: 'shop',
    });
    await finish(plan.body);
    permissions.everybodyReads = false;
    for (const path of [
      '/environments/shop/story',
      '/environments/shop/receipt',
    ]) {
      expect((await amara.get(path)).status).toBe(200);
      expect((await as(TOMAS).get(path)).status).toBe(403);
    }
    for (const path of ['/ledger', '/ledger/verification', '/ledger/export']) {
      const refused = await amara.get(path);
      expect(refused.status).toBe(403);
      expect(refused.body.error.message).toContain('environment.audit');
    }

    permissions.auditors.add(AMARA);
    const verified = await amara.get('/ledger/verification');
    expect(verified.body).toMatchObject({ ok: true });
    const exported = await amara.get('/ledger/export').responseType('blob');
    const rows: LedgerEntry[] = String(exported.body)
      .trim()
      .split('\n')
      .map(line => JSON.parse(line));
    expect(rows).toHaveLength(verified.body.entries);

    const paged = async (query: string) => {
      const pages: LedgerEntry[] = [];
      const cursors: string[] = [];
      do {
        const { body } = await amara.get(
          `/ledger?limit=3${query}${cursors
            .slice(-1)
            .map(c => `&cursor=${c}`)}`,
        );
        pages.push(...body.items);
        if (!body.nextCursor) return { pages, cursors };
        cursors.push(body.nextCursor);
      } while (cursors.length < rows.length);
      throw new Error('There is no end to the pages.');
    };
    const oldest = await paged('');
    expect(oldest.pages).toEqual(rows);
    const newest = await paged('&order=desc');
    expect(newest.pages).toEqual(rows.toReversed());
    const invented = ['x', '1.5', '99999999999'].map(value =>
      encodeCursor({ sort: 'sequence', order: 'asc', value, id: '' }),
    );
    for (const wrong of ['nonsense', newest.cursors[0], ...invented]) {
      const { status } = await amara.get(`/ledger?cursor=${wrong}`);
      expect(status).toBe(400);
    }
  });

  it('shows orphans to who may read their environment, and those of none to who may read all', async () => {
    const knex = await databases.init('SQLITE_3');
    const engine = new TellingEngine();
    const { amara, as, create, permissions, search } = await startEnvironments({
      database: { getClient: async () => knex },
      engine,
    });
    const run = await create();
    expect(run.state).toBe('Succeeded');
    const { body: environment } = await amara.get('/environments/shop');
    engine.found = [
      foundNamespace(environment.id, 'kube-public'),
      foundNamespace('another-cairn', 'env-shop'),
    ].map(object => ({ ...object, createdAt: '2026-01-01T00:00:00Z' }));
    await search();
    expect((await amara.get('/orphans')).body).toHaveLength(2);
    permissions.everybodyReads = false;
    expect((await amara.get('/orphans')).body).toMatchObject([
      { environment: 'shop', destroyable: false },
    ]);
    expect((await as(TOMAS).get('/orphans')).body).toEqual([]);
  });
});
