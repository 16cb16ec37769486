import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createProject, type Project, typedConfiguration } from '../command-line/project.ts';
import { shop } from '../command-line/shop.ts';
import { toolPath } from '../command-line/tool.ts';
import { markdownFiles, repository } from './markdown-files.ts';

/** Blocks of commands that are not run here, by how they begin, and why. */
const elsewhere: Readonly<Record<string, string>> = {
  'npm ci && npm run demo': 'test/examples runs its parts; whole, it takes a minute. The tests are this',
  'npm ci\n': 'it would remove the packages of the running tests',
  'npm install --save-dev': 'test/packaging installs the packed plugin',
  'npm run new:': 'test/scripts runs it in a copy',
  'npx tsx bench/': 'it measures for minutes',
  'npx tsx scripts/versions.ts': 'it installs and runs the tests for minutes',
  'pnpm --': 'test/command-line/workspace.test.ts runs it in a workspace',
  'curl ': 'its address is an example',
};

const blocks = markdownFiles.flatMap((file) =>
  [
    ...readFileSync(join(repository, file), 'utf8').matchAll(/^```(?:sh|bash|shell|console)\n(?<commands>.*?)^```$/gms),
  ].map((match) => ({ file, commands: match.groups?.['commands'] ?? '' })),
);
const reasonFor = (commands: string): string | undefined =>
  Object.keys(elsewhere).find((start) => commands.startsWith(start));

/** The folders of npm's own command and of git are needed, and no configuration of the machine's. */
const environment = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };

describe('commands in the documentation', () => {
  let project: Project;

  const run = (script: string): ReturnType<Project['run']> =>
    project.run('bash', ['-o', 'pipefail', '-c', script], environment);

  beforeAll(async () => {
    project = await createProject({
      ...shop,
      'eslint.config.js': typedConfiguration,
      '.gitignore': 'node_modules\n',
    });
    await project.link('@microsoft/eslint-formatter-sarif', toolPath('@microsoft', 'eslint-formatter-sarif'));
    const commit = "git add . && git -c user.name=Ada -c user.email=ada@example.org commit --quiet --message 'State'";
    const { exitCode, stderr } = await run(
      `git init --quiet --initial-branch=main && ${commit} && git update-ref refs/remotes/origin/main HEAD &&
       echo '// Changed.' >> src/orders.ts && ${commit}`,
    );
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  });

  afterAll(() => project.remove());

  it.each(blocks.filter(({ commands }) => reasonFor(commands) === undefined))(
    'of $file run: $commands',
    { timeout: 120_000 },
    async ({ commands }) => {
      const { exitCode, stderr } = await run(commands);
      expect(stderr).toBe('');
      // ESLint ends with 1 where it found something, and xargs then with 123.
      expect([0, 1, 123]).toContain(exitCode);
    },
  );

  it('are left out by reasons that are still needed', () => {
    const used = new Set(blocks.map(({ commands }) => reasonFor(commands)));
    expect(Object.keys(elsewhere).filter((start) => !used.has(start))).toEqual([]);
  });
});
