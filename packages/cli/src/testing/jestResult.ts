import { z } from 'zod';
import type { SuiteResult } from './Suite';

const schema = z.object({
  numPassedTests: z.number().int(),
  numFailedTests: z.number().int(),
  numRuntimeErrorTestSuites: z.number().int(),
  numPendingTests: z.number().int(),
});

/**
 * Counts what Jest says that it ran. A file that could not even be loaded counts as a failed test; skipped tests did not run and
 * fail the suite, because nothing may be left out silently.
 *
 * @param json - Of Jest's `--json --outputFile`; absent: it wrote none.
 */
export function countJest(json: string | undefined): SuiteResult {
  if (json === undefined) {
    return { passed: 0, failed: 1, reason: 'Jest did not tell what it ran.' };
  }
  const result = schema.parse(JSON.parse(json));
  const failed =
    result.numFailedTests +
    result.numRuntimeErrorTestSuites +
    result.numPendingTests;
  if (result.numPassedTests + failed === 0) {
    return { passed: 0, failed: 1, reason: 'There was no test to run.' };
  }
  return {
    passed: result.numPassedTests,
    failed,
    reason:
      result.numPendingTests > 0
        ? `${result.numPendingTests} tests were skipped.`
        : undefined,
  };
}
