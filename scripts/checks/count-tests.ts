/** What is read of the report that vitest's JSON reporter writes. */
export interface TestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { status: string }[];
  }[];
}

/** `12 passed, 0 failed, 1 skipped`. A file that failed outside its tests, as when it cannot be loaded, is one failure. */
export function countTests(report: TestReport): string {
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  const failed = report.numFailedTests + brokenFiles.length;
  const skipped = report.numPendingTests + report.numTodoTests;
  return `${String(report.numPassedTests)} passed, ${String(failed)} failed, ${String(skipped)} skipped`;
}
