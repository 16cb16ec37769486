import { createRequire } from 'node:module';
import { join, parse } from 'node:path';

import * as typescriptParser from '@typescript-eslint/parser';
import { RuleTester } from '@typescript-eslint/rule-tester';
import { Linter, type Rule } from 'eslint';
import type ts from 'typescript';
import { afterAll, describe, it } from 'vitest';

import plugin from '../src/index.ts';
import { type Case, dedent, type RuleName } from './rules/case.ts';
import { createShopProgram, fileNameOf, shop } from './rules/shop-program.ts';

RuleTester.afterAll = afterAll;
RuleTester.describe = describe;
RuleTester.it = it;
RuleTester.itOnly = it.only;

/** The parser that ESLint brings along. */
const espree = createRequire(import.meta.resolve('eslint'))('espree') as object;

/** Runs a rule over cases with type information. */
export function runTyped(ruleName: RuleName, cases: readonly Case[]): void {
  let program: ts.Program | undefined;
  const parser = {
    meta: { name: 'typed-cases', version: '1.0.0' },
    parseForESLint(text: string, options: typescriptParser.ParserOptions) {
      program ??= createShopProgram(cases);
      return typescriptParser.parseForESLint(text, { ...options, programs: [program] });
    },
  };
  run(ruleName, 'with types', cases, (one) => ({ filename: fileNameOf(one, cases.indexOf(one)), parser }));
}

/** Runs a rule over cases without type information: TypeScript's parser without a project, espree for JavaScript. */
export function runUntyped(ruleName: RuleName, cases: readonly Case[]): void {
  run(ruleName, 'without types', cases, ({ language = 'ts' }) => ({
    filename: join(shop, `file.${language}`),
    ...(language.startsWith('js') ? { parser: espree, parserOptions: { ecmaFeatures: { jsx: true } } } : {}),
  }));
}

interface Parsing {
  readonly filename: string;
  readonly parser?: object;
  readonly parserOptions?: object;
}

function run(ruleName: RuleName, title: string, cases: readonly Case[], parsingOf: (one: Case) => Parsing): void {
  describe(title, () => {
    const valid: object[] = [];
    const invalid: object[] = [];
    for (const one of cases) {
      const { filename, ...languageOptions } = parsingOf(one);
      const test = {
        name: one.name,
        code: dedent(one.code),
        filename,
        languageOptions,
        ...(one.options ? { options: one.options } : {}),
        ...(one.settings ? { settings: { poolwise: one.settings } } : {}),
      };
      const errors = ruleName === 'no-query-in-loop' ? one.inLoop : one.fanOut;
      if (errors) invalid.push({ ...test, errors });
      else valid.push(test);
    }
    new RuleTester().run(ruleName, withoutSuggestions(plugin.rules[ruleName]) as never, {
      valid: valid as never,
      invalid: invalid as never,
    });
  });
}

/** Cases are about what is reported; what is suggested has tests of its own in test/rewrite. */
function withoutSuggestions(rule: Rule.RuleModule): Rule.RuleModule {
  return {
    ...rule,
    create: (context) =>
      rule.create(
        Object.create(context, {
          report: {
            value: (descriptor: Rule.ReportDescriptor) => {
              context.report({ ...descriptor, suggest: [] });
            },
          },
        }) as Rule.RuleContext,
      ),
  };
}

interface LintOptions {
  /** Default: `file.ts` of the shop. */
  readonly fileName?: string;
  readonly settings?: object;
  /** `none` is ESLint's own parser. Default: TypeScript's, with the types of the shop's project. */
  readonly parser?: 'typed' | 'untyped' | 'none';
  readonly parserOptions?: object;
}

const linter = new Linter({ cwd: parse(shop).root });

/** What the rules about queries say about code, as ESLint reports it to a user. */
export function lint(code: string, options: LintOptions = {}): Linter.LintMessage[] {
  const { fileName = join(shop, 'file.ts'), settings = {}, parser = 'typed', parserOptions } = options;
  const typed = { projectService: { allowDefaultProject: ['loose.ts'] }, tsconfigRootDir: shop };
  return linter.verify(
    code,
    [
      {
        files: ['**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}'],
        settings: { poolwise: settings },
        languageOptions: {
          ...(parser === 'none' ? {} : { parser: typescriptParser }),
          parserOptions: { ...(parser === 'typed' ? typed : { ecmaFeatures: { jsx: true } }), ...parserOptions },
        },
      },
      {
        plugins: { poolwise: plugin },
        rules: {
          'poolwise/no-query-in-loop': 'error',
          'poolwise/no-query-fanout': 'error',
          'poolwise/no-query-in-field-resolver': 'error',
        },
      },
    ],
    fileName === '' ? {} : { filename: fileName },
  );
}
