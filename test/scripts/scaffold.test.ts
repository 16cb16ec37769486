import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, realpath, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { clientScaffold } from '../../scripts/scaffold/client-scaffold.ts';
import { ruleScaffold } from '../../scripts/scaffold/rule-scaffold.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const copied = [
  ...['src', 'rules', 'docs', 'test/fixtures'],
  ...['test/docs/rules.test.ts', 'test/docs/code-blocks.ts', 'test/docs/lint-in-shop.ts'],
  ...['scripts/new-rule.ts', 'scripts/new-client.ts', 'scripts/scaffold', 'scripts/indexes'],
  ...['package.json', 'tsconfig.json', 'README.md', '.prettierrc.json'],
];

let copy: string;

/** Runs a command of the repository in the copy. Answers what it prints; throws that where the command fails. */
async function run(command: string, ...commandArguments: readonly string[]): Promise<string> {
  try {
    const path = join(root, 'node_modules/.bin', command);
    return (await promisify(execFile)(path, commandArguments, { cwd: copy })).stdout;
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(stdout + stderr, { cause: error });
  }
}

beforeAll(async () => {
  copy = await realpath(await mkdtemp(join(tmpdir(), 'poolwise-scaffold-')));
  // The applications have packages of their own, which nothing here reads.
  const filter = (path: string): boolean => !path.startsWith(join(root, 'test/fixtures/applications'));
  await Promise.all(copied.map((path) => cp(join(root, path), join(copy, path), { recursive: true, filter })));
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'));
  await run('tsx', 'scripts/new-rule.ts', 'no-query-per-tenant');
  await run('tsx', 'scripts/new-client.ts', 'acme-sql');
}, 240_000);

afterAll(async () => {
  await rm(copy, { recursive: true, force: true });
});

describe('new:rule and new:client', () => {
  it('put what they make into the indexes', async () => {
    expect(await readFile(join(copy, 'rules/index.ts'), 'utf8')).toContain("'no-query-per-tenant': noQueryPerTenant,");
    expect(await readFile(join(copy, 'src/clients/index.ts'), 'utf8')).toContain('acmeSql');
  });

  it('make code that type-checks', async () => {
    expect(await run('tsc', '--noEmit', '--pretty', 'false')).toBe('');
  }, 240_000);

  it('make tests and docs that hold', async () => {
    const made = ['test/rules/no-query-per-tenant.test.ts', 'test/clients/acme-sql.test.ts', 'test/docs/rules.test.ts'];
    const printed = await run(
      'vitest',
      'run',
      '--testTimeout=60000',
      '--reporter=json',
      '--testNamePattern=no-query-per-tenant|acme-sql',
      ...made,
    );
    const { success, numPassedTests } = JSON.parse(printed) as { success: boolean; numPassedTests: number };
    expect(success).toBe(true);
    expect(numPassedTests).toBeGreaterThanOrEqual(8);
  }, 240_000);

  it('never overwrite', async () => {
    await expect(run('tsx', 'scripts/new-rule.ts', 'no-query-in-loop')).rejects.toThrow(
      new Error('rules/no-query-in-loop.ts exists already. Nothing was written.\n'),
    );
  });

  it('want one name', async () => {
    await expect(run('tsx', 'scripts/new-client.ts', 'one', 'two')).rejects.toThrow(
      new Error('Give one name: npm run new:client NAME\n'),
    );
  });
});

describe('the name of', () => {
  it.each(['query-in-loop', 'no', 'no-', 'no-Query', 'no-../x', 'no-query_in_loop', ''])(
    'a rule is not "%s"',
    (name) => {
      const accepted = 'kebab-case that starts with "no-", "require-" or "prefer-", such as "no-query-in-loop"';
      expect(() => ruleScaffold(name)).toThrow(`"${name}" is not the name of a rule. Accepted: ${accepted}.`);
    },
  );

  it.each(['MySQL', 'my_sql', '../x', '2db', ''])('a client is not "%s"', (name) => {
    const accepted = 'kebab-case, such as "better-sqlite3"';
    expect(() => clientScaffold(name)).toThrow(`"${name}" is not the name of a client. Accepted: ${accepted}.`);
  });
});
