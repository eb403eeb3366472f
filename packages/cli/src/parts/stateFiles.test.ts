import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  readIfThere,
  readOrCreateSecret,
  replaceFile,
  replaceIfChanged,
} from './stateFiles';

describe('state files', () => {
  let state: string;

  beforeEach(async () => {
    state = await mkdtemp(join(tmpdir(), 'cairn state '));
  });

  afterEach(() => rm(state, { recursive: true }));

  it('keeps a secret to its owner, and the same', async () => {
    const secret = await readOrCreateSecret(state, 'some-secret');
    expect(secret).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(await readOrCreateSecret(state, 'some-secret')).toBe(secret);
    expect(await readOrCreateSecret(state, 'another')).not.toBe(secret);
    const file = join(state, 'secrets', 'some-secret');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('replaces a file whole and leaves nothing beside it', async () => {
    const file = join(state, 'deep', 'file');
    await replaceFile(file, 'one');
    await replaceFile(file, 'two');
    expect(await readIfThere(file)).toBe('two');
    expect(await readdir(join(state, 'deep'))).toEqual(['file']);
  });

  it('tells whether it changed something', async () => {
    const file = join(state, 'file');
    expect(await replaceIfChanged(file, 'one')).toBe(true);
    expect(await replaceIfChanged(file, 'one')).toBe(false);
    expect(await replaceIfChanged(file, 'two')).toBe(true);
  });

  it('knows a file that is missing from one that cannot be read', async () => {
    expect(await readIfThere(join(state, 'none'))).toBeUndefined();
    await expect(readIfThere(state)).rejects.toThrow('EISDIR');
  });
});
