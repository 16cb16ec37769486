import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createProject, type Outcome, type Project, typedConfiguration } from './project.ts';
import { shop } from './shop.ts';

const repaired = `import { pool } from './pool.js';

const names = new Map([[1, 'Ada']]);

export async function loadUser(id: number) {
  return names.get(id) ?? (await Promise.resolve('unknown'));
}

export const closePool = () => pool.end();
`;

/** Whether the caller's file reports what runs through its helper. */
const reportsCaller = ({ stdout }: Outcome): boolean => stdout.includes('through `loadUser`');

describe('a cache of ESLint', () => {
  let project: Project;

  beforeAll(async () => {
    project = await createProject({ ...shop, 'eslint.config.js': typedConfiguration });
  });

  afterAll(() => project.remove());

  it('gives the same reports as a run without it', async () => {
    const without = await project.eslint(['src']);
    await project.eslint(['--cache', 'src']);
    expect(await project.eslint(['--cache', 'src'])).toEqual(without);
    expect(reportsCaller(without)).toBe(true);
  });

  // ESLint reads a file again only when that file has changed. What the guide on CI says rests on this.
  it('is stale for callers when a helper in another file changes', async () => {
    await project.write({ 'src/users.ts': repaired });
    expect(reportsCaller(await project.eslint(['--cache', 'src']))).toBe(true);
    expect(reportsCaller(await project.eslint(['src']))).toBe(false);
  });

  it('is safe under a key made of all sources', async () => {
    const key = ['--cache', '--cache-location', '.cache/another-hash/'];
    expect(reportsCaller(await project.eslint([...key, 'src']))).toBe(false);
    expect(reportsCaller(await project.eslint([...key, 'src']))).toBe(false);
  });
});

describe('several threads of ESLint', () => {
  let project: Project;

  beforeAll(async () => {
    project = await createProject({ ...shop, 'eslint.config.js': typedConfiguration });
  });

  afterAll(() => project.remove());

  it('report what one does, suggestions included', async () => {
    const one = await project.eslint(['--format', 'json', 'src']);
    const two = await project.eslint(['--format', 'json', '--concurrency', '2', 'src']);
    // ESLint may say that a project is too small for threads.
    expect(two.stderr).not.toContain('PoolwiseWarning');
    expect(JSON.parse(two.stdout)).toEqual(JSON.parse(one.stdout));
    expect(one.stdout).toContain('"suggestions"');
  });
});
