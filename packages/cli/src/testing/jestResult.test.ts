import { countJest } from './jestResult';

const result = (counts: Partial<Record<string, number>>) =>
  JSON.stringify({
    numPassedTests: 0,
    numFailedTests: 0,
    numRuntimeErrorTestSuites: 0,
    numPendingTests: 0,
    ...counts,
  });

describe('countJest', () => {
  it('counts what ran', () => {
    expect(
      countJest(result({ numPassedTests: 3, numFailedTests: 1 })),
    ).toMatchObject({ passed: 3, failed: 1 });
  });

  it('takes a file that cannot be loaded for a failure', () => {
    expect(
      countJest(result({ numPassedTests: 3, numRuntimeErrorTestSuites: 2 })),
    ).toMatchObject({ passed: 3, failed: 2 });
  });

  it('fails where tests were skipped, where none ran, and where Jest says nothing', () => {
    expect(
      countJest(result({ numPassedTests: 1, numPendingTests: 2 })).failed,
    ).toBe(2);
    expect(countJest(result({})).failed).toBe(1);
    expect(countJest(undefined).failed).toBe(1);
  });
});
