/**
 * Measures a lint run with the recommended rules over a generated project, with the compiler of TypeScript 6 and with the
 * experimental back end of TypeScript 7, and whether both find the same. Needs `npm run build` and `npm test` once.
 *
 *     npx tsx bench/typescript-7.ts [FILES]
 */
import { spawnSync } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { toolPath } from '../test/command-line/tool.ts';
import { filesArgument } from './lint-time/files-argument.ts';
import { generateProject } from './lint-time/generate-project.ts';

const files = filesArgument(400);
const services = { 'TypeScript 6': 'true', 'TypeScript 7': "{ EXPERIMENTAL_backend: 'tsgo' }" };

const directory = await generateProject(files);
const rows: Record<string, Record<string, string>> = {};
try {
  let first: { readonly time: number; readonly rules: number } | undefined;
  for (const [name, service] of Object.entries(services)) {
    await writeFile(
      join(directory, 'eslint.config.js'),
      `import { createRequire } from 'node:module';
       import poolwise from 'poolwise';
       const parser = createRequire(${JSON.stringify(toolPath('..', 'package.json'))})('@typescript-eslint/parser');
       export default [
         { files: ['**/*.ts'], languageOptions: { parser, parserOptions: { projectService: ${service}, tsconfigRootDir: import.meta.dirname } } },
         { files: ['**/*.ts'], ...poolwise.configs.recommended },
       ];`,
    );
    const start = performance.now();
    const { stdout } = spawnSync(
      process.execPath,
      ['node_modules/eslint/bin/eslint.js', '--format=json', '--stats', 'src'],
      { cwd: directory, encoding: 'utf8', maxBuffer: 2 ** 28 },
    );
    const time = performance.now() - start;
    const results = JSON.parse(stdout) as readonly {
      readonly messages: readonly unknown[];
      readonly stats: {
        readonly times: { readonly passes: readonly { readonly rules?: Record<string, { total: number }> }[] };
      };
    }[];
    const rules = results
      .flatMap(({ stats }) => stats.times.passes.flatMap((pass) => Object.values(pass.rules ?? {})))
      .reduce((sum, { total }) => sum + total, 0);
    first ??= { time, rules };
    rows[name] = {
      'whole run, s': (time / 1000).toFixed(1),
      ratio: (time / first.time).toFixed(2),
      'rules, s': (rules / 1000).toFixed(1),
      'ratio of the rules': (rules / first.rules).toFixed(2),
      findings: String(results.flatMap(({ messages }) => messages).length),
    };
  }
} finally {
  await rm(directory, { recursive: true, force: true });
}
console.table(rows);
