import { parse } from 'node:path';

import * as typescriptParser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import type ts from 'typescript';

import plugin from '../../../src/index.ts';

/** What a rule reports, and what it suggests. */
export interface Report {
  readonly rule: string;
  readonly message: string;
  readonly line: number;
  readonly suggestions: readonly Linter.LintSuggestion[];
}

const linter = new Linter({ cwd: parse(process.cwd()).root });

/** What all rules of the plugin report about a file of a program. */
export function lintProgram(program: ts.Program, path: string, maxBatchSize?: number): readonly Report[] {
  const text = program.getSourceFile(path)?.text;
  if (text === undefined) throw new Error(`The program has no file "${path}".`);
  const parser = {
    meta: { name: 'program', version: '1.0.0' },
    parseForESLint: (code: string, options: typescriptParser.ParserOptions) =>
      typescriptParser.parseForESLint(code, { ...options, programs: [program] }),
  };
  const option = maxBatchSize === undefined ? [] : [{ maxBatchSize }];
  const rules = {
    'poolwise/no-query-in-loop': ['error', ...option],
    'poolwise/no-query-fanout': ['error', ...option],
  } satisfies Linter.RulesRecord;
  const config = [{ files: ['**/*.ts'], languageOptions: { parser } }, plugin.configs.strict, { rules }];
  const messages = linter.verify(text, config, { filename: path });
  return messages.map(({ ruleId, message, line, suggestions = [], fatal }) => {
    if (fatal || ruleId === null) throw new Error(`"${path}" could not be linted: ${message}`);
    return { rule: ruleId, message, line, suggestions };
  });
}
