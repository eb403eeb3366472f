import { fork, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { openAdministrator } from './openAdministrator';
import { testPlatform } from './platform';
import { Between } from './worker/Between';

jest.setTimeout(120_000);

const saidSchema = z.object({
  how: z.string(),
  isThere: z.boolean(),
  observedAt: z.string(),
});
type Said = z.infer<typeof saidSchema>;

describe('a backend that stood still', () => {
  const { kubeconfig } = testPlatform();
  const admin = openAdministrator();
  const namespace = `frozen-${randomUUID().slice(0, 8)}`;
  const path = `/api/v1/namespaces/${namespace}`;
  const said: Said[] = [];
  let child: ChildProcess | undefined;
  let between: Between;
  let release = () => {};

  beforeAll(async () => {
    between = await Between.open(kubeconfig.reader);
    const post = (to: string, metadata: object) =>
      admin.client.request({ method: 'POST', path: to, body: { metadata } });
    await post('/api/v1/namespaces', { name: namespace });
    await post(`${path}/configmaps`, {
      name: 'settings',
      labels: { 'cairn.dev/environment': randomUUID() },
    });
  });

  afterAll(async () => {
    child?.kill('SIGKILL');
    release();
    await between.close();
    await admin.delete(path);
    await admin.close();
  });

  async function until(isSo: (last: Said) => boolean): Promise<Said> {
    const deadline = Date.now() + 60_000;
    for (;;) {
      const last = said.at(-1);
      if (last && isSo(last)) {
        return last;
      }
      if (Date.now() > deadline) {
        throw new Error(
          `It did not say so in a minute: ${JSON.stringify(last)}`,
        );
      }
      await new Promise(resolve => setTimeout(resolve, 20));
    }
  }

  it('calls nothing current that it saw before, and sees what it missed', async () => {
    const live = await admin.client.get({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      namespace,
      name: 'settings',
    });
    child = fork(join(__dirname, 'worker', 'watcher.ts'), {
      execArgv: [
        '--require',
        require.resolve('@backstage/cli-node/config/nodeTransform.cjs'),
      ],
      env: {
        ...process.env,
        CAIRN_WATCHER: JSON.stringify({
          kubeconfig: between.kubeconfig,
          namespace,
          name: 'settings',
          uid: live?.metadata.uid,
        }),
      },
    });
    child.on('message', message => {
      const { data } = saidSchema.safeParse(message);
      if (data) {
        said.push(data);
      }
    });
    await until(({ isThere }) => isThere);

    // What it missed, and the answers to what it asks, come late when it wakes.
    const goesOn = new Promise<void>(resolve => {
      release = resolve;
    });
    between.treat = async (_, passOn) => {
      await goesOn;
      return passOn();
    };
    between.holdWatches();
    child.kill('SIGSTOP');
    await admin.delete(`${path}/configmaps/settings`);
    const goneAt = new Date().toISOString();
    child.kill('SIGCONT');
    const before = said.length;
    await until(() => said.length > before + 10);
    between.releaseWatches();
    release();

    const { observedAt: at } = await until(
      ({ how, isThere, observedAt }) =>
        how === 'seen' && !isThere && observedAt > goneAt,
    );
    expect(at > goneAt).toBe(true);
    // As of no moment after that did it say that the object was there.
    expect(
      said.filter(({ isThere, observedAt }) => isThere && observedAt > goneAt),
    ).toEqual([]);
  });
});
