import {
  chmod,
  mkdtemp,
  readFile,
  rm,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { builtInDependencies } from './builtInDependencies';
import { readDatabaseVersion } from './clients/readDatabaseVersion';
import type { PlatformConfig } from './config';

let server: Server;
let url: string;
let answer: { status: number; body: string };
beforeAll(async () => {
  server = createServer((_, response) =>
    response.writeHead(answer.status).end(answer.body),
  );
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  url = typeof address === 'object' ? `http://127.0.0.1:${address?.port}` : '';
});
afterAll(() => {
  server.closeAllConnections();
  return new Promise(done => server.close(done));
});

function probe(id: string, config: Partial<PlatformConfig>) {
  const dependency = builtInDependencies(
    { buildsDocs: false, ...config },
    mockServices.database.mock(),
  ).find(known => known.id === id);
  if (!dependency) {
    throw new Error(`${id} is not there`);
  }
  return dependency.probe({ signal: AbortSignal.timeout(5000) });
}

describe('git', () => {
  it('tells its version', async () => {
    answer = { status: 200, body: '{"version":"1.26.0"}' };
    await expect(probe('git', { gitUrl: `${url}/` })).resolves.toEqual({
      state: 'ok',
      version: '1.26.0',
    });
  });

  it.each([
    ['an error', { status: 502, body: 'bad gateway' }],
    ['another service', { status: 200, body: '<html>' }],
    ['another answer', { status: 200, body: '{}' }],
  ])('is not there where %s answers', async (_, given) => {
    answer = given;
    await expect(probe('git', { gitUrl: url })).rejects.toThrow();
  });
});

describe('identity', () => {
  it('is there where it answers as an OpenID provider', async () => {
    answer = {
      status: 200,
      body: '{"issuer":"i","authorization_endpoint":"a","token_endpoint":"t"}',
    };
    await expect(
      probe('identity', { identityMetadataUrl: url }),
    ).resolves.toEqual({ state: 'ok' });
  });

  it('is not there where something else answers', async () => {
    answer = { status: 200, body: '{"issuer":"i"}' };
    await expect(
      probe('identity', { identityMetadataUrl: url }),
    ).rejects.toThrow(/is not an OpenID provider/);
  });
});

describe('docs-generator', () => {
  const path = process.env.PATH;
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cairn-mkdocs-'));
  });
  afterEach(async () => {
    process.env.PATH = path;
    await rm(folder, { recursive: true });
  });

  it('is not there where mkdocs is not on PATH', async () => {
    process.env.PATH = folder;
    await expect(probe('docs-generator', { buildsDocs: true })).rejects.toThrow(
      'mkdocs is not on the PATH of the portal',
    );
  });

  it('tells its version, and runs the program again only when it changed', async () => {
    const mkdocs = join(folder, 'mkdocs');
    const runs = join(folder, 'runs');
    const install = async (version: string, time: number) => {
      await writeFile(
        mkdocs,
        `#!/bin/sh\necho x >> '${runs}'\necho 'mkdocs, version ${version} from /somewhere (Python 3.11)'\n`,
      );
      await chmod(mkdocs, 0o755);
      await utimes(mkdocs, time, time);
    };
    process.env.PATH = [folder, path].join(delimiter);
    const [, , , generator] = builtInDependencies(
      { buildsDocs: true },
      mockServices.database.mock(),
    );
    const ask = () => generator.probe({ signal: AbortSignal.timeout(5000) });

    await install('1.6.1', 1000);
    await expect(ask()).resolves.toEqual({ state: 'ok', version: '1.6.1' });
    await ask();
    await expect(ask()).resolves.toEqual({ state: 'ok', version: '1.6.1' });
    await expect(readFile(runs, 'utf8')).resolves.toBe('x\n');
    await install('1.7.0', 2000);
    await expect(ask()).resolves.toEqual({ state: 'ok', version: '1.7.0' });
  });
});

describe('database', () => {
  const databases = TestDatabases.create({
    ids: ['SQLITE_3', 'POSTGRES_15'],
  });

  it.each(databases.eachSupportedId())('tells the version of %s', async id => {
    const knex = await databases.init(id);
    const database = mockServices.database.mock({
      getClient: async () => knex,
    });
    await expect(readDatabaseVersion(database)).resolves.toMatch(
      id === 'SQLITE_3' ? /^SQLite 3\.\d+/ : /^PostgreSQL \d+/,
    );
  });
});
