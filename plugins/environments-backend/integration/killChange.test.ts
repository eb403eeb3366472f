import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { migrate } from '../src/store/migrate';
import { openAdministrator } from './openAdministrator';
import { testPlatform } from './platform';
import { openWorker, over, queue } from './worker/harness';
import { startChild } from './worker/startChild';

jest.setTimeout(300_000);

/** Points that are tried at the same time: each loads a worker, and then mostly waits. */
const PARALLEL = 8;
/** Every how many points are tried; `CAIRN_TEST_KILLS=all` tries each. */
const EVERY =
  process.env.CAIRN_TEST_KILLS === 'all'
    ? { CAIRN_KILL_WRITE: 1, CAIRN_KILL_REQUEST: 1 }
    : { CAIRN_KILL_WRITE: 7, CAIRN_KILL_REQUEST: 2 };

const { kubeconfig } = testPlatform();

describe('a worker that is killed while it changes one object and replaces another', () => {
  const admin = openAdministrator();
  const namespaces: string[] = [];
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kill-change-'));
  });
  afterAll(async () => {
    await Promise.all(
      namespaces.map(name => admin.delete(`/api/v1/namespaces/${name}`)),
    );
    await admin.close();
    await rm(folder, { recursive: true });
  });

  /** @returns whether the worker was killed, or came to the end of the run before the point */
  async function tryOut(
    point: Record<string, string>,
  ): Promise<'killed' | 'finished'> {
    const id = randomUUID();
    const name = `change-${id.slice(0, 8)}`;
    const namespace = `env-${name}`;
    namespaces.push(namespace);
    const database: Knex.Config = {
      client: 'better-sqlite3',
      connection: { filename: join(folder, `${name}.sqlite`) },
      useNullAsDefault: true,
    };
    const place = { database, kubeconfig: kubeconfig.writer };
    const first = await openWorker(place);
    await migrate(first.knex);
    const made = await queue(first, 'create', { id, name });
    first.runner.enqueue(made);
    expect((await over(first.stores, made)).state).toBe('Succeeded');
    await first.runner.stop();
    const before = await first.stores.inventory.owned(id);
    const runId = await queue(first, 'update', { id, name });
    expect(
      (await first.stores.runs.get(runId))?.steps.map(step => step.operation),
    ).toEqual(['update', 'replace']);
    await first.close();

    const child = startChild({ ...place, runId }, point);
    const signal = await new Promise(resolve =>
      child.on('exit', (_, by) => resolve(by)),
    );

    const next = await openWorker(place);
    try {
      next.runner.start();
      const { state, message } = await over(next.stores, runId);
      expect([point, state, message]).toEqual([
        point,
        'Succeeded',
        expect.any(String),
      ]);
      const live = await Promise.all([
        admin.client.get({
          apiVersion: 'v1',
          kind: 'Namespace',
          name: namespace,
        }),
        admin.client.get({
          apiVersion: 'v1',
          kind: 'ConfigMap',
          namespace,
          name: 'settings',
        }),
      ]);
      expect(live[0]?.metadata.labels).toMatchObject({
        'pod-security.kubernetes.io/enforce': 'baseline',
      });
      expect(live[1]?.data).toMatchObject({ greeting: 'good bye' });
      const owned = await next.stores.inventory.owned(id);
      expect(owned.map(({ uid }) => uid).sort()).toEqual(
        live.map(object => object?.metadata.uid).sort(),
      );
      // The namespace is the same one, and the settings were replaced once.
      expect(owned.map(({ uid }) => uid)).toContain(before[0].uid);
      expect(owned.map(({ uid }) => uid)).not.toContain(before[1].uid);
      const rows = await next.knex('inventory').where({ environment_id: id });
      expect(rows).toHaveLength(3);
    } finally {
      await next.close();
    }
    return signal === 'SIGKILL' ? 'killed' : 'finished';
  }

  it.each<[string, keyof typeof EVERY, number]>([
    ['before a write of its journal', 'CAIRN_KILL_WRITE', 15],
    ['after a request was sent and before its answer', 'CAIRN_KILL_REQUEST', 3],
  ])(
    '%s: another one ends the run with nothing lost and nothing twice',
    async (_, variable, atLeast) => {
      let last = 0;
      for (let begin = 1; ; begin += PARALLEL * EVERY[variable]) {
        const points = Array.from(
          { length: PARALLEL },
          (__, offset) => begin + offset * EVERY[variable],
        );
        const ends = await Promise.all(
          points.map(point => tryOut({ [variable]: String(point) })),
        );
        last = Math.max(
          last,
          ...points.filter((__, index) => ends[index] === 'killed'),
        );
        if (ends.includes('finished')) {
          break;
        }
      }
      expect(last).toBeGreaterThan(atLeast);
    },
  );
});
