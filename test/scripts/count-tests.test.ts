import { expect, it } from 'vitest';

import { countTests } from '../../scripts/checks/count-tests.ts';

const passedFile = { status: 'passed', assertionResults: [{ status: 'passed' }, { status: 'skipped' }] };
const failedFile = { status: 'failed', assertionResults: [{ status: 'failed' }, { status: 'passed' }] };
const brokenFile = { status: 'failed', assertionResults: [] };
const counts = { numPassedTests: 2, numFailedTests: 1, numPendingTests: 1, numTodoTests: 1 };

it('counts the tests of a run', () => {
  expect(countTests({ ...counts, testResults: [passedFile, failedFile] })).toBe('2 passed, 1 failed, 2 skipped');
});

it('counts a file that could not be loaded as a failure', () => {
  expect(countTests({ ...counts, testResults: [passedFile, failedFile, brokenFile] })).toBe(
    '2 passed, 2 failed, 2 skipped',
  );
});
