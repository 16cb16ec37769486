/**
 * Measures how long an editor waits for diagnostics in a project of 1,000 files, over ESLint's language server: when a file
 * is opened first, and after each of 20 edits. Once with the recommended rules, once with
 * `@typescript-eslint/no-floating-promises` alone, which asks for types as well. Needs `npm run build` and `npm test` once.
 *
 *     npx tsx bench/editor-latency.ts [FILES]
 */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { LanguageClient } from '../test/editor/language-client.ts';
import { filesArgument } from './lint-time/files-argument.ts';
import { generateProject } from './lint-time/generate-project.ts';

const files = filesArgument(1000, 20);
const edits = 20;

const rules = {
  'no-floating-promises': `{ plugins: { '@typescript-eslint': tseslint.plugin }, rules: { '@typescript-eslint/no-floating-promises': 'error' } }`,
  'poolwise recommended': `{ files: ['**/*.ts'], ...poolwise.configs.recommended }`,
} as const;

const directory = await generateProject(files);
const rows: Record<string, Record<string, string>> = {};
try {
  for (const [name, entry] of Object.entries(rules)) {
    const configuration = `
      import poolwise from 'poolwise';
      import tseslint from 'typescript-eslint';
      export default [
        {
          files: ['**/*.ts'],
          languageOptions: {
            parser: tseslint.parser,
            parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
          },
        },
        ${entry},
      ];
    `;
    await writeFile(join(directory, 'eslint.config.js'), configuration);
    rows[name] = await measure();
  }
} finally {
  await rm(directory, { recursive: true, force: true });
}
console.table(rows);

async function measure(): Promise<Record<string, string>> {
  const client = await LanguageClient.start(directory);
  try {
    const path = join(directory, `src/module-${String(Math.floor(files / 2))}.ts`);
    const text = await readFile(path, 'utf8');
    await client.open(path, text);
    const { time: first, count } = await timed(() => client.diagnosticsOf(path));
    const again: number[] = [];
    for (let edit = 0; edit < edits; edit += 1) {
      await client.change(path, `${text}\nexport const edit${String(edit)} = ${String(edit)};\n`);
      again.push((await timed(() => client.diagnosticsOf(path))).time);
    }
    again.sort((one, other) => one - other);
    return {
      diagnostics: String(count),
      'first, ms': first.toFixed(0),
      'after an edit, median ms': (again[edits / 2] ?? 0).toFixed(0),
      'after an edit, slowest ms': (again.at(-1) ?? 0).toFixed(0),
    };
  } finally {
    await client.stop();
  }
}

async function timed(
  ask: () => Promise<readonly unknown[]>,
): Promise<{ readonly time: number; readonly count: number }> {
  const start = performance.now();
  const { length: count } = await ask();
  return { time: performance.now() - start, count };
}
