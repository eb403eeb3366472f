import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RotatingLog } from './RotatingLog';

describe('RotatingLog', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'cairn log-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('keeps two files of bounded size with the last lines', () => {
    const path = join(folder, 'logs', 'a.log');
    const log = new RotatingLog(path, 200);
    for (let index = 0; index < 100; index++) {
      log.line(`line ${index}`);
    }
    const now = readFileSync(path, 'utf8');
    const before = readFileSync(`${path}.1`, 'utf8');
    expect(now.length).toBeLessThanOrEqual(200);
    expect(before.length).toBeLessThanOrEqual(200);
    expect(now).toMatch(/ line 99\n$/);
    expect(`${before}${now}`).toMatch(/^\d{4}-\d\d-\d\dT\S+Z line \d+\n/);
  });

  it('goes on where an earlier one ended', () => {
    const path = join(folder, 'a.log');
    new RotatingLog(path).line('one');
    new RotatingLog(path).line('two');
    expect(readFileSync(path, 'utf8').trim().split('\n')).toHaveLength(2);
  });

  it('does not end what it tells of when it cannot be written', () => {
    const log = new RotatingLog(join(folder, 'gone', 'a.log'));
    rmSync(join(folder, 'gone'), { recursive: true });
    expect(() => log.line('lost')).not.toThrow();
  });
});
