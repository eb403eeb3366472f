import fc from 'fast-check';
import { stringify } from 'yaml';
import { parseKubeconfig } from './parseKubeconfig';

function kubeconfig(parts: {
  cluster?: Record<string, unknown>;
  user?: Record<string, unknown>;
}): string {
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'here',
    contexts: [
      { name: 'here', context: { cluster: 'c', user: 'u' } },
      { name: 'broken', context: { cluster: 'nowhere', user: 'u' } },
    ],
    clusters: [
      {
        name: 'c',
        cluster: { server: 'https://127.0.0.1:6443/', ...parts.cluster },
      },
    ],
    users: [{ name: 'u', user: { token: 'canary-token', ...parts.user } }],
  });
}

const parse = (text: string, context?: string) =>
  parseKubeconfig(text, { folder: '/etc/cairn', context });

describe('parseKubeconfig', () => {
  it('reads the current context', () => {
    expect(
      parse(
        kubeconfig({
          cluster: {
            'certificate-authority-data': Buffer.from('PEM').toString('base64'),
          },
        }),
      ),
    ).toEqual({
      server: 'https://127.0.0.1:6443',
      certificateAuthority: { value: 'PEM' },
      tlsServerName: undefined,
      authentication: { type: 'token', token: { value: 'canary-token' } },
    });
  });

  it('finds files beside itself', () => {
    expect(
      parse(
        kubeconfig({
          cluster: { 'certificate-authority': 'ca.crt' },
          user: {
            token: undefined,
            'client-certificate': 'a.crt',
            'client-key': '/keys/a.key',
          },
        }),
      ),
    ).toMatchObject({
      certificateAuthority: { file: '/etc/cairn/ca.crt' },
      authentication: {
        type: 'certificate',
        certificate: { file: '/etc/cairn/a.crt' },
        key: { file: '/keys/a.key' },
      },
    });
  });

  it('prefers the token that is renewed to the one that is not', () => {
    expect(
      parse(kubeconfig({ user: { tokenFile: 'token' } })).authentication,
    ).toEqual({ type: 'token', token: { file: '/etc/cairn/token' } });
  });

  it.each([
    [{ cluster: { 'insecure-skip-tls-verify': true } }, 'verification of TLS'],
    [{ cluster: { server: 'http://10.0.0.1:8080' } }, 'plain HTTP'],
    [{ cluster: { server: 'http://127.0.0.1.evil.example' } }, 'plain HTTP'],
    [{ cluster: { server: 'ftp://x' } }, 'clusters.0.cluster.server'],
    [{ cluster: { 'proxy-url': 'http://x' } }, 'proxy-url'],
    [{ user: { token: undefined } }, 'neither a token'],
    [{ user: { exec: { command: 'x' } } }, 'apiVersion'],
  ])('refuses %j', (parts, what) => {
    expect(() => parse(kubeconfig(parts))).toThrow(what);
  });

  it('says which context or cluster is missing', () => {
    expect(() => parse(kubeconfig({}), 'other')).toThrow(
      'no context named "other"',
    );
    expect(() => parse(kubeconfig({}), 'broken')).toThrow(
      'no cluster named "nowhere"',
    );
  });

  it('never repeats what is in the file', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(600), (noise, at) => {
        const text = kubeconfig({});
        const cut = text.slice(0, at) + noise + text.slice(at);
        let error: unknown;
        try {
          parse(cut);
        } catch (e) {
          error = e;
        }
        expect(String(error)).not.toContain('canary-token');
        expect(String(error)).toMatch(/^(undefined|InputError: )/);
      }),
    );
  });
});
