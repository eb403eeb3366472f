import { fork, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { openAdministrator } from './openAdministrator';
import { testPlatform } from './platform';

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

  beforeAll(async () => {
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
        throw new Error(`It did not say so in a minute: ${JSON.stringify(last)}`);
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
          kubeconfig: kubeconfig.reader,
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

    child.kill('SIGSTOP');
    await admin.delete(`${path}/configmaps/settings`);
    const goneAt = new Date().toISOString();
    child.kill('SIGCONT');

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
