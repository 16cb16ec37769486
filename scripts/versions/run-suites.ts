import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { countTests, type TestReport } from '../checks/count-tests.ts';
import type { Combination } from './combinations.ts';
import type { Workspace } from './workspace.ts';

// Whether it works is the question here, not how fast.
const patience = ['--testTimeout=600000', '--hookTimeout=600000'];

/**
 * What runs in each combination: all rules, with types and without, with what they suggest and refuse to; the presets; the
 * command of ESLint and its language server over the built plugin. What executes rewrites on databases is left out: it
 * asks what queries do, and no version of the tools changes that.
 */
const suites = [
  ...['test/rules', 'test/rewrite/needed-imports', 'test/rewrite/refusals'],
  ...['test/configuration.test.ts', 'test/command-line', 'test/editor'],
];

export interface SuiteResult {
  readonly succeeded: boolean;
  /** `12 passed, 0 failed, 1 skipped`, or that nothing could be run. */
  readonly counts: string;
  /** What the runner printed. */
  readonly output: string;
}

/**
 * Runs the suites with the packages that are installed, by the Node of a combination.
 * @param more arguments of vitest
 * @param say is told each file that is done
 */
export async function runSuites(
  workspace: Workspace,
  { node }: Combination,
  more: readonly string[],
  say: (text: string) => void,
): Promise<SuiteResult> {
  const report = `node_modules/.cache/versions-${String(Date.now())}.json`;
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--reporter=default', '--reporter=json'];
  let output = '';
  let succeeded = true;
  try {
    output = await workspace.run(
      'npx',
      [
        ...['--yes', '-p', `node@${node}`, '--', 'node'],
        ...[...vitest, `--outputFile.json=${report}`, ...patience, ...suites, ...more],
      ],
      // `✓ |engine| test/rules/messages.test.ts (12 tests) 3456ms`
      (line) => {
        if (/^\s*[✓❯×] .*\.test\.ts /.test(line)) say(line.trim());
      },
    );
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
