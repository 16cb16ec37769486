import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { allRules, createCaseProject, findingsIn, plainCases, suggestionsIn } from '../command-line/case-project.ts';
import type { Outcome, Project } from '../command-line/project.ts';
import { toolPath } from '../command-line/tool.ts';
import { typedCases } from '../rules/cases/all.ts';

const cases = plainCases(typedCases);

/** Asked for by name, the back end of TypeScript 7 throws where it cannot run; the variable of the environment is quiet then. */
const configurationOf = (service: string): string => `
  import { createRequire } from 'node:module';
  import poolwise from 'poolwise';

  const parser = createRequire(${JSON.stringify(toolPath('..', 'package.json'))})('@typescript-eslint/parser');

  export default [
    {
      files: ['**/*.{ts,tsx}'],
      languageOptions: { parser, parserOptions: { projectService: ${service}, tsconfigRootDir: import.meta.dirname } },
    },
    { files: ['**/*.{ts,tsx}'], ...poolwise.configs.strict, rules: ${JSON.stringify(allRules)} },
  ];
`;

describe('the experimental back end of TypeScript 7', () => {
  let project: Project;

  beforeAll(async () => {
    project = await createCaseProject(cases, {
      'classic.config.js': configurationOf('true'),
      'native.config.js': configurationOf("{ EXPERIMENTAL_backend: 'tsgo' }"),
      // Nodes of TypeScript 7 have all members, so that a statement without a name has an undefined one.
      'script.ts': `import { prisma } from './src/prisma.js';

console.log('A statement that declares nothing.');

export async function names(ids: number[]) {
  const names: (string | undefined)[] = [];
  for (const id of ids) names.push((await prisma.user.findUnique({ where: { id } }))?.email);
  return names;
}
`,
    });
  });

  afterAll(() => project.remove());

  it(
    `gives the findings of the compiler of TypeScript 6 in ${String(cases.length)} files`,
    { timeout: 180_000 },
    async () => {
      const lint = (configuration: string): Promise<Outcome> =>
        project.eslint(['--format=json', '--config', configuration, '.']);
      const classic = await lint('classic.config.js');
      const native = await lint('native.config.js');
      expect(findingsIn(classic, project).length).toBeGreaterThan(100);
      expect(findingsIn(native, project)).toEqual(findingsIn(classic, project));
      expect(suggestionsIn(classic, project).length).toBeGreaterThan(20);
      expect(suggestionsIn(native, project)).toEqual(suggestionsIn(classic, project));
    },
  );
});
