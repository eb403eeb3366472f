import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LOOPBACK_NAMES } from './layout';
import { certificateFiles, ensurePki, ensureSigningKey } from './pki';

describe('PKI', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'cairn pki-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const make = () =>
    ensurePki(folder, 'test', [
      {
        name: 'server',
        commonName: 'a server',
        usage: ['server'],
        names: LOOPBACK_NAMES,
      },
      {
        name: 'admin',
        commonName: 'ada',
        organization: 'system:masters',
        usage: ['client'],
      },
    ]);
  const read = (name: string) =>
    new X509Certificate(readFileSync(join(folder, `${name}.crt`)));

  it('signs a server for loopback names and a client with its group', async () => {
    await make();
    const authority = read('ca');
    const server = read('server');
    expect(server.verify(authority.publicKey)).toBe(true);
    expect(server.checkIP('127.0.0.1')).toBe('127.0.0.1');
    expect(server.checkHost('localhost')).toBe('localhost');
    expect(server.checkHost('example.com')).toBeUndefined();
    expect(read('admin').subject.split('\n').sort()).toEqual([
      'CN=ada',
      'O=system:masters',
    ]);
    expect(server.ca).toBe(false);
    expect(authority.ca).toBe(true);
  });

  it('keeps everything to its owner', async () => {
    await make();
    await ensureSigningKey(folder, 'tokens');
    for (const name of ['ca.key', 'server.key', 'admin.key', 'tokens.key']) {
      expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
    }
  });

  it('makes nothing anew that is good, and everything where the authority is gone', async () => {
    await make();
    const first = read('admin').fingerprint256;
    await make();
    expect(read('admin').fingerprint256).toBe(first);
    rmSync(join(folder, 'ca.key'));
    await make();
    expect(read('admin').fingerprint256).not.toBe(first);
    expect(read('admin').verify(read('ca').publicKey)).toBe(true);
  });

  it('makes a lost key again with its certificate', async () => {
    await make();
    const first = read('admin').fingerprint256;
    rmSync(certificateFiles(folder, 'admin').key);
    await make();
    expect(read('admin').fingerprint256).not.toBe(first);
  });
});
