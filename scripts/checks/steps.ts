/** A command of `npm test`. */
export interface Step {
  readonly name: string;
  readonly command: string;
  readonly commandArguments: readonly string[];
}

const step = (name: string, command: string, ...commandArguments: readonly string[]): Step => ({
  name,
  command,
  commandArguments,
});

/** Stages follow one another; the steps of a stage run side by side, the longest first. */
export const stages: readonly (readonly Step[])[] = [
  [step('generated clients', 'tsx', 'scripts/generate-prisma.ts')],
  [
    step('packages of the tests', 'tsx', 'scripts/install-test-packages.ts'),
    step('lint', 'eslint', '.', '--max-warnings=0'),
    step('build, publint and are-the-types-wrong', 'tsdown', '--logLevel=warn'),
    step('type check', 'tsc', '--noEmit'),
    step('unused code', 'knip', '--no-progress'),
    step('format', 'prettier', '--check', '--log-level=warn', '.'),
  ],
  [step('rule docs', 'eslint-doc-generator', '--check')],
];

export const testResults = 'node_modules/.cache/poolwise/test-results.json';

export const tests = step(
  'tests',
  'vitest',
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${testResults}`,
);
