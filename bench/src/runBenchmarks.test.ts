import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Benchmark } from './Benchmark';
import { atMost } from './figures';
import { findBenchmarks } from './findBenchmarks';
import { runBenchmarks } from './runBenchmarks';

function benchmark(over: Partial<Benchmark>): Benchmark {
  return {
    name: 'sample',
    title: 'A sample',
    needsPlatform: false,
    run: async () => ({
      figures: [
        atMost('speed', 12.345, 'ms', 10, [11, 12.345, 14]),
        atMost('size', 0.5, '×', 1),
      ],
      notes: ['On a Tuesday.'],
    }),
    ...over,
  };
}

describe('running benchmarks', () => {
  let results: string;
  let said: string[];
  beforeEach(() => {
    results = mkdtempSync(join(tmpdir(), 'cairn-results-'));
    said = [];
  });
  afterEach(() => rmSync(results, { recursive: true }));

  const run = (benchmarks: Benchmark[]) =>
    runBenchmarks(benchmarks, {
      length: 'full',
      results,
      say: line => said.push(line),
    });

  it('reports what was seen, also where it falls short', async () => {
    expect(await run([benchmark({})])).toEqual({
      finished: ['sample'],
      failed: [],
    });
    expect(said.slice(0, 4)).toEqual([
      'A sample',
      '  speed  12.3 ms  ≤ 10 ms  ✖ short of it  11.0 to 14.0, 3 rounds',
      '  size   0.500 ×  ≤ 1 ×    ✔',
      '  On a Tuesday.',
    ]);
    const report = JSON.parse(
      readFileSync(join(results, 'sample.json'), 'utf8'),
    );
    expect(report).toMatchObject({
      name: 'sample',
      length: 'full',
      machine: { cores: expect.any(Number), node: process.version },
      figures: [
        { reached: false, rounds: [11, 12.345, 14] },
        { reached: true },
      ],
    });
  });

  it('goes on after one that broke, and says that it did', async () => {
    const { finished, failed } = await run([
      benchmark({ name: 'broken', run: () => Promise.reject(new Error('no')) }),
      benchmark({
        name: 'empty',
        run: async () => ({ figures: [], notes: [] }),
      }),
      benchmark({ name: 'lost', needsPlatform: true }),
      benchmark({}),
    ]);
    expect(finished).toEqual(['sample']);
    expect(failed.map(({ name }) => name)).toEqual(['broken', 'empty', 'lost']);
    expect(failed[2]?.reason).toContain('./cairn up');
  });

  it('finds what the files export that is one', () => {
    const one = `{ name: 'one', title: '', needsPlatform: false, run() {} }`;
    const file = (name: string, text: string) =>
      writeFileSync(join(results, name), text);
    file('b.ts', `module.exports = { one: ${one}, limit: 5 }`);
    file('a.ts', `module.exports = { helper: () => 1 }`);
    file('b.test.ts', `throw new Error('not to be loaded')`);
    expect(findBenchmarks(results).map(({ name }) => name)).toEqual(['one']);
  });
});
