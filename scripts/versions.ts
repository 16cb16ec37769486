/**
 * Runs the rules and the command of ESLint with each combination of versions that exists:
 * `npx tsx scripts/versions.ts --only "node 20, eslint 9" --only "typescript 6.0"`. Without `--only` it takes hours. Prints a row of
 * a table for each combination, and ends with 1 where one failed.
 */
import { parseArgs } from 'node:util';

import { combinations, nameOf } from './versions/combinations.ts';
import { runSuites } from './versions/run-suites.ts';
import { Workspace } from './versions/workspace.ts';

const { values } = parseArgs({ options: { only: { type: 'string', multiple: true, default: [] } } });

const chosen = combinations.filter(
  (one) => values.only.length === 0 || values.only.some((part) => nameOf(one).includes(part)),
);
if (chosen.length === 0) {
  throw new Error(`--only is part of a name such as "${combinations.map(nameOf)[0] ?? ''}".`);
}

const workspace = await Workspace.create();
try {
  console.log('| Node | ESLint | TypeScript | typescript-eslint | tests |');
  console.log('| :--- | :----- | :--------- | :---------------- | :---- |');
  for (const combination of chosen) {
    await workspace.install(combination);
    const { succeeded, counts, output } = await runSuites(workspace, combination);
    const versions = await Promise.all(
      ['eslint', 'typescript', '@typescript-eslint/parser'].map((name) => workspace.versionOf(name)),
    );
    console.log(`| ${[combination.node, ...versions, counts].join(' | ')} |`);
    if (succeeded) continue;
    console.error(output);
    process.exitCode = 1;
  }
} finally {
  await workspace.remove();
}
