/**
 * Lints whole repositories with the rules on pools, connections and transactions, the strict ones too, and prints each
 * report and how many there are by rule, for a reader to judge.
 *
 *     npx tsx bench/pool-rules.ts --checkouts DIRECTORY [--repos OWNER/NAME,…]
 *
 * `--checkouts` has the repositories that `run.mjs` has prepared, as OWNER__NAME.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';

import poolwise from '../src/index.ts';

const { values } = parseArgs({ options: { checkouts: { type: 'string' }, repos: { type: 'string' } } });
if (values.checkouts === undefined) throw new Error('--checkouts is needed: a folder with the repositories.');
const checkouts = resolve(values.checkouts);
const wanted = values.repos?.split(',').map((name) => name.replace('/', '__'));

const rules = Object.keys(poolwise.rules).filter((name) => !name.startsWith('no-query-'));
const aside =
  /(^|\/)(__tests__|__mocks__|tests?|e2e|node_modules|dist|build|\.git)\/|\.(test|spec|stories)\.|\.d\.[mc]?ts$/;
/** What a file mentions in which one of these rules has something to say. */
const telling =
  /transaction|trx|\btx\b|pool|connect|session|\b(begin|sql|query)\b|prisma|knex|sequelize|mongo|Promise\.all/i;

const counts = new Map<string, number>();
for (const name of readdirSync(checkouts)) {
  if (wanted && !wanted.includes(name)) continue;
  const root = join(checkouts, name);
  const files = [...filesOf(root)].filter((path) => telling.test(readFileSync(path, 'utf8')));
  const started = performance.now();
  const typed = linterOf(root, true);
  const untyped = linterOf(root, false);
  let withoutTypes = 0;
  for (const file of files) {
    let [result] = await typed.lintFiles([file]);
    if (result?.messages.some(({ fatal }) => fatal)) {
      withoutTypes += 1;
      [result] = await untyped.lintFiles([file]);
    }
    for (const { ruleId, line, message } of result?.messages ?? []) {
      if (ruleId === null) continue;
      counts.set(ruleId, (counts.get(ruleId) ?? 0) + 1);
      console.log(`${ruleId} ${name} ${relative(root, file)}:${String(line)} ${message}`);
    }
  }
  const seconds = Math.round((performance.now() - started) / 1000);
  console.log(`${name}: ${String(files.length)} files in ${String(seconds)} s, ${String(withoutTypes)} without types`);
}
console.table(Object.fromEntries([...counts].sort()));

function* filesOf(folder: string, root = folder): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (aside.test(`${relative(root, path)}${entry.isDirectory() ? '/' : ''}`)) continue;
    if (entry.isDirectory()) yield* filesOf(path, root);
    else if (entry.isFile() && /\.[mc]?[tj]sx?$/.test(entry.name)) yield path;
  }
}

function linterOf(root: string, hasTypes: boolean): ESLint {
  return new ESLint({
    cwd: root,
    allowInlineConfig: false,
    overrideConfigFile: true,
    warnIgnored: false,
    overrideConfig: [
      {
        files: ['**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}'],
        plugins: { poolwise },
        languageOptions: {
          parser: tseslint.parser,
          parserOptions: hasTypes ? { projectService: true, tsconfigRootDir: root } : {},
        },
        rules: Object.fromEntries(rules.map((rule) => [`poolwise/${rule}`, 'error'])),
      },
    ],
  });
}
