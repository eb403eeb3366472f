import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ownIdentity, processStart } from './processIdentity';
import { ProcessLock } from './ProcessLock';

describe('ProcessLock', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'cairn lock-'));
    path = join(folder, 'run', 'up.lock');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is held by one, and tells the other who that is', () => {
    const lock = ProcessLock.tryAcquire(path, '7007');
    expect(lock).toBeInstanceOf(ProcessLock);
    expect(ProcessLock.tryAcquire(path, '9000')).toMatchObject({
      pid: process.pid,
      note: '7007',
    });
    expect(ProcessLock.readHolder(path)).toMatchObject({ note: '7007' });
  });

  it('can be taken again after it was released', () => {
    const lock = ProcessLock.tryAcquire(path, 'one');
    expect(lock).toBeInstanceOf(ProcessLock);
    if (lock instanceof ProcessLock) {
      lock.release();
    }
    expect(existsSync(path)).toBe(false);
    expect(ProcessLock.tryAcquire(path, 'two')).toBeInstanceOf(ProcessLock);
  });

  it('is not held by the dead', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)']);
    const pid = child.pid ?? 0;
    const holder = {
      pid,
      start: processStart(pid),
      since: 'then',
      note: 'theirs',
    };
    rmSync(join(folder, 'run'), { recursive: true, force: true });
    const lock = ProcessLock.tryAcquire(path, 'mine');
    expect(lock).toBeInstanceOf(ProcessLock);
    writeFileSync(path, JSON.stringify(holder));
    expect(ProcessLock.tryAcquire(path, 'mine')).toMatchObject({ pid });
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(ProcessLock.tryAcquire(path, 'mine')).toBeInstanceOf(ProcessLock);
  });

  it('is not held by a process that only has the same number', () => {
    const lock = ProcessLock.tryAcquire(path, 'x');
    expect(lock).toBeInstanceOf(ProcessLock);
    writeFileSync(
      path,
      JSON.stringify({
        ...ownIdentity(),
        start: 'another time',
        since: '',
        note: '',
      }),
    );
    expect(ProcessLock.readHolder(path)).toBeUndefined();
    expect(ProcessLock.tryAcquire(path, 'y')).toBeInstanceOf(ProcessLock);
  });

  it('is not held by half a file', () => {
    const lock = ProcessLock.tryAcquire(path, 'x');
    expect(lock).toBeInstanceOf(ProcessLock);
    writeFileSync(path, '{"pid": 1');
    expect(ProcessLock.tryAcquire(path, 'y')).toBeInstanceOf(ProcessLock);
  });
});
