import { randomUUID } from 'node:crypto';
import { clusterClients, configMap, expectRefused } from './accessFixtures';

const PATH = '/api/v1/namespaces/cairn-system/configmaps/cairn-ledger';
const MERGE = 'application/merge-patch+json';

const clients = clusterClients();
const { admin, reader, writer } = clients;

/** The head of a ledger as it stands in the cluster. */
function head(sequence: number, hash = 'a'): string {
  return `${sequence} ${hash.repeat(64)} 2026-01-01T00:00:00.000Z`;
}

function write(data: Record<string, string | null>) {
  return writer.send('PATCH', PATH, { data }, MERGE);
}

describe('what admission lets the writer do to the head of the ledger', () => {
  const mine = randomUUID();
  const others = randomUUID();

  afterAll(async () => {
    await admin.send(
      'PATCH',
      PATH,
      { data: { [mine]: null, [others]: null } },
      MERGE,
    );
    await clients.close();
  });

  it('lets it add one and move it forward, and the reader see it', async () => {
    expect(await write({ [others]: head(7) })).toMatchObject({ status: 200 });
    expect(await write({ [mine]: head(1) })).toMatchObject({ status: 200 });
    expect(await write({ [mine]: head(12, 'b') })).toMatchObject({
      status: 200,
    });
    expect(await reader.send('GET', PATH)).toMatchObject({
      status: 200,
      body: { data: { [mine]: head(12, 'b'), [others]: head(7) } },
    });
  });

  it.each([
    ['back', head(11)],
    ['back, longer as text', head(9)],
    ['to another hash of the same row', head(12, 'c')],
  ])('refuses to move one %s', async (_, value) => {
    expectRefused(await write({ [mine]: value }), 'only ever moves forward');
  });

  it('refuses to remove one, whose ever it is', async () => {
    for (const key of [mine, others]) {
      expectRefused(await write({ [key]: null }), 'is not removed');
    }
  });

  it.each([
    ['text', 'nonsense'],
    ['a row that is no number', `1e3 ${'a'.repeat(64)} 2026-01-01T00:00:00Z`],
    ['a number that does not fit', head(Number.MAX_SAFE_INTEGER)],
    ['no time', `13 ${'a'.repeat(64)} `],
  ])('refuses %s', async (_, value) => {
    expectRefused(await write({ [mine]: value }), 'installation id');
  });

  it('refuses anything else in it', async () => {
    expectRefused(await write({ settings: head(1) }), 'installation id');
    for (const change of [
      { immutable: true },
      { binaryData: { a: 'YQ==' } },
      { metadata: { labels: { a: 'b' } } },
      { metadata: { finalizers: ['example.com/hold'] } },
    ]) {
      expectRefused(
        await writer.send('PATCH', PATH, change, MERGE),
        'heads of ledgers and nothing else',
      );
    }
  });

  it('refuses to delete or make it, and any other object beside it', async () => {
    expectRefused(await writer.send('DELETE', PATH), 'only write heads');
    expectRefused(
      await writer.send(
        'POST',
        '/api/v1/namespaces/cairn-system/configmaps',
        configMap({}, 'cairn-ledger-2'),
      ),
      'only in namespaces of environments',
    );
  });

  it('leaves it to an administrator to take one away', async () => {
    const answer = await admin.send(
      'PATCH',
      PATH,
      { data: { [others]: null } },
      MERGE,
    );
    expect(answer).toMatchObject({ status: 200 });
  });
});
