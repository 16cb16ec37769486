import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

import * as parser from '@typescript-eslint/parser';
import { ESLint, type Rule } from 'eslint';
import ts from 'typescript';

import plugin from '../../src/index.ts';

const applications = fileURLToPath(new URL('../fixtures/applications', import.meta.url));

/** Reports what the compiler says, with the program that the findings come from, so that it is made once. */
const compiles: Rule.RuleModule = {
  meta: { type: 'problem', schema: [] },
  create: (context) => ({
    Program() {
      const { program } = context.sourceCode.parserServices as { readonly program?: ts.Program | null };
      const file = program?.getSourceFile(context.filename);
      if (!program || !file) return;
      for (const { start = 0, messageText } of [
        ...program.getSyntacticDiagnostics(file),
        ...program.getSemanticDiagnostics(file),
      ]) {
        const message = ts.flattenDiagnosticMessageText(messageText, ' ');
        context.report({ loc: context.sourceCode.getLocFromIndex(start), message: '{{message}}', data: { message } });
      }
    },
  }),
};

/** What all rules, as `strict` sets them, say about an application: `src/orders.ts:12 no-query-in-loop`. */
export async function lintApplication(name: string, { typed }: { typed: boolean }): Promise<readonly string[]> {
  const directory = join(applications, name);
  const types = { projectService: true, tsconfigRootDir: directory };
  const eslint = new ESLint({
    cwd: directory,
    overrideConfigFile: true,
    overrideConfig: [
      { ignores: ['generated/'] },
      {
        files: ['**/*.{ts,tsx}'],
        languageOptions: { parser, parserOptions: typed ? types : { ecmaFeatures: { jsx: true } } },
      },
      plugin.configs.strict,
      { plugins: { types: { rules: { compiles } } }, rules: { 'types/compiles': typed ? 'error' : 'off' } },
    ],
  });
  const results = await eslint.lintFiles(['.']);
  return results.flatMap(({ filePath, messages }) =>
    messages.map(({ ruleId, line, message }) => {
      const rule = ruleId?.startsWith('poolwise/') ? ruleId.slice('poolwise/'.length) : `${String(ruleId)}: ${message}`;
      return `${relative(directory, filePath)}:${String(line)} ${rule}`;
    }),
  );
}
