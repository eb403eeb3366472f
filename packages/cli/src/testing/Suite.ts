import type { Locations } from '../locations';

/** What a suite counted. */
export interface SuiteResult {
  passed: number;
  failed: number;
  /** Why it failed where no single test says so. */
  reason?: string;
}

/** What suites get. */
export interface SuiteContext {
  locations: Locations;
  /** Environment of what they run. */
  env: Record<string, string>;
  /** Shows a line of live output. */
  say: (line: string) => void;
  signal: AbortSignal;
}

/** What a suite needs to be there first. */
export type Need = 'postgres' | 'platform' | 'browser';

/** Tests that are run and counted together. */
export interface Suite {
  name: string;
  title: string;
  needs: readonly Need[];
  run(context: SuiteContext): Promise<SuiteResult>;
}

/** Of a check that is one yes or no. */
export function oneCheck(isGood: boolean, reason?: string): SuiteResult {
  return isGood ? { passed: 1, failed: 0 } : { passed: 0, failed: 1, reason };
}

/** All suites together. */
export function addUp(results: readonly SuiteResult[]): SuiteResult {
  return {
    passed: results.reduce((sum, { passed }) => sum + passed, 0),
    failed: results.reduce((sum, { failed }) => sum + failed, 0),
  };
}
