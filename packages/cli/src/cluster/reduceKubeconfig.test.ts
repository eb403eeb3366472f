import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { reduceKubeconfig } from './reduceKubeconfig';

describe('reduceKubeconfig', () => {
  let folder: string;
  let kubeconfig: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'cairn kube-'));
    kubeconfig = join(folder, 'config');
    writeFileSync(
      kubeconfig,
      stringify({
        'current-context': 'staging',
        clusters: [
          {
            name: 'one',
            cluster: {
              server: 'https://one.example',
              'certificate-authority': 'ca.crt',
            },
          },
          { name: 'two', cluster: { server: 'https://two.example' } },
        ],
        users: [
          {
            name: 'ada',
            user: { exec: { command: 'login', args: ['--as', 'ada'] } },
          },
          { name: 'bob', user: { token: 'secret' } },
        ],
        contexts: [
          {
            name: 'staging',
            context: { cluster: 'one', user: 'ada', namespace: 'x' },
          },
          { name: 'production', context: { cluster: 'two', user: 'bob' } },
          { name: 'broken', context: { cluster: 'three', user: 'bob' } },
        ],
      }),
    );
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('leaves the current context, with absolute paths and how it signs in', async () => {
    const reduced = await reduceKubeconfig({ kubeconfig });
    expect(reduced).toMatchObject({
      server: 'https://one.example',
      context: 'staging',
    });
    expect(parse(reduced.text)).toEqual({
      apiVersion: 'v1',
      kind: 'Config',
      'current-context': 'staging',
      clusters: [
        {
          name: 'one',
          cluster: {
            server: 'https://one.example',
            'certificate-authority': join(folder, 'ca.crt'),
          },
        },
      ],
      users: [
        {
          name: 'ada',
          user: { exec: { command: 'login', args: ['--as', 'ada'] } },
        },
      ],
      contexts: [
        {
          name: 'staging',
          context: { cluster: 'one', user: 'ada', namespace: 'x' },
        },
      ],
    });
  });

  it('takes another context by its name, and nothing of the first', async () => {
    const { server, text } = await reduceKubeconfig({
      kubeconfig,
      context: 'production',
    });
    expect(server).toBe('https://two.example');
    expect(text).not.toContain('ada');
  });

  it('says which contexts there are', async () => {
    await expect(
      reduceKubeconfig({ kubeconfig, context: 'nope' }),
    ).rejects.toThrow(
      'has no context "nope". It has: staging, production, broken. Choose one with --context NAME.',
    );
  });

  it('refuses what is not a kubeconfig, or is half one', async () => {
    await expect(
      reduceKubeconfig({ kubeconfig: join(folder, 'none') }),
    ).rejects.toThrow('cannot be read as a kubeconfig');
    await expect(
      reduceKubeconfig({ kubeconfig, context: 'broken' }),
    ).rejects.toThrow('names a cluster or a user that is not in the file');
  });
});
