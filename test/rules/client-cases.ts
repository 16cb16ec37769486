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
  /**
   * The code after the first suggestion; `null` if there must be none. Each suggestion that is offered must leave fewer
   * reports, where there are any without types.
   */
  readonly suggestion?: string | null;
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
      rules: Linter.RulesRecord = { [`poolwise/${ruleName}`]: ['error', cases[index]?.options ?? {}] },
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
          rules,
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
          const [applied] = suggestionsIn(parts[index]?.text ?? '', messages);
          if (one.suggestion === null) expect(applied).toBeUndefined();
          if (typeof one.suggestion === 'string') {
            expect(applied?.slice(parts[index]?.before.length)).toEqual(dedent(one.suggestion));
          }
          const before = (one.untyped ?? one.reports ?? []).length;
          if (applied !== undefined && before > 0) {
            const left = run(index, file.fileName, undefined, applied);
            expect(left.length).toBeLessThan(before);
          }
        });
      }
      test('suggestions are of the right types and raise no other reports', { timeout: 120_000 }, () => {
        const repaired = cases.flatMap((one, index) => {
          if (one.only && !one.only.includes(folder)) return [];
          const text = parts[index]?.text ?? '';
          const { fileName: path } = caseFile(program, folder, fileName(index));
          const before = run(index, path, program, text, recommendedRules);
          return suggestionsIn(text, run(index, path, program)).map((code, number) => {
            const name = fileName(index).replace('.', `-repaired-${String(number)}.`);
            return { title: one.name, index, before, code, name };
          });
        });
        if (repaired.length === 0) return;
        const after = createCaseProgram(folder, new Map(repaired.map(({ name, code }) => [name, code])));
        const wrong = repaired.flatMap(({ title, index, before, code, name }) => {
          const file = caseFile(after, folder, name);
          const errors = typeErrors(after, file);
          const more = addedTo(before, run(index, file.fileName, after, code, recommendedRules));
          return errors.length + more.length === 0 ? [] : [{ title, code, errors, more }];
        });
        expect(wrong).toEqual([]);
      });
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

/** The rules of the configuration `recommended`. */
const recommendedRules: Linter.RulesRecord = Object.fromEntries(
  Object.entries(plugin.rules).flatMap(([name, { meta }]) =>
    meta?.docs?.recommended ? [[`poolwise/${name}`, 'error'] as const] : [],
  ),
);

/** The reports of rules that report more often than before. On one connection, a fan-out becomes a loop. */
function addedTo(before: readonly Linter.LintMessage[], after: readonly Linter.LintMessage[]): readonly string[] {
  const ruleOf = ({ ruleId }: Linter.LintMessage): string => (ruleId ?? 'parser').replace('fanout', 'in-loop');
  const count = (messages: readonly Linter.LintMessage[], rule: string): number =>
    messages.filter((message) => ruleOf(message) === rule).length;
  return after
    .filter((message) => count(after, ruleOf(message)) > count(before, ruleOf(message)))
    .map((message) => `${ruleOf(message)} ${String(message.line)}: ${message.message}`);
}

/** The code after each suggestion. */
function suggestionsIn(text: string, messages: readonly Linter.LintMessage[]): readonly string[] {
  return messages
    .flatMap(({ suggestions = [] }) => suggestions)
    .map(({ fix: { range, text: replacement } }) => text.slice(0, range[0]) + replacement + text.slice(range[1]));
}
