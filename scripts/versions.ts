/**
 * Runs the rules, their rewrites, the command of ESLint and its language server with each combination of versions that
 * exists: `npx tsx scripts/versions.ts --only "node 20, eslint 9" --only "typescript 6.0" -- --maxWorkers=1`. What stands
 * behind `--` is given to vitest. Without `--only` it takes hours. Prints a row of a table for each combination and, on
 * the way, what it is at; ends with 1 where one failed.
 */
import { parseArgs } from 'node:util';

import { combinations, nameOf } from './versions/combinations.ts';
import { runSuites } from './versions/run-suites.ts';
import { Workspace } from './versions/workspace.ts';

const { values, positionals: forVitest } = parseArgs({
  options: { only: { type: 'string', multiple: true, default: [] } },
  allowPositionals: true,
});

const chosen = combinations.filter(
  (one) => values.only.length === 0 || values.only.some((part) => nameOf(one).includes(part)),
);
if (chosen.length === 0) {
  throw new Error(`--only is part of a name such as "${combinations.map(nameOf)[0] ?? ''}".`);
}

const started = Date.now();

/** Progress is no part of the table, which can be redirected. */
function say(text: string): void {
  console.error(`${((Date.now() - started) / 60_000).toFixed(1).padStart(5)} min  ${text}`);
}

say('Installing and building a copy of the repository');
const workspace = await Workspace.create();
try {
  console.log('| Node | ESLint | TypeScript | typescript-eslint | tests | minutes |');
  console.log('| :--- | :----- | :--------- | :---------------- | :---- | ------: |');
  for (const [index, combination] of chosen.entries()) {
    say(`${String(index + 1)} of ${String(chosen.length)}: ${nameOf(combination)}`);
    const begun = Date.now();
    await workspace.install(combination);
    say('Installed, testing');
    const { succeeded, counts, output } = await runSuites(workspace, combination, forVitest, say);
    const minutes = ((Date.now() - begun) / 60_000).toFixed(1);
    const versions = await Promise.all(
      ['eslint', 'typescript', '@typescript-eslint/parser'].map((name) => workspace.versionOf(name)),
    );
    console.log(`| ${[combination.node, ...versions, counts, minutes].join(' | ')} |`);
    if (succeeded) continue;
    console.error(output);
    process.exitCode = 1;
  }
} finally {
  await workspace.remove();
}
