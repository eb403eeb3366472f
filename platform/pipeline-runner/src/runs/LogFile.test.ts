import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { LogFile, readLog } from './LogFile';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cairn log-'));
  path = join(folder, 'run', 'log.ndjson');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = '2026-01-01T00:00:00.000Z';

function write(texts: readonly string[], maxBytes = 1e6): LogFile {
  const log = new LogFile(path, maxBytes);
  texts.forEach(text => log.write({ at, job: 'build', step: 1, text }));
  return log;
}

function readAll() {
  const texts: string[] = [];
  let after = 0;
  for (;;) {
    const { lines, complete } = readLog(path, after, true);
    texts.push(...lines.map(({ text }) => text));
    after = lines.at(-1)?.cursor ?? after;
    if (complete) {
      return texts;
    }
  }
}

it('gives back what was written, in parts that fit together', () => {
  const texts = Array.from({ length: 5000 }, (_, index) => `line ${index}`);
  write(texts).close();
  const { lines, complete } = readLog(path, 0, true);
  expect(lines).toHaveLength(2000);
  expect(complete).toBe(false);
  expect(readAll()).toEqual(texts);
});

it('is complete when the run has ended and all was read, not before', () => {
  const log = write(['one']);
  const { lines, complete } = readLog(path, 0, false);
  expect(complete).toBe(false);
  const [{ cursor }] = lines;
  expect(readLog(path, cursor, false)).toEqual({ lines: [], complete: false });
  log.conclude({ at, text: 'two' });
  log.close();
  expect(readLog(path, cursor, true)).toMatchObject({
    lines: [{ text: 'two' }],
    complete: true,
  });
});

it('is empty before anything was said', () => {
  expect(readLog(path, 0, false)).toEqual({ lines: [], complete: false });
  expect(readLog(path, 0, true)).toEqual({ lines: [], complete: true });
});

it('is cut once, says so, and takes the last word', () => {
  const log = write(
    Array.from({ length: 1000 }, () => 'x'.repeat(100)),
    10_000,
  );
  expect(log.isCut).toBe(true);
  log.conclude({ at, text: 'the end' });
  log.close();
  const texts = readAll();
  expect(texts.at(-2)).toMatch(/^The log is cut here/);
  expect(texts.at(-1)).toBe('the end');
  expect(statSync(path).size).toBeLessThan(11_000);
});

it('takes any text and any cursor', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: 'binary' }), { maxLength: 5 }),
      fc.nat(500),
      (texts, after) => {
        rmSync(join(folder, 'run'), { recursive: true, force: true });
        write(texts).close();
        expect(readAll()).toEqual(texts);
        const known = new Set(texts);
        const { lines } = readLog(path, after, true);
        lines.forEach(({ text }) => expect(known).toContain(text));
      },
    ),
  );
});
