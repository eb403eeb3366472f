import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InstanceStore } from '../login/InstanceStore';
import { becomeRunning } from '../platform/UpLock';
import { findPortal, parsePortalUrl } from './portalAddress';

describe('the address of a portal', () => {
  it.each([
    ['https://cairn.example.com', 'https://cairn.example.com'],
    ['https://example.com/cairn/', 'https://example.com/cairn'],
    ['http://localhost:7007/', 'http://localhost:7007'],
    ['http://127.0.0.1:7007', 'http://127.0.0.1:7007'],
    ['http://[::1]:7007', 'http://[::1]:7007'],
  ])('%s is %s', (text, expected) => {
    expect(parsePortalUrl(text)).toBe(expected);
  });

  it.each([
    ['http://cairn.example.com', /in the clear/],
    ['http://127.0.0.1.example.com', /in the clear/],
    ['http://localhost.example.com', /in the clear/],
    ['https://me:secret@example.com', /neither a user/],
    ['https://example.com?x=1', /neither a user/],
    ['file:///etc/passwd', /in the clear/],
    ['localhost:7007', /./],
    ['', /no address/],
  ])('refuses %j and does not say a password', (text, message) => {
    const refused = () => parsePortalUrl(text);
    expect(refused).toThrow(message);
    expect(refused).not.toThrow(/secret/);
  });
});

describe('the portal that is meant', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'cairn-portal-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is the one given, else the local one that runs, else the last login', async () => {
    const env = { XDG_CONFIG_HOME: join(folder, 'config') };
    const locations = { root: folder, state: folder, cache: folder };
    await expect(findPortal(undefined, locations, env)).rejects.toThrow(
      'No portal is known',
    );
    await new InstanceStore(env).select({
      name: 'cairn.example.com',
      baseUrl: 'https://cairn.example.com',
      clientId: 'x',
      issuedAt: 0,
      accessTokenExpiresAt: 0,
    });
    expect(await findPortal(undefined, locations, env)).toBe(
      'https://cairn.example.com',
    );
    const lock = becomeRunning(folder, 7107);
    expect(await findPortal(undefined, locations, env)).toBe(
      'http://localhost:7107',
    );
    expect(await findPortal('https://other.example', locations, env)).toBe(
      'https://other.example',
    );
    lock.release();
  });
});
