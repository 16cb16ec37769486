import { join } from 'node:path';

import * as typescriptParser from '@typescript-eslint/parser';
import { Linter, type Rule } from 'eslint';
import type ts from 'typescript';
import { beforeAll, describe, expect, test } from 'vitest';

import plugin from '../../src/index.ts';
import { caseDirectory, caseFile, createCaseProgram, typeErrors } from '../clients/case-program.ts';
import { runtimeOptions } from '../runtime/runtime-program.ts';
import { dedent } from './case.ts';

/** Code of a file that builds pools, and what a rule says about it. */
export interface PoolCase {
  readonly name: string;
  readonly code: string;
  /** A folder of `test/packages` or `test/fixtures`. Default: that of the suite. */
  readonly folder?: string;
  /** The file's path in that folder. Default: a name of its own, `case-1.ts`. */
  readonly file?: string;
  /** Further files that only exist with types, by their paths. */
  readonly files?: Readonly<Record<string, string>>;
  /** Each report as `line:column messageId`. Default: none. */
  readonly reports?: readonly string[];
  /** The same without types. Default: the same reports; nothing is looked at where there are further files. */
  readonly untyped?: readonly string[];
  /** The code after each suggestion of the first report. Default: not looked at. */
  readonly suggestions?: readonly string[];
  /** What each of these says that it does. Default: not looked at. */
  readonly descriptions?: readonly string[];
  /** The message of the first report. Default: not looked at. */
  readonly message?: string;
  readonly options?: object;
  readonly settings?: object;
}

/** Runs a rule over cases with the real packages' types, and again without types. */
export function describePools(rule: keyof typeof plugin.rules, folder: string, cases: readonly PoolCase[]): void {
  const folderOf = (one: PoolCase): string => one.folder ?? folder;
  const fileOf = (one: PoolCase): string =>
    one.file ?? `case-${String(cases.indexOf(one) + 1)}.${/^\s*(const|var) .*require\(/.test(one.code) ? 'js' : 'ts'}`;
  for (const one of new Set(cases.map(folderOf))) {
    describe(`${rule} with the types of ${one}`, () => {
      let program: ts.Program;
      const own = cases.filter((candidate) => folderOf(candidate) === one);
      beforeAll(() => {
        program = createCaseProgram(
          one,
          new Map(
            own.flatMap((candidate) => [
              [fileOf(candidate), dedent(candidate.code)] as const,
              ...Object.entries(candidate.files ?? {}).map(([name, code]) => [name, dedent(code)] as const),
            ]),
          ),
        );
      }, 120_000);
      test.each(own)('$name', (candidate) => {
        const file = caseFile(program, one, fileOf(candidate));
        expect(typeErrors(program, file)).toEqual([]);
        expectReports(rule, candidate, candidate.reports ?? [], file.fileName, { programs: [program] });
      });
      const reported = own.filter(({ reports = [] }) => reports.length > 0);
      if (reported.length === 0) return;
      test('suggestions are of the right types and end their reports', { timeout: 120_000 }, () => {
        const repaired = reported.flatMap((candidate) =>
          repairsOf(rule, candidate, caseFile(program, one, fileOf(candidate)).fileName, program).map(
            ({ number, code }) => {
              // The file of a route is one by its own name.
              const name = fileOf(candidate).replace(
                /(?=\/(route|page)\.\w+$|(?<!\/(route|page))\.\w+$)/,
                `-repaired-${String(number)}`,
              );
              return { name, code, candidate };
            },
          ),
        );
        const files = repaired.map(({ name, code }) => [name, code] as const);
        const others = reported.flatMap(({ files: more = {} }) =>
          Object.entries(more).map(([name, code]) => [name, dedent(code)] as const),
        );
        const after = createCaseProgram(one, new Map([...others, ...files]), runtimeOptions);
        expect(
          repaired.flatMap(({ name, code, candidate }) => {
            const file = caseFile(after, one, name);
            // What a package that is not installed calls with has no types.
            const isTyped = !code.includes('-- not installed');
            const errors = typeErrors(after, file).filter((error) => isTyped || !error.includes('implicitly has an'));
            const left = lint(rule, { ...candidate, code }, file.fileName, { programs: [after] }).length;
            const isEnded = left < (candidate.reports?.length ?? 0);
            const { fileName } = caseFile(program, one, fileOf(candidate));
            const before = countsOf(rule, candidate, fileName, { programs: [program] });
            const counts = countsOf(rule, { ...candidate, code }, file.fileName, { programs: [after] });
            const added = [...counts].filter(([name, count]) => count > (before.get(name) ?? 0));
            const lost = commentsIn(dedent(candidate.code)).filter((comment) => !code.includes(comment));
            const isSound = errors.length === 0 && isEnded && added.length === 0 && lost.length === 0;
            return isSound ? [] : [{ name: candidate.name, code, errors, left, added, lost }];
          }),
        ).toEqual([]);
      });
    });
  }
  describe(`${rule} without types`, () => {
    test.each(cases.filter(({ files, untyped }) => !files || untyped))('$name', (one) => {
      const fileName = join(caseDirectory(folderOf(one)), fileOf(one));
      expectReports(rule, one, one.untyped ?? one.reports ?? [], fileName, {});
    });
  });
}

