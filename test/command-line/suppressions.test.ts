import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createProject, type Project, typedConfiguration } from './project.ts';
import { shop } from './shop.ts';

const another = `
export async function reopenAll(ids: number[]) {
  for (const id of ids) await pool.query('update orders set open = true where id = $1', [id]);
}
`;

describe('bulk suppressions, in a project with findings', () => {
  let project: Project;

  beforeAll(async () => {
    project = await createProject({ ...shop, 'eslint.config.js': typedConfiguration });
    await project.eslint(['--suppress-all', 'src']);
  });

  afterAll(() => project.remove());

  it('are kept by file and rule', async () => {
    const kept = JSON.parse(await readFile(join(project.directory, 'eslint-suppressions.json'), 'utf8')) as object;
    expect(kept).toEqual({
      'src/[draft]/totals.ts': { 'poolwise/require-connection-release': { count: 1 } },
      'src/orders.ts': { 'poolwise/no-query-fanout': { count: 1 }, 'poolwise/no-query-in-loop': { count: 1 } },
      'src/pool.ts': {
        'poolwise/require-pool-error-listener': { count: 1 },
        'poolwise/require-pool-timeouts': { count: 1 },
      },
    });
  });

  it('let a gate pass as long as nothing new is found', async () => {
    expect(await project.eslint(['src'])).toMatchObject({ exitCode: 0, stdout: '' });
  });

  it('let it fail on a finding in another file, and on that only', async () => {
    const path = 'src/reopen.ts';
    await project.write({ [path]: `import { pool } from './pool.js';\n${another}` });
    const { exitCode, stdout } = await project.eslint(['--format', 'json', 'src']);
    expect(exitCode).toBe(1);
    const results = JSON.parse(stdout) as { filePath: string; messages: { ruleId: string }[] }[];
    const found = results.flatMap(({ filePath, messages }) => messages.map(({ ruleId }) => ({ filePath, ruleId })));
    expect(found).toEqual([{ filePath: join(project.directory, path), ruleId: 'poolwise/no-query-in-loop' }]);
    await project.write({ [path]: '' });
  });

  it('let it fail on one more finding of a rule in a file that has some', async () => {
    const path = 'src/orders.ts';
    await project.write({ [path]: `${shop[path] ?? ''}${another}` });
    const { exitCode, stdout } = await project.eslint(['src']);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('poolwise/no-query-in-loop');
    expect(stdout).not.toContain('poolwise/no-query-fanout');
    await project.write({ [path]: shop[path] ?? '' });
  });

  it('ask to be pruned when a finding is gone', async () => {
    const path = 'src/[draft]/totals.ts';
    await project.write({ [path]: '' });
    expect((await project.eslint(['src'])).exitCode).toBe(2);
    expect((await project.eslint(['--prune-suppressions', 'src'])).exitCode).toBe(0);
    const kept = await readFile(join(project.directory, 'eslint-suppressions.json'), 'utf8');
    expect(kept).not.toContain('totals.ts');
  });
});
