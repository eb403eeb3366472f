import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Entity } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import { RunnerClient } from './clients/RunnerClient';
import { readRunnerConfig } from './config';
import { GiteaPipelines } from './GiteaPipelines';
import { runnerDependency } from './runnerDependency';

const run = {
  id: 'r1',
  repository: 'larkfield/cart-api',
  workflow: 'CI',
  event: 'push',
  branch: 'main',
  commit: { sha: 'a', message: 'm', author: 'a', url: 'u' },
  status: 'Succeeded',
  message: 'fine',
  queuedAt: '2026-01-01T00:00:00.000Z',
  startedBy: 'amara',
  jobs: [],
  logTruncated: false,
};

let folder: string;
let tokenFile: string;
let server: Server;
let url: string;
/** What the runner answers, and what it was asked. */
let answer: { status: number; body: string };
let asked: string[];

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', chunk => {
      body += chunk;
    });
    request.on('end', () => {
      asked.push(
        `${request.method} ${request.url} ${request.headers.authorization} ${body}`,
      );
      response.writeHead(answer.status).end(answer.body);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});
afterAll(() => server.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cairn pipelines-'));
  tokenFile = join(folder, 'token');
  writeFileSync(tokenFile, 'secret\n');
  answer = { status: 200, body: JSON.stringify(run) };
  asked = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const client = (address = url) => new RunnerClient({ url: address, tokenFile });

function entity(repository?: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: 'x',
      annotations: repository ? { 'cairn.dev/repository': repository } : {},
    },
  };
}

it('is of those entities that name a repository', () => {
  const pipelines = new GiteaPipelines(client());
  expect(pipelines.repositoryOf(entity('larkfield/cart-api'))).toBe(
    'larkfield/cart-api',
  );
  for (const odd of [
    undefined,
    'cart-api',
    'a/b/c',
    'a/b?x=1',
    '/b',
    'a b/c',
  ]) {
    expect(pipelines.repositoryOf(entity(odd))).toBeUndefined();
  }
});

it('asks with the token, and on behalf of the person', async () => {
  const pipelines = new GiteaPipelines(client());
  await pipelines.rerun('larkfield/cart-api', 'r1', 'user:default/amara');
  expect(asked).toEqual([
    'GET /api/v1/runs/r1 Bearer secret ',
    'POST /api/v1/runs/r1/rerun Bearer secret {"by":"user:default/amara"}',
  ]);
});

it('does not show, log, repeat or stop a run of another repository', async () => {
  const pipelines = new GiteaPipelines(client());
  const mine = 'larkfield/payments-api';
  for (const attempt of [
    () => pipelines.getRun(mine, 'r1'),
    () => pipelines.getLog(mine, 'r1', {}),
    () => pipelines.rerun(mine, 'r1', 'user:default/x'),
    () => pipelines.cancel(mine, 'r1', 'user:default/x'),
  ]) {
    await expect(attempt()).rejects.toMatchObject({ name: 'NotFoundError' });
  }
  expect(
    asked.filter(line => !line.startsWith('GET /api/v1/runs/r1 ')),
  ).toEqual([]);
});

it('cannot be led to another address by an id', async () => {
  await client()
    .getRun('../status?x=')
    .catch(() => {});
  expect(asked).toEqual(['GET /api/v1/runs/..%2Fstatus%3Fx%3D Bearer secret ']);
});

it('knows no state of a later runner, and says Unknown', async () => {
  answer.body = JSON.stringify({ ...run, status: 'Paused' });
  expect(await client().getRun('r1')).toMatchObject({ status: 'Unknown' });
});

it.each([
  [400, 'InputError'],
  [401, 'ServiceUnavailableError'],
  [404, 'NotFoundError'],
  [409, 'ConflictError'],
  [500, 'ServiceUnavailableError'],
])('makes of status %s a %s', async (status, name) => {
  answer = {
    status,
    body: JSON.stringify({ error: { message: 'because' } }),
  };
  await expect(client().getRun('r1')).rejects.toMatchObject({ name });
});

it.each(['', 'null', '{"id": 1}', '<html>'])(
  'does not take %j for a run',
  async body => {
    answer.body = body;
    await expect(client().getRun('r1')).rejects.toThrow(
      /does not speak as the pipeline runner does/,
    );
  },
);

it('says what to do while the runner is away or was never started', async () => {
  await expect(client('http://127.0.0.1:2').getRun('r1')).rejects.toThrow(
    /does not answer at .*Runs are kept.*Platform page.*cairn logs pipelines/,
  );
  rmSync(tokenFile);
  await expect(client().getRun('r1')).rejects.toThrow(/not started yet/);
});

it('is a dependency that says how much waits, and that runs are not isolated', async () => {
  answer.body = JSON.stringify({ queued: 3, running: 'r1' });
  const dependency = runnerDependency(client());
  const signal = AbortSignal.timeout(5000);
  expect(await dependency.probe({ signal })).toEqual({
    state: 'ok',
    notes: [
      '1 running, 3 waiting',
      'Runs are not isolated: they can do what you can do on this machine',
    ],
  });
  answer.status = 503;
  await expect(dependency.probe({ signal })).rejects.toThrow(/status 503/);
});

it('is there where it is configured', () => {
  expect(readRunnerConfig(new ConfigReader({}))).toBeUndefined();
  expect(
    readRunnerConfig(
      new ConfigReader({
        cairn: { pipelines: { url: 'http://x:1/', tokenFile: '/t' } },
      }),
    ),
  ).toEqual({ url: 'http://x:1', tokenFile: '/t' });
});
