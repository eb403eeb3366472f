import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type {
  Benchmark,
  BenchmarkFigure,
  BenchmarkLength,
  BenchmarkResult,
} from './Benchmark';
import type { Machine } from './machine';

/** What is written to `bench/results/NAME.json`. */
export interface Report extends BenchmarkResult {
  name: string;
  title: string;
  length: BenchmarkLength;
  /** RFC 3339, UTC. */
  startedAt: string;
  finishedAt: string;
  machine: Machine;
}

/** Writes a report, and answers with its path. */
export async function writeReport(
  folder: string,
  report: Report,
): Promise<string> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${report.name}.json`);
  await writeFile(path, `${JSON.stringify(report, null, 2)}\n`);
  return path;
}

/** A number with three digits that say something. */
export function formatValue(value: number): string {
  if (!Number.isFinite(value)) {
    return String(value);
  }
  const digits = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)));
  return value.toFixed(Math.min(3, Math.max(0, 2 - digits)));
}

function spreadOf({ rounds }: BenchmarkFigure): string {
  return rounds && rounds.length > 1
    ? `${formatValue(Math.min(...rounds))} to ${formatValue(
        Math.max(...rounds),
      )}, ${rounds.length} rounds`
    : '';
}

function verdictOf({ reached }: BenchmarkFigure): string {
  if (reached === undefined) {
    return '';
  }
  return reached ? '✔' : '✖ short of it';
}

/** The figures of a benchmark below each other. */
export function reportLines(
  { title }: Pick<Benchmark, 'title'>,
  { figures, notes }: BenchmarkResult,
): string[] {
  const rows = figures.map(figure => [
    figure.name,
    `${formatValue(figure.value)} ${figure.unit}`,
    figure.target ?? '',
    verdictOf(figure),
    spreadOf(figure),
  ]);
  const widths = [0, 1, 2, 3, 4].map(column =>
    Math.max(0, ...rows.map(row => row[column]?.length ?? 0)),
  );
  return [
    title,
    ...rows.map(
      row =>
        `  ${row
          .map((cell, column) =>
            column === 1
              ? cell.padStart(widths[column] ?? 0)
              : cell.padEnd(widths[column] ?? 0),
          )
          .join('  ')
          .trimEnd()}`,
    ),
    ...notes.map(note => `  ${note}`),
  ];
}
