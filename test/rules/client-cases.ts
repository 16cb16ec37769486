import * as typescriptParser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import type ts from 'typescript';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';

import plugin from '../../src/index.ts';
import { caseDirectory, caseFile, createCaseProgram, typeErrors } from '../clients/case-program.ts';
import { dedent } from './case.ts';

/** Code that uses a client, and what a rule says about it. */
export interface ClientCase {
  readonly name: string;
  readonly code: string;
  /** Each report as `messageId line:column`, in the code without its common indentation. Default: none. */
  readonly reports?: readonly string[];
  /** What is reported without types. Default: the same. */
  readonly untyped?: readonly string[];
  /** The code after the first suggestion. Each suggestion that is offered must leave fewer reports, where there are any without types. */
  readonly suggestion?: string;
  /** The message of the first report. Default: not looked at. */
  readonly message?: string;
  readonly javascript?: boolean;
  readonly options?: object;
  /** Folders in which the case holds. Default: all of the suite. */
  readonly only?: readonly string[];
}

export interface ClientSuite {
  /** Folders of `test/packages` or `test/fixtures`. */
  readonly folders: readonly string[];
  /** Code before each case. */
  readonly prelude: string;
  /** The same for cases in JavaScript. */
  readonly javascriptPrelude?: string;
  readonly cases: readonly ClientCase[];
}

/** Runs a rule over cases with the real types of each folder, and again without types. */
export function describeRule(ruleName: keyof typeof plugin.rules, suites: Readonly<Record<string, ClientSuite>>): void {
  describe.each(Object.entries(suites))('%s', (_title, { folders, prelude, javascriptPrelude = '', cases }) => {
    const parts = cases.map(({ code, javascript }) => {
      const before = `${dedent(javascript ? javascriptPrelude : prelude).trim()}\n`;
      return { before, text: before + dedent(code) };
    });
    const fileName = (index: number): string => `case-${String(index)}.${cases[index]?.javascript ? 'js' : 'ts'}`;
    const run = (
      index: number,
      path: string,
      program?: ts.Program,
      text = parts[index]?.text ?? '',
    ): Linter.LintMessage[] => {
      const parser = {
        meta: { name: 'client-cases', version: '1.0.0' },
        parseForESLint: (code: string, options: typescriptParser.ParserOptions) =>
          typescriptParser.parseForESLint(code, program ? { ...options, programs: [program] } : options),
      };
      return new Linter({ cwd: '/' }).verify(
        text,
        {
          files: ['**/*.ts', '**/*.js'],
          languageOptions: { parser },
          plugins: { poolwise: plugin },
          rules: { [`poolwise/${ruleName}`]: ['error', cases[index]?.options ?? {}] },
        },
        { filename: path },
      );
    };
    const shown = (index: number, messages: readonly Linter.LintMessage[]): string[] => {
      const offset = (parts[index]?.before.split('\n').length ?? 1) - 1;
      return messages.map(
        ({ messageId, message, line, column }) => `${messageId ?? message} ${String(line - offset)}:${String(column)}`,
      );
    };
    describe.each(folders)('with the types of %s', (folder) => {
      let program: ts.Program;
      beforeAll(() => {
        program = createCaseProgram(folder, new Map(parts.map(({ text }, index) => [fileName(index), text])));
      }, 60_000);
      for (const [index, one] of cases.entries()) {
        if (one.only && !one.only.includes(folder)) continue;
        test(one.name, () => {
          const file = caseFile(program, folder, fileName(index));
          expect(typeErrors(program, file)).toEqual([]);
          const messages = run(index, file.fileName, program);
          expect(shown(index, messages)).toEqual(one.reports ?? []);
          if (one.message !== undefined) expect(messages[0]?.message).toBe(one.message);
          const applied = firstSuggestion(parts[index]?.text ?? '', messages);
          if (one.suggestion !== undefined) {
            expect(applied?.slice(parts[index]?.before.length)).toEqual(dedent(one.suggestion));
          }
          const before = (one.untyped ?? one.reports ?? []).length;
          if (applied !== undefined && before > 0) {
            const left = run(index, file.fileName, undefined, applied);
            expect(left.length).toBeLessThan(before);
          }
        });
      }
    });
    describe('without types', () => {
      for (const [index, one] of cases.entries()) {
        test(one.name, () => {
          const path = join(caseDirectory(one.only?.[0] ?? folders[0] ?? ''), fileName(index));
          expect(shown(index, run(index, path))).toEqual(one.untyped ?? one.reports ?? []);
        });
      }
    });
  });
}

function firstSuggestion(text: string, messages: readonly Linter.LintMessage[]): string | undefined {
  const [suggestion] = messages.flatMap(({ suggestions = [] }) => suggestions);
  if (!suggestion) return undefined;
  const { range, text: replacement } = suggestion.fix;
  return text.slice(0, range[0]) + replacement + text.slice(range[1]);
}
