import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { allRules, createCaseProject, findingsIn, plainCases } from '../command-line/case-project.ts';
import type { Project } from '../command-line/project.ts';
import { toolPath } from '../command-line/tool.ts';
import { typedCases, untypedCases } from '../rules/cases/all.ts';

const oxlint = toolPath('oxlint', 'bin', 'oxlint');
const cases = plainCases([...typedCases, ...untypedCases]);

const eslintConfiguration = `
  import parser from '@typescript-eslint/parser';
  import poolwise from 'poolwise';

  export default [
    { files: ['**/*.{ts,tsx,js,jsx}'], languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx: true } } } },
    { files: ['**/*.{ts,tsx,js,jsx}'], ...poolwise.configs.strict, rules: ${JSON.stringify(allRules)} },
  ];
`;

const oxlintConfiguration = JSON.stringify({
  jsPlugins: ['poolwise'],
  categories: { correctness: 'off' },
  // A link to a folder is followed.
  ignorePatterns: ['node_modules'],
  rules: allRules,
});

interface OxlintReport {
  readonly diagnostics: readonly {
    readonly message: string;
    readonly code?: string;
    readonly filename: string;
    readonly labels: readonly [{ readonly span: { readonly line: number; readonly column: number } }];
  }[];
}

describe('oxlint, with the plugin among its jsPlugins', () => {
  let project: Project;

  beforeAll(async () => {
    project = await createCaseProject(cases, {
      '.oxlintrc.json': oxlintConfiguration,
      'eslint.config.js': eslintConfiguration,
    });
  });

  afterAll(() => project.remove());

  it(`finds in ${String(cases.length)} files what ESLint finds without types`, { timeout: 180_000 }, async () => {
    const { stdout } = await project.run(process.execPath, [oxlint, '--format=json', '.']);
    const found = (JSON.parse(stdout) as OxlintReport).diagnostics
      .filter(({ code }) => code?.startsWith('poolwise('))
      .map(({ filename, labels: [{ span }], code = '', message }) =>
        [filename, span.line, span.column, code.replace(/^poolwise\((.*)\)$/, 'poolwise/$1'), message].join(' '),
      );
    const expected = findingsIn(await project.eslint(['--format=json', '.']), project);
    expect(expected.length).toBeGreaterThan(100);
    expect(found.sort()).toEqual(expected);
  });

  it('applies suggestions that need no types', async () => {
    await project.write({ 'repair.ts': "import { Pool } from 'pg';\n\nexport const pool = new Pool({ max: 5 });\n" });
    await project.run(process.execPath, [oxlint, '--fix-suggestions', 'repair.ts']);
    const repaired = await readFile(join(project.directory, 'repair.ts'), 'utf8');
    expect(repaired).toContain('new Pool({ max: 5, connectionTimeoutMillis: 5000 })');
  });
});