/** The code after each suggestion of each report. */
function repairsOf(
  rule: string,
  one: PoolCase,
  fileName: string,
  program: ts.Program,
): readonly { readonly number: number; readonly code: string }[] {
  const text = dedent(one.code);
  return lint(rule, one, fileName, { programs: [program] })
    .flatMap(({ suggestions = [] }) => suggestions)
    .map(({ fix }, index) => ({ number: index + 1, code: withFix(text, fix) }));
}

function withFix(text: string, { range, text: replacement }: Rule.Fix): string {
  return text.slice(0, range[0]) + replacement + text.slice(range[1]);
}

function commentsIn(code: string): readonly string[] {
  return code.match(/(?<=^|\s)\/\/.*|\/\*[^]*?\*\//gm) ?? [];
}

/** How often each rule reports, those that are recommended and the one that is tested. */
function countsOf(...[rule, one, fileName, parserOptions]: Parameters<typeof lint>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { ruleId } of lint(rule, one, fileName, parserOptions, plugin.configs.recommended.rules)) {
    counts.set(ruleId ?? 'parser', (counts.get(ruleId ?? 'parser') ?? 0) + 1);
  }
  return counts;
}

function lint(
  rule: string,
  { code, options, settings }: Pick<PoolCase, 'code' | 'options' | 'settings'>,
  fileName: string,
  parserOptions: object,
  others: Partial<Linter.RulesRecord> | undefined = {},
): Linter.LintMessage[] {
  return new Linter({ cwd: '/' }).verify(
    dedent(code),
    {
      files: ['**/*.{ts,tsx,js,mjs,cjs}'],
      languageOptions: { parser: typescriptParser, parserOptions: { ecmaFeatures: { jsx: true }, ...parserOptions } },
      plugins: { poolwise: plugin },
      settings: { poolwise: settings ?? {} },
      rules: { ...others, [`poolwise/${rule}`]: options ? ['error', options] : 'error' },
    },
    { filename: fileName },
  );
}

function expectReports(
  rule: string,
  one: PoolCase,
  expected: readonly string[],
  fileName: string,
  parserOptions: object,
): void {
  const { suggestions, descriptions, message } = one;
  const messages = lint(rule, one, fileName, parserOptions);
  const shown = messages.map(({ line, column, messageId = 'fatal', message: said }) =>
    messageId === 'fatal' ? said : `${String(line)}:${String(column)} ${messageId}`,
  );
  expect(shown).toEqual(expected);
  if (message !== undefined && expected.length > 0) expect(messages[0]?.message).toBe(message);
  if (suggestions && expected.length > 0) {
    const text = dedent(one.code);
    const repaired = (messages[0]?.suggestions ?? []).map(({ fix }) => withFix(text, fix));
    expect(repaired).toEqual(suggestions.map(dedent));
  }
  if (descriptions) expect((messages[0]?.suggestions ?? []).map(({ desc }) => desc)).toEqual(descriptions);
}
