import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Benchmark, BenchmarkLength } from './Benchmark';
import { describeMachine } from './machine';
import { reportLines, writeReport } from './report';

/** How benchmarks are run. */
export interface RunOptions {
  length: BenchmarkLength;
  /** File that describes the running platform; absent: none runs. */
  platformFile?: string;
  /** Where reports go. */
  results: string;
  say(line: string): void;
}

/** What became of them. */
export interface RunSummary {
  finished: string[];
  /** Name, and why it could not be run or broke. */
  failed: Array<{ name: string; reason: string }>;
}

/** Runs benchmarks one after the other, and reports each. */
export async function runBenchmarks(
  benchmarks: readonly Benchmark[],
  options: RunOptions,
): Promise<RunSummary> {
  const summary: RunSummary = { finished: [], failed: [] };
  for (const benchmark of benchmarks) {
    try {
      await runOne(benchmark, options);
      summary.finished.push(benchmark.name);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      options.say(`${benchmark.title}\n  failed: ${reason}`);
      summary.failed.push({ name: benchmark.name, reason });
    }
  }
  return summary;
}

async function runOne(benchmark: Benchmark, options: RunOptions) {
  const { length, platformFile, results, say } = options;
  if (benchmark.needsPlatform && !platformFile) {
    throw new Error(
      'It needs a running platform: ./cairn up, then ./cairn bench (or CAIRN_TEST_PLATFORM with the file that describes one).',
    );
  }
  const machine = describeMachine();
  const startedAt = new Date().toISOString();
  const folder = await mkdtemp(
    join(tmpdir(), `cairn-bench-${benchmark.name}-`),
  );
  try {
    const result = await benchmark.run({
      length,
      platformFile,
      folder,
      progress: message => say(`… ${benchmark.name}: ${message}`),
    });
    if (result.figures.length === 0) {
      throw new Error('It measured nothing.');
    }
    const path = await writeReport(results, {
      ...result,
      name: benchmark.name,
      title: benchmark.title,
      length,
      startedAt,
      finishedAt: new Date().toISOString(),
      machine,
    });
    reportLines(benchmark, result).forEach(say);
    if (length === 'short') {
      say('  a short run: it works, but these figures mean nothing');
    }
    say(`  ${path}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
