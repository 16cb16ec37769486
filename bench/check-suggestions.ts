/**
 * Applies every suggestion of a run's findings, each alone, and says whether its report is gone and whether the file
 * type-checks as it did before, in its repository with its packages.
 *
 *     npx tsx bench/check-suggestions.ts FINDINGS.jsonl --checkouts DIRECTORY
 *
 * `--checkouts` has the repositories that `run.mjs` has prepared, as OWNER__NAME.
 */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { ESLint, type Linter } from 'eslint';
import ts from 'typescript';
import tseslint from 'typescript-eslint';

import poolwise from '../src/index.ts';

interface Finding {
  readonly repo: string;
  readonly file: string;
  readonly suggestions: number;
}

const { values, positionals } = parseArgs({ allowPositionals: true, options: { checkouts: { type: 'string' } } });
const [findings] = positionals;
if (findings === undefined || values.checkouts === undefined) {
  throw new Error('Two things are needed: a file of findings, and --checkouts with the repositories.');
}
const found = readFileSync(findings, 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line) as Finding);
const files = new Map<string, Set<string>>();
for (const { repo, file, suggestions } of found) {
  if (suggestions > 0) files.set(repo, (files.get(repo) ?? new Set()).add(file));
}

let applied = 0;
let sound = 0;
for (const [repo, names] of files) {
  const root = resolve(values.checkouts, repo.replace('/', '__'));
  for (const name of names) {
    const path = join(root, name);
    const text = readFileSync(path, 'utf8');
    const reports = await reportsOf(root, path, text);
    for (const message of reports) {
      for (const { fix, desc } of message.suggestions ?? []) {
        applied += 1;
        const changed = text.slice(0, fix.range[0]) + fix.text + text.slice(fix.range[1]);
        const problems = [
          ...typeProblems(root, path, text, changed),
          ...(await remaining(root, path, changed, message, reports)),
        ];
        if (problems.length === 0) sound += 1;
        console.log(`${problems.length === 0 ? 'sound' : 'FAILS'} ${repo} ${name}:${String(message.line)} ${desc}`);
        for (const problem of problems) console.log(`    ${problem}`);
      }
    }
  }
}
console.log(`${String(sound)} of ${String(applied)} suggestions type-check and remove their report.`);

async function reportsOf(root: string, path: string, text: string): Promise<readonly Linter.LintMessage[]> {
  const eslint = new ESLint({
    cwd: root,
    allowInlineConfig: false,
    overrideConfigFile: true,
    overrideConfig: [
      {
        files: ['**/*.{ts,tsx,mts,cts,js,jsx}'],
        languageOptions: { parser: tseslint.parser, parserOptions: { projectService: true, tsconfigRootDir: root } },
      },
      poolwise.configs.recommended,
    ],
  });
  const [result] = await eslint.lintText(text, { filePath: path });
  return result?.messages ?? [];
}

/** Whether there are as many reports of the rule that say the same as before. */
async function remaining(
  root: string,
  path: string,
  changed: string,
  { ruleId, message }: Linter.LintMessage,
  before: readonly Linter.LintMessage[],
): Promise<readonly string[]> {
  const messages = await reportsOf(root, path, changed);
  const fatal = messages.find((one) => one.fatal);
  if (fatal) return [`It does not parse: ${fatal.message}`];
  const count = (reports: readonly Linter.LintMessage[]): number =>
    reports.filter((one) => one.ruleId === ruleId && one.message === message).length;
  return count(messages) < count(before) ? [] : ['Its report stays.'];
}

/** Errors of the changed text that the file did not have before. */
function typeProblems(root: string, path: string, before: string, after: string): readonly string[] {
  const known = new Set(diagnosticsOf(root, path, before));
  // The repositories do not have Poolwise among their packages; who takes its suggestion has.
  return diagnosticsOf(root, path, after).filter(
    (problem) => !known.has(problem) && !problem.includes("'poolwise/runtime'"),
  );
}

function diagnosticsOf(root: string, path: string, text: string): readonly string[] {
  const configPath = ts.findConfigFile(join(path, '..'), (name) => ts.sys.fileExists(name));
  const config = configPath === undefined ? undefined : ts.readConfigFile(configPath, (name) => ts.sys.readFile(name));
  const parsed = ts.parseJsonConfigFileContent(
    config?.config ?? {},
    ts.sys,
    configPath ? join(configPath, '..') : root,
  );
  const options: ts.CompilerOptions = { ...parsed.options, noEmit: true, incremental: false, composite: false };
  const host = ts.createCompilerHost(options, true);
  const readFile = host.readFile.bind(host);
  const declarations = parsed.fileNames.filter((name) => /\.d\.[cm]?ts$/.test(name));
  const program = ts.createProgram([path, ...declarations], options, {
    ...host,
    getSourceFile: (name, target) => {
      const content = name === path ? text : readFile(name);
      return content === undefined ? undefined : ts.createSourceFile(name, content, target, true);
    },
  });
  return program
    .getSemanticDiagnostics(program.getSourceFile(path))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}
