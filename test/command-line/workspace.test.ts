import { mkdir, symlink } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createProject, type Outcome, type Project, typedConfiguration } from './project.ts';
import { toolPath } from './tool.ts';

const users = `import { Pool } from 'pg';

const pool = new Pool({ max: 5, connectionTimeoutMillis: 5000 });
pool.on('error', console.error);

export function loadUser(id: number) {
  return pool.query('select * from users where id = $1', [id]);
}
`;

const withoutQuery = `export const loadUser = (id: number) => Promise.resolve({ id });
`;

const packageOf = (name: string, more: object): string =>
  JSON.stringify({ name, version: '1.0.0', type: 'module', scripts: { lint: 'eslint .' }, ...more });

const compilerOptions = JSON.stringify({ extends: '../../tsconfig.json', include: ['src'] });

/** A package that is not built, and an application that uses it. */
const files: Readonly<Record<string, string>> = {
  'package.json': JSON.stringify({
    name: 'workspace',
    private: true,
    type: 'module',
    packageManager: 'pnpm@10.34.9',
    workspaces: ['packages/*', 'apps/*'],
  }),
  'pnpm-workspace.yaml': "packages: ['packages/*', 'apps/*']\n",
  'pnpm-lock.yaml': `lockfileVersion: '9.0'
importers:
  .: {}
  apps/web:
    dependencies:
      '@acme/database':
        specifier: workspace:*
        version: link:../../packages/database
  packages/database: {}
`,
  'turbo.json': JSON.stringify({ tasks: { lint: { dependsOn: ['^lint'] } } }),
  'nx.json': JSON.stringify({
    analytics: false,
    targetDefaults: { lint: { cache: true, inputs: ['default', '^default'] } },
  }),
  'eslint.config.js': typedConfiguration,
  'packages/database/package.json': packageOf('@acme/database', {
    exports: { '.': './dist/index.js' },
    dependencies: { pg: '*' },
  }),
  'packages/database/tsconfig.json': compilerOptions,
  'packages/database/src/index.ts': "export { loadUser } from './users.js';\n",
  'packages/database/src/users.ts': users,
  'apps/web/package.json': packageOf('@acme/web', { dependencies: { '@acme/database': 'workspace:*' } }),
  'apps/web/tsconfig.json': compilerOptions,
  'apps/web/src/orders.ts': `import { loadUser } from '@acme/database';

export function loadUsers(orders: { userId: number }[]) {
  return Promise.all(orders.map((order) => loadUser(order.userId)));
}
`,
};

/** Whether the application's call into the package is reported. */
const reportsCaller = ({ stdout }: Outcome): boolean => stdout.includes('through `loadUser`');

describe('a workspace', () => {
  let project: Project;

  beforeAll(async () => {
    project = await createProject(files);
    // What an installation makes: the tool, and links among the packages of the workspace.
    await project.link('nx', toolPath('nx'));
    // By this file Nx knows that pnpm has made the folder.
    await project.write({ 'node_modules/.modules.yaml': '{ "layoutVersion": 5, "hoistedDependencies": {} }' });
    const linked = join(project.directory, 'apps/web/node_modules/@acme/database');
    await mkdir(dirname(linked), { recursive: true });
    await symlink('../../../../packages/database', linked);
  });

  afterAll(() => project.remove());

  const environment = {
    // Turborepo looks for the manager of packages.
    PATH: [toolPath('.bin'), process.env['PATH']].join(delimiter),
    TURBO_TELEMETRY_DISABLED: '1',
    NX_DAEMON: 'false',
    NX_NO_CLOUD: 'true',
  };
  const run = (...command: readonly string[]): Promise<Outcome> => project.run(process.execPath, command, environment);

  it('is linted by pnpm: a caller is reported through a package that is not built', async () => {
    expect(reportsCaller(await run(toolPath('pnpm', 'bin', 'pnpm.cjs'), '--recursive', 'run', 'lint'))).toBe(true);
  });

  it.each([
    ['Turborepo', [toolPath('turbo', 'bin', 'turbo'), 'run', 'lint', '--continue', '--ui=stream']],
    ['Nx', [toolPath('nx', 'dist', 'bin', 'nx.js'), 'run-many', '--target=lint', '--outputStyle=stream']],
  ])('is linted by %s: a change in a package is seen in its callers, in spite of the cache', async (_name, command) => {
    await project.write({ 'packages/database/src/users.ts': withoutQuery });
    expect(await run(...command)).toMatchObject({ exitCode: 0 });
    await project.write({ 'packages/database/src/users.ts': users });
    expect(reportsCaller(await run(...command))).toBe(true);
  });
});
