import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Benchmark } from './Benchmark';

function isBenchmark(value: unknown): value is Benchmark {
  return (
    typeof value === 'object' &&
    value !== null &&
    'name' in value &&
    typeof value.name === 'string' &&
    'title' in value &&
    'needsPlatform' in value &&
    'run' in value &&
    typeof value.run === 'function'
  );
}

/** All benchmarks: whatever the files of `benchmarks/` export that is one. */
export function findBenchmarks(
  folder = join(__dirname, 'benchmarks'),
): Benchmark[] {
  return readdirSync(folder)
    .filter(file => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .sort()
    .flatMap(file => {
      const exported: object = require(join(folder, file));
      return Object.values(exported).filter(isBenchmark);
    });
}
