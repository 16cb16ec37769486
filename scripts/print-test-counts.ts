/** Prints how many tests passed, failed and were skipped in the last run of vitest, on one line. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { countTests, type TestReport } from './checks/count-tests.ts';
import { testResults } from './checks/steps.ts';

const path = fileURLToPath(new URL(`../${testResults}`, import.meta.url));
console.log(countTests(JSON.parse(await readFile(path, 'utf8')) as TestReport));
