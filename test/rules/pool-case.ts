import { join } from 'node:path';

import * as typescriptParser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import type ts from 'typescript';
import { beforeAll, describe, expect, test } from 'vitest';

import plugin from '../../src/index.ts';
import { caseDirectory, caseFile, createCaseProgram, typeErrors } from '../clients/case-program.ts';
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
  /** The same without types. Default: the same reports. */
  readonly untyped?: readonly string[];
  /** The code after each suggestion of the first report. Default: not looked at. */
  readonly suggestions?: readonly string[];
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
      test.each(own)('$name', { timeout: 60_000 }, (candidate) => {
        const file = caseFile(program, one, fileOf(candidate));
        expect(typeErrors(program, file)).toEqual([]);
        expectReports(rule, candidate, candidate.reports ?? [], file.fileName, { programs: [program] });
      });
    });
  }
  describe(`${rule} without types`, () => {
    test.each(cases.filter(({ files }) => !files))('$name', (one) => {
      const fileName = join(caseDirectory(folderOf(one)), fileOf(one));
      expectReports(rule, one, one.untyped ?? one.reports ?? [], fileName, {});
    });
  });
}

function expectReports(
  rule: string,
  { code, options, settings, suggestions, message }: PoolCase,
  expected: readonly string[],
  fileName: string,
  parserOptions: object,
): void {
  const text = dedent(code);
  const messages = new Linter({ cwd: '/' }).verify(
    text,
    {
      files: ['**/*.{ts,tsx,js,mjs,cjs}'],
      languageOptions: { parser: typescriptParser, parserOptions: { ecmaFeatures: { jsx: true }, ...parserOptions } },
      plugins: { poolwise: plugin },
      settings: { poolwise: settings ?? {} },
      rules: { [`poolwise/${rule}`]: options ? ['error', options] : 'error' },
    },
    { filename: fileName },
  );
  const shown = messages.map(({ line, column, messageId = 'fatal', message: said }) =>
    messageId === 'fatal' ? said : `${String(line)}:${String(column)} ${messageId}`,
  );
  expect(shown).toEqual(expected);
  if (message !== undefined && expected.length > 0) expect(messages[0]?.message).toBe(message);
  if (suggestions && expected.length > 0) {
    const repaired = (messages[0]?.suggestions ?? []).map(
      ({ fix: { range, text: replacement } }) => text.slice(0, range[0]) + replacement + text.slice(range[1]),
    );
    expect(repaired).toEqual(suggestions.map(dedent));
  }
}
