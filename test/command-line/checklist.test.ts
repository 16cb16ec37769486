import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import plugin from '../../src/index.ts';
import { checklistItems } from '../../src/checklist/checklist-items.ts';
import { createProject, type Project, typedConfiguration } from './project.ts';
import { shop } from './shop.ts';

const formatter = './node_modules/poolwise/dist/checklist.js';

const timeouts = '{ max: 5, connectionTimeoutMillis: 5_000, statement_timeout: 10_000, query_timeout: 10_000 }';

const cleanShop = {
  'src/pool.ts': `import { Pool } from 'pg';

export const pool = new Pool(${timeouts});
pool.on('error', console.error);
`,
};

describe('the checklist', () => {
  it('has each rule of the plugin in exactly one item', () => {
    expect(checklistItems.flatMap(({ rules }) => rules).sort()).toEqual(Object.keys(plugin.rules).sort());
  });
});

describe('of a project with findings', () => {
  let project: Project;

  beforeAll(async () => {
    project = await createProject({ ...shop, 'eslint.config.js': typedConfiguration });
  });

  afterAll(() => project.remove());

  it('lists them under their items, in a stable order', async () => {
    const { exitCode, stdout, stderr } = await project.eslint(['--format', formatter, '.']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' });
    await expect(stdout).toMatchFileSnapshot('checklist.expected.md');
    const turned = await project.eslint(['--format', formatter, ...Object.keys(shop).reverse()]);
    expect(turned.stdout).toBe(stdout);
  });

  it('speaks of the files of a change only', async () => {
    const { stdout } = await project.eslint(['--format', formatter, 'src/users.ts']);
    expect(stdout).toMatch(/^7 of 7 items hold in 1 file\.$/m);
    expect(stdout).not.toContain('orders.ts');
  });

  it.each([
    {
      service: 'GitHub',
      environment: (directory: string) => ({
        GITHUB_WORKSPACE: directory,
        GITHUB_SERVER_URL: 'https://github.com',
        GITHUB_REPOSITORY: 'acme/shop',
        GITHUB_SHA: 'a1b2c3',
      }),
      address: 'https://github.com/acme/shop/blob/a1b2c3/src/%5Bdraft%5D/totals.ts#L4',
    },
    {
      service: 'GitLab',
      environment: (directory: string) => ({
        CI_PROJECT_DIR: directory,
        CI_PROJECT_URL: 'https://gitlab.com/acme/shop',
        CI_COMMIT_SHA: 'a1b2c3',
      }),
      address: 'https://gitlab.com/acme/shop/-/blob/a1b2c3/src/%5Bdraft%5D/totals.ts#L4',
    },
  ])('links to the commit on $service', async ({ environment, address }) => {
    const { stdout } = await project.eslint(
      ['--format', formatter, 'src/[[]draft]/totals.ts'],
      environment(project.directory),
    );
    expect(stdout).toContain(`[src/\\[draft\\]/totals.ts:4](${address})`);
  });
});

describe('of other projects', () => {
  const projects: Project[] = [];

  async function checklistOf(
    files: Readonly<Record<string, string>>,
    ...more: readonly string[]
  ): Promise<{ exitCode: number; stdout: string }> {
    const project = await createProject(files);
    projects.push(project);
    return project.eslint(['--format', formatter, ...more, 'src']);
  }

  afterAll(() => Promise.all(projects.map((project) => project.remove())));

  it('ticks everything where all rules ran and found nothing', async () => {
    const strict = typedConfiguration.replace('recommended', 'strict');
    const { exitCode, stdout } = await checklistOf({ ...cleanShop, 'eslint.config.js': strict });
    expect(exitCode).toBe(0);
    expect(stdout).not.toContain('- [ ]');
    expect(stdout).not.toContain('Not checked');
    expect(stdout).toMatch(/^7 of 7 items hold in 1 file\.$/m);
  });

  it('does not tick what no rule has checked, and knows the plugin by another name', async () => {
    const configuration = `
      import poolwise from 'poolwise';
      export default [{
        files: ['**/*.js'],
        plugins: { database: poolwise },
        rules: { 'database/no-query-in-loop': 'warn', 'database/no-query-fanout': 'off' },
      }];
    `;
    const { stdout } = await checklistOf(
      {
        'src/close.js': `import { Pool } from 'pg';
const pool = new Pool();
export async function close(ids) {
  for (const id of ids) await pool.query('delete from orders where id = $1', [id]);
}
`,
        'other.config.js': configuration,
      },
      '--config',
      'other.config.js',
    );
    expect(stdout).toContain('[src/close.js:4](src/close.js#L4) This runs `pool.query`');
    expect(stdout).toContain('**Each process has one client per database.** Not checked: `no-client-per-request`.');
    expect(stdout).toMatch(/^0 of 7 items hold in 1 file\.$/m);
  });

  it('counts accepted findings, and says which files could not be parsed', async () => {
    const { stdout } = await checklistOf({
      ...cleanShop,
      'src/close.ts': `import { pool } from './pool.js';
export async function close(ids: number[]) {
  // eslint-disable-next-line poolwise/no-query-in-loop -- at most two
  for (const id of ids) await pool.query('delete from orders where id = $1', [id]);
}
`,
      'src/broken.ts': 'export const = ;',
      'eslint.config.js': typedConfiguration,
    });
    expect(stdout).toContain('- [x] **No query runs in a loop without batching.** 1 accepted finding.');
    expect(stdout).toContain('1 file could not be parsed and was not checked.');
  });

  it('fits into a comment, however much is found', async () => {
    const loops = Array.from(
      { length: 300 },
      (_, index) => `export async function close${String(index)}(ids: number[]) {
  for (const id of ids) await pool.query('delete from orders where id = $1', [id]);
}
`,
    );
    const { stdout } = await checklistOf({
      ...cleanShop,
      'src/close.ts': `import { pool } from './pool.js';\n${loops.join('')}`,
      'eslint.config.js': typedConfiguration,
    });
    expect(stdout).toContain('**No query runs in a loop without batching.** 300 findings.');
    expect(stdout).toMatch(/^ {2}- … and \d+ more\.$/m);
    expect(stdout.length).toBeLessThan(60_000);
    expect(stdout.length).toBeGreaterThan(40_000);
  });
});
