import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { KubeconfigFile } from './KubeconfigFile';

describe('KubeconfigFile', () => {
  let folder: string;
  let path: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kubeconfig-'));
    path = join(folder, 'writer.yaml');
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await rm(folder, { recursive: true });
  });

  const aMomentLater = () => {
    const later = performance.now() + 300;
    jest.spyOn(performance, 'now').mockReturnValue(later);
  };

  const write = (user: Record<string, unknown>) =>
    writeFile(
      path,
      stringify({
        'current-context': 'x',
        contexts: [{ name: 'x', context: { cluster: 'x', user: 'x' } }],
        clusters: [{ name: 'x', cluster: { server: 'https://127.0.0.1:1' } }],
        users: [{ name: 'x', user }],
      }),
    );

  it('waits for a file that is written later, and reads it again when it changes', async () => {
    const file = new KubeconfigFile('local', { kubeconfig: path });
    await expect(file.access()).rejects.toThrow(
      `Cluster "local" cannot be used: its credential is not there yet: ${path} is written once the cluster is ready`,
    );

    await write({ token: 'one' });
    const first = await file.access();
    expect(await first.token()).toBe('one');
    expect(await file.access()).toBe(first);

    await write({ token: 'second' });
    expect(await file.access()).toBe(first);
    aMomentLater();
    const second = await file.access();
    expect(await second.token()).toBe('second');

    await rm(path);
    aMomentLater();
    await expect(file.access()).rejects.toThrow('not there yet');
  });

  it('reads it again also where the clock was set back', async () => {
    await write({ token: 'one' });
    const file = new KubeconfigFile('local', { kubeconfig: path });
    await file.access();
    await write({ token: 'second' });
    jest.spyOn(Date, 'now').mockReturnValue(Date.now() - 3_600_000);
    aMomentLater();
    expect(await (await file.access()).token()).toBe('second');
  });

  it('notices that a token file was renewed', async () => {
    const tokenFile = join(folder, 'token');
    await write({ tokenFile });
    const file = new KubeconfigFile('local', { kubeconfig: path });
    await expect(file.access()).rejects.toThrow(tokenFile);
    await writeFile(tokenFile, 'one\n');
    expect(await (await file.access()).token()).toBe('one');
    await writeFile(tokenFile, 'renewed\n');
    aMomentLater();
    expect(await (await file.access()).token()).toBe('renewed');
  });

  it('says that half a file is not usable, without its content', async () => {
    await writeFile(path, 'users: [{ name: x, user: { token: canary-token');
    const file = new KubeconfigFile('local', { kubeconfig: path });
    const error = await file.access().catch(e => e);
    expect(error.name).toBe('ServiceUnavailableError');
    expect(error.message).toContain(path);
    expect(error.message).not.toContain('canary-token');
  });

  it('asks a credential plugin once while its token is valid, and again after it was refused', async () => {
    const plugin = join(folder, 'plugin.sh');
    const log = join(folder, 'log');
    await writeFile(
      plugin,
      `#!/bin/sh
echo x >> '${log}'
n=$(wc -l < '${log}' | tr -d ' ')
printf '{"kind":"ExecCredential","status":{"token":"%s-%s"}}' "$PREFIX" "$n"
`,
    );
    await chmod(plugin, 0o700);
    await write({
      exec: {
        apiVersion: 'client.authentication.k8s.io/v1',
        command: './plugin.sh',
        env: [{ name: 'PREFIX', value: 'token' }],
      },
    });
    const access = await new KubeconfigFile('local', {
      kubeconfig: path,
    }).access();
    expect(
      await Promise.all([access.token(), access.token(), access.token()]),
    ).toEqual(['token-1', 'token-1', 'token-1']);
    access.refused();
    expect(await access.token()).toBe('token-2');
  });
});
