import {
  isLoopbackHost,
  isLoopbackUrl,
  parseIdentitySettings,
} from './settings';

const SETTINGS = {
  issuer: 'http://localhost:7008',
  address: '127.0.0.1',
  port: 7008,
  portalUrl: 'http://localhost:7007',
  organizationFolder: '/x',
  keysFile: '/x',
  sessionsFile: '/x',
  clients: [
    {
      id: 'cairn-portal',
      name: 'Cairn',
      secretFile: '/x',
      redirectUri: 'http://localhost:7007/api/auth/oidc/handler/frame',
      pkce: true,
    },
  ],
};

describe('isLoopbackUrl', () => {
  it.each([
    'http://localhost:7008',
    'http://127.0.0.1',
    'https://[::1]:1/path',
    'http://LOCALHOST',
  ])('knows %s', url => expect(isLoopbackUrl(url)).toBe(true));

  it.each([
    'http://example.com',
    'http://localhost.example.com',
    'http://127.0.0.1.nip.io',
    'http://127.0.0.1@example.com',
    'http://0.0.0.0',
    'ftp://localhost',
    'localhost',
    '',
  ])('refuses %j', url => expect(isLoopbackUrl(url)).toBe(false));
});

describe('isLoopbackHost', () => {
  it('takes the Host header of this machine only', () => {
    expect(isLoopbackHost('localhost:7008')).toBe(true);
    expect(isLoopbackHost('[::1]:7008')).toBe(true);
    expect(isLoopbackHost('evil.example:7008')).toBe(false);
    expect(isLoopbackHost('localhost:7008@evil.example')).toBe(false);
    expect(isLoopbackHost(undefined)).toBe(false);
  });
});

describe('parseIdentitySettings', () => {
  it('takes loopback addresses', () => {
    expect(parseIdentitySettings(SETTINGS)).toEqual(SETTINGS);
  });

  it.each([
    [{ issuer: 'https://login.example.com' }, 'login.example.com'],
    [{ portalUrl: 'http://10.0.0.1:7007' }, '10.0.0.1'],
    [
      {
        clients: [
          {
            ...SETTINGS.clients[0],
            redirectUri: 'http://elsewhere.example/callback',
          },
        ],
      },
      'elsewhere.example',
    ],
    [{ clients: [] }, 'clients'],
    [{ address: '0.0.0.0' }, '0.0.0.0'],
    [{ address: '::' }, '::'],
    [{ port: 0 }, 'port'],
  ])('refuses %j and says which', (change, words) => {
    expect(() => parseIdentitySettings({ ...SETTINGS, ...change })).toThrow(
      words,
    );
  });
});
