import { createServer, type Server } from 'node:http';
import { mockServices } from '@backstage/backend-test-utils';
import { environment } from '../__testUtils__/fixtures';
import { EnvironmentsInventory } from './Inventory';

describe('EnvironmentsInventory', () => {
  const asked: string[] = [];
  let server: Server;
  let inventory: EnvironmentsInventory;
  let status: number;

  beforeEach(async () => {
    status = 200;
    asked.splice(0);
    server = createServer((req, res) => {
      asked.push(req.url ?? '');
      res.writeHead(status, { 'Content-Type': 'application/json' });
      res.end(JSON.stringify({ items: [environment()] }));
    });
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
    const { port } = Object(server.address());
    inventory = new EnvironmentsInventory({
      auth: mockServices.auth(),
      discovery: mockServices.discovery.mock({
        getBaseUrl: async () => `http://127.0.0.1:${port}`,
      }),
      logger: mockServices.logger.mock(),
    });
  });

  afterEach(() => new Promise(done => server.close(done)));

  it('asks once for everybody who asks at the same time', async () => {
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => inventory.get()),
    );
    expect(asked).toHaveLength(1);
    expect(new Set(answers.map(items => items?.length))).toEqual(new Set([1]));
    await inventory.get();
    expect(asked).toHaveLength(1);
  });

  it('does not know environments that were never told', async () => {
    status = 503;
    expect(await inventory.get()).toBeUndefined();
  });
});
