/**
 * Measures the rules without types in oxlint against ESLint, over the same files of a generated project, and whether both
 * report the same number of findings. Needs `npm run build` and `npm test` once.
 *
 *     npx tsx bench/oxlint.ts [FILES]
 */
import { spawnSync } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import poolwise from '../src/index.ts';
import { toolPath } from '../test/command-line/tool.ts';
import { filesArgument } from './lint-time/files-argument.ts';
import { generateProject } from './lint-time/generate-project.ts';

const files = filesArgument(400);
const directory = await generateProject(files);
const rows: Record<string, Record<string, string>> = {};
try {
  await writeFile(
    join(directory, '.oxlintrc.json'),
    JSON.stringify({
      jsPlugins: ['poolwise'],
      categories: { correctness: 'off' },
      rules: poolwise.configs.recommended.rules,
    }),
  );
  await writeFile(
    join(directory, 'eslint.config.js'),
    `import parser from '@typescript-eslint/parser';
     import poolwise from 'poolwise';
     export default [{ files: ['**/*.ts'], languageOptions: { parser } }, { files: ['**/*.ts'], ...poolwise.configs.recommended }];`,
  );
  const commands = {
    ESLint: ['node_modules/eslint/bin/eslint.js', '--format=json', 'src'],
    oxlint: [toolPath('oxlint', 'bin', 'oxlint'), '--format=json', 'src'],
  };
  const times: Record<string, number> = {};
  for (const [name, commandArguments] of Object.entries(commands)) {
    const start = performance.now();
    const { stdout } = spawnSync(process.execPath, commandArguments, {
      cwd: directory,
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    });
    const time = (times[name] = performance.now() - start);
    rows[name] = {
      seconds: (time / 1000).toFixed(1),
      'of ESLint': (time / (times['ESLint'] ?? time)).toFixed(2),
      findings: String(stdout.match(/poolwise[(/][a-z-]+\)?"/g)?.length ?? 0),
    };
  }
} finally {
  await rm(directory, { recursive: true, force: true });
}
console.table(rows);
