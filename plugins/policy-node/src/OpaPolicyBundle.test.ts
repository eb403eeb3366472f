import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { mockServices } from '@backstage/backend-test-utils';
import { OpaClient } from './clients/OpaClient';
import { OpaPolicyBundle } from './OpaPolicyBundle';
import { OpaPolicyService } from './OpaPolicyService';
import { environmentRequest, OPA, OpaProcess, POLICIES } from './testing';

jest.setTimeout(60_000);

const run = promisify(execFile);

function clientAt(url: string) {
  return OpaClient.fromConfig(
    mockServices.rootConfig({ data: { cairn: { policy: { url } } } }),
  );
}

it('gives the rules as their source describes them', async () => {
  const opa = await OpaProcess.start();
  try {
    const { items } = await new OpaPolicyBundle(clientAt(opa.url)).rules();
    const named = await Promise.all(
      ['environments', 'manifests'].map(async name =>
        JSON.parse(
          await readFile(
            join(POLICIES, `cairn/${name}/manifest/data.json`),
            'utf8',
          ),
        ),
      ),
    );
    expect(items.map(rule => rule.id)).toEqual(
      [...new Set(named.flatMap(({ rules }) => rules))].sort(),
    );
    for (const rule of items) {
      const source = await readFile(join(POLICIES, rule.source), 'utf8');
      expect(source).toContain(`#   id: ${rule.id}`);
      expect(source).toContain(`# title: ${rule.title}`);
    }
  } finally {
    await opa.stop();
  }
});

describe('while a newer bundle is broken', () => {
  let folder: string;
  let files: Server;
  let opa: ChildProcess;
  let url: string;
  let served: { etag: string; body: Buffer };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cairn-bundle-'));
    const file = join(folder, 'bundle.tar.gz');
    await run(OPA, [
      ...['build', '--bundle', POLICIES, '--ignore', '*_test.rego'],
      ...['--revision', 'good', '--output', file],
    ]);
    served = { etag: 'good', body: await readFile(file) };
    files = createServer((request, response) => {
      if (request.headers['if-none-match'] === served.etag) {
        response.writeHead(304).end();
        return;
      }
      response.writeHead(200, { etag: served.etag }).end(served.body);
    });
    const origin = await listen(files);
    const port = new URL(await listenOnce()).port;
    url = `http://127.0.0.1:${port}`;
    opa = spawn(
      OPA,
      [
        ...['run', '--server', '--log-level', 'error'],
        ...['--addr', `127.0.0.1:${port}`],
        ...['--set', 'status.prometheus=true'],
        ...['--set', `services.files.url=${origin}`],
        ...['--set', 'bundles.cairn.service=files'],
        ...['--set', 'bundles.cairn.resource=bundle.tar.gz'],
        ...['--set', 'bundles.cairn.polling.min_delay_seconds=1'],
        ...['--set', 'bundles.cairn.polling.max_delay_seconds=1'],
      ],
      { stdio: 'ignore' },
    );
  });

  afterAll(async () => {
    const gone = new Promise(done => opa.once('exit', done));
    opa.kill('SIGKILL');
    await gone;
    files.closeAllConnections();
    await new Promise(done => files.close(done));
    await rm(folder, { recursive: true });
  });

  it('goes on deciding by the last good one, and says why the newer cannot be used', async () => {
    const client = clientAt(url);
    const bundle = new OpaPolicyBundle(client);
    await until(async () => {
      const status = await bundle.status().catch(() => undefined);
      return status?.revision === 'good' && status.problem === undefined;
    });

    served = { etag: 'broken', body: Buffer.from('this is no bundle') };
    await until(async () => (await bundle.status()).problem !== undefined);

    await expect(bundle.status()).resolves.toMatchObject({
      revision: 'good',
      problem: expect.stringMatching(
        /^The newest bundle cairn cannot be used: /,
      ),
    });
    await expect(
      new OpaPolicyService(client, mockServices.logger.mock()).decide(
        environmentRequest(),
      ),
    ).resolves.toMatchObject({ allowed: true, revision: 'good' });
  });
});

/** OPA asks for its bundle in its own time; there is no event to wait for. */
async function until(condition: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (await condition()) {
      return;
    }
    await pause(100);
  }
  throw new Error('It did not come to be within 20 seconds');
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (address === null || typeof address === 'string') {
    throw new Error('No free port was found');
  }
  return `http://127.0.0.1:${address.port}`;
}

async function listenOnce(): Promise<string> {
  const server = createServer();
  const origin = await listen(server);
  await new Promise(done => server.close(done));
  return origin;
}
