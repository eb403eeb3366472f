/** How long to measure. `short` keeps a benchmark working in CI; its figures mean nothing. */
export type BenchmarkLength = 'short' | 'full';

/** What a benchmark can use. */
export interface BenchmarkContext {
  length: BenchmarkLength;
  /** File that describes the running platform (`CAIRN_TEST_PLATFORM`); absent: none runs. */
  platformFile?: string;
  /** A folder of its own, removed afterwards. */
  folder: string;
  /** A line about what it does now. */
  progress(message: string): void;
}

/** One figure, as seen. */
export interface BenchmarkFigure {
  name: string;
  value: number;
  /** For example `ms`, `requests`, `×`. */
  unit: string;
  /** What was asked for, as a person reads it: `≤ 5 ms`. */
  target?: string;
  /** Whether `value` reaches the target. */
  reached?: boolean;
  /** Every round's value, so that the spread can be seen. */
  rounds?: number[];
}

/** What a benchmark found. */
export interface BenchmarkResult {
  figures: BenchmarkFigure[];
  /** What one must know to read the figures. */
  notes: string[];
}

/**
 * One benchmark: both sides in one run, alternating, warmed up, at least five rounds in `full`, the median of the
 * pairwise ratios.
 */
export interface Benchmark {
  /** As on the command line: `health-reads`. */
  name: string;
  title: string;
  /** It needs a running platform. */
  needsPlatform: boolean;
  run(context: BenchmarkContext): Promise<BenchmarkResult>;
}
