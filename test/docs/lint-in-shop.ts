import { fileURLToPath } from 'node:url';

import { Linter, type Rule } from 'eslint';
import tseslint from 'typescript-eslint';
import ts from 'typescript';

import poolwise from '../../src/index.ts';
import type { CodeBlock } from './code-blocks.ts';

const shop = fileURLToPath(new URL('../fixtures/shop', import.meta.url));
const placeholders: Readonly<Record<string, string>> = { ts: 'file.ts', tsx: 'view.tsx' };

/** Reports what the compiler does not accept, so that documented code is code that users can write. */
const compiles: Rule.RuleModule = {
  meta: { type: 'problem', schema: [] },
  create: (context) => ({
    Program() {
      const { program } = context.sourceCode.parserServices as { program: ts.Program };
      for (const { messageText, start = 0 } of program.getSemanticDiagnostics(
        program.getSourceFile(context.filename),
      )) {
        const message = ts.flattenDiagnosticMessageText(messageText, ' ');
        context.report({ loc: context.sourceCode.getLocFromIndex(start), message });
      }
    },
  }),
};

/** Lints a block as a file of the fixture `shop`, with types and with all rules of the plugin. */
export function lintInShop(ruleName: string, { extension, code, options, settings }: CodeBlock): Linter.LintMessage[] {
  const rules = Object.keys(poolwise.rules).map((name) => `poolwise/${name}`);
  return new Linter().verify(
    code,
    {
      files: ['**/*.ts', '**/*.tsx'],
      languageOptions: {
        parser: tseslint.parser,
        parserOptions: { projectService: true, tsconfigRootDir: shop },
      },
      plugins: { poolwise, test: { rules: { compiles } } },
      settings: settings === null ? {} : { poolwise: settings },
      rules: {
        ...Object.fromEntries(rules.map((name) => [name, 'error'])),
        ...(options === null ? {} : { [`poolwise/${ruleName}`]: ['error', options] }),
        'test/compiles': 'error',
      },
    },
    { filename: `${shop}/${placeholders[extension] ?? 'file.ts'}` },
  );
}
