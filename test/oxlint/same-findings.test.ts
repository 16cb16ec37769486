import { cp, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import plugin from '../../src/index.ts';
import { createProject, type Project } from '../command-line/project.ts';
import { toolPath } from '../command-line/tool.ts';
import { dedent } from '../rules/case.ts';
import { typedCases, untypedCases } from '../rules/cases/all.ts';

const oxlint = toolPath('oxlint', 'bin', 'oxlint');
const shop = fileURLToPath(new URL('../fixtures/shop', import.meta.url));

/** Without those that have settings or options of their own: a project has one configuration. */
const cases = [...typedCases, ...untypedCases].filter(({ settings, options }) => !settings && !options);
const files = Object.fromEntries(
  cases.map(({ code, language = 'ts' }, index) => [`case-${String(index)}.${language}`, dedent(code)]),
);
const rules = Object.fromEntries(Object.keys(plugin.rules).map((name) => [`poolwise/${name}`, 'error']));

const eslintConfiguration = `
  import parser from '@typescript-eslint/parser';
  import poolwise from 'poolwise';

  export default [
    { files: ['**/*.{ts,tsx,js,jsx}'], languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx: true } } } },
    { files: ['**/*.{ts,tsx,js,jsx}'], ...poolwise.configs.strict, rules: ${JSON.stringify(rules)} },
  ];
`;

const oxlintConfiguration = JSON.stringify({
  jsPlugins: ['poolwise'],
  categories: { correctness: 'off' },
  // A link to a folder is followed.
  ignorePatterns: ['node_modules'],
  rules,
});

interface OxlintReport {
  readonly diagnostics: readonly {
    readonly message: string;
    readonly code?: string;
    readonly filename: string;
    readonly labels: readonly [{ readonly span: { readonly line: number; readonly column: number } }];
  }[];
}

type Results = readonly {
  readonly filePath: string;
  readonly messages: readonly {
    readonly ruleId: string | null;
    readonly line: number;
    readonly column: number;
    readonly message: string;
  }[];
}[];

describe('oxlint, with the plugin among its jsPlugins', () => {
  let project: Project;

  beforeAll(async () => {
    project = await createProject({});
    await cp(shop, project.directory, { recursive: true });
    await project.write({ ...files, '.oxlintrc.json': oxlintConfiguration, 'eslint.config.js': eslintConfiguration });
  });

  afterAll(() => project.remove());

  it(`finds in ${String(cases.length)} files what ESLint finds without types`, async () => {
    const ofOxlint = JSON.parse(
      (await project.run(process.execPath, [oxlint, '--format=json', '.'])).stdout,
    ) as OxlintReport;
    const found = ofOxlint.diagnostics
      .filter(({ code }) => code?.startsWith('poolwise('))
      .map(({ filename, labels: [{ span }], code = '', message }) =>
        [filename, span.line, span.column, code.replace(/^poolwise\((.*)\)$/, 'poolwise/$1'), message].join(' '),
      );
    const ofEslint = JSON.parse((await project.eslint(['--format=json', '.'])).stdout) as Results;
    const expected = ofEslint.flatMap(({ filePath, messages }) =>
      messages
        .filter(({ ruleId }) => ruleId?.startsWith('poolwise/'))
        .map(({ line, column, ruleId, message }) =>
          [relative(project.directory, filePath), line, column, ruleId, message].join(' '),
        ),
    );
    expect(expected.length).toBeGreaterThan(100);
    expect(found.sort()).toEqual(expected.sort());
  });

  it('applies suggestions that need no types', async () => {
    await project.write({ 'repair.ts': "import { Pool } from 'pg';\n\nexport const pool = new Pool({ max: 5 });\n" });
    await project.run(process.execPath, [oxlint, '--fix-suggestions', 'repair.ts']);
    const repaired = await readFile(join(project.directory, 'repair.ts'), 'utf8');
    expect(repaired).toContain('new Pool({ max: 5, connectionTimeoutMillis: 5000 })');
  });
});
