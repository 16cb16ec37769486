import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { countTests, type TestReport } from '../checks/count-tests.ts';
import type { Combination } from './combinations.ts';
import type { Workspace } from './workspace.ts';

// Whether it works is the question here, not how fast.
const patience = ['--testTimeout=600000', '--hookTimeout=600000'];

/** What runs in each combination: rules over the parser's nodes, and the command of ESLint over the built plugin. */
const suites = [
  ...['no-query-in-loop', 'no-query-fanout', 'messages', 'bad-input'].map((name) => `test/rules/${name}.test.ts`),
  'test/configuration.test.ts',
  ...['cache', 'checklist', 'suppressions'].map((name) => `test/command-line/${name}.test.ts`),
];

export interface SuiteResult {
  readonly succeeded: boolean;
  /** `12 passed, 0 failed, 1 skipped`, or that nothing could be run. */
  readonly counts: string;
  /** What the runner printed. */
  readonly output: string;
}

/** Runs the suites with the packages that are installed, by the Node of a combination. */
export async function runSuites(workspace: Workspace, { node }: Combination): Promise<SuiteResult> {
  const report = `node_modules/.cache/versions-${String(Date.now())}.json`;
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--reporter=default', '--reporter=json'];
  let output = '';
  let succeeded = true;
  try {
    output = await workspace.run('npx', [
      ...['--yes', '-p', `node@${node}`, '--', 'node'],
      ...[...vitest, `--outputFile.json=${report}`, ...patience, ...suites],
    ]);
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { readonly stdout?: string; readonly stderr?: string };
    output = stdout + stderr;
    succeeded = false;
  }
  const text = await readFile(join(workspace.directory, report), 'utf8').catch(() => undefined);
  return text === undefined
    ? { succeeded: false, counts: 'did not run', output }
    : { succeeded, counts: countTests(JSON.parse(text) as TestReport), output };
}
