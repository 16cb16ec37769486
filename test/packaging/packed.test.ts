import { mkdtemp, readdir, realpath, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { toolPath } from '../command-line/tool.ts';
import { bundle } from './bundle.ts';
import { createProject, packInto, runNode, versionOf } from './install.ts';
import { commonJsConfig, esModuleConfig, oxlintConfig, sources } from './lint-project.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const kilobyte = 1000;
const limits = { tarball: 400 * kilobyte, plugin: 1300 * kilobyte, runtime: 250 * kilobyte };

let temporary: string;
let tarball: string;

beforeAll(async () => {
  temporary = await realpath(await mkdtemp(join(tmpdir(), 'poolwise-packed-')));
  tarball = await packInto(temporary, root);
}, 60_000);

afterAll(async () => {
  await rm(temporary, { recursive: true, force: true });
});

describe('in an application that is installed without development dependencies', () => {
  let project: string;

  beforeAll(async () => {
    project = join(temporary, 'application');
    await createProject(project, {}, [tarball], ['--omit=dev']);
  }, 120_000);

  it('is all that node_modules holds: no ESLint, no TypeScript, no parser', async () => {
    const entries = await readdir(join(project, 'node_modules'));
    expect(entries.filter((name) => name !== '.package-lock.json')).toEqual(['poolwise']);
  });

  it('holds the entries, their types and the papers', async () => {
    const entries = await readdir(join(project, 'node_modules/poolwise'), { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
    expect(files.map((path) => path.slice(join(project, 'node_modules/poolwise/').length)).sort()).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'dist/checklist.d.ts',
      'dist/checklist.js',
      'dist/index.d.ts',
      'dist/index.js',
      'dist/runtime/index.d.ts',
      'dist/runtime/index.js',
      'package.json',
    ]);
  });

  it('is small', async () => {
    const size = async (path: string): Promise<number> => (await stat(path)).size;
    const dist = join(project, 'node_modules/poolwise/dist');
    expect(await size(tarball)).toBeLessThan(limits.tarball);
    expect(await size(join(dist, 'index.js'))).toBeLessThan(limits.plugin);
    expect(await size(join(dist, 'runtime/index.js'))).toBeLessThan(limits.runtime);
  });

  it.each([
    ['module', "import poolwise from 'poolwise'; console.log(Object.keys(poolwise.configs).join());"],
    ['commonjs', "const poolwise = require('poolwise'); console.log(Object.keys(poolwise.configs).join());"],
    ['module', "import 'poolwise/runtime'; console.log('recommended,strict');"],
    ['commonjs', "require('poolwise/runtime'); console.log('recommended,strict');"],
  ])('loads in a %s by %s', async (type, code) => {
    const quiet = '--disable-warning=ExperimentalWarning';
    expect(await runNode(project, quiet, `--input-type=${type}`, '--eval', code)).toEqual({
      exitCode: 0,
      stdout: 'recommended,strict\n',
      stderr: '',
    });
  });

  it('runs the runtime, and finds nothing else that it needs', async () => {
    const code = `import { definePool, pgOptions } from 'poolwise/runtime';
      console.log(pgOptions(definePool({ name: 'web', serverLimit: 100, instances: 4 })).max);`;
    expect(await runNode(project, '--input-type=module', '--eval', code)).toEqual({
      exitCode: 0,
      stdout: '24\n',
      stderr: '',
    });
  });

  it('gives a bundle only the part of the runtime that is imported, and nothing of the plugin', async () => {
    const whole = await bundle(project, "export * from 'poolwise/runtime';");
    const part = await bundle(project, "export { definePool } from 'poolwise/runtime';");
    const functions = (text: string): readonly string[] =>
      [...text.matchAll(/^(?:async )?function (\w+)/gm)].map(([, name = '']) => name);
    expect(functions(whole)).toEqual(
      expect.arrayContaining(['definePool', 'pgOptions', 'guard', 'monitorPool', 'drain', 'singleton']),
    );
    expect(whole).toMatch(/\bCircuitBreaker = class\b/);
    expect(part).not.toMatch(/\bclass\b/);
    expect(functions(part)).toContain('definePool');
    // What it takes is its own checks.
    expect(functions(part).filter((name) => !/^(?:check|definePool$|sizeOf$|place$|shown$)/.test(name))).toEqual([]);
    expect(part.length).toBeLessThan(8 * kilobyte);
    expect(whole).not.toMatch(/\b(?:from|import|require\()\s*["'](?:eslint|typescript|@typescript-eslint)/);
  });
});

describe.each([
  { installedAs: 'eslint', config: esModuleConfig },
  { installedAs: 'eslint-9', config: commonJsConfig },
])('beside $installedAs', ({ installedAs, config }) => {
  let project: string;

  beforeAll(async () => {
    project = join(temporary, installedAs);
    const tools = ['@typescript-eslint/parser', 'typescript', '@types/pg'];
    // The versions of this repository are in npm's cache.
    const packages = [`eslint@${versionOf(installedAs)}`, ...tools.map((name) => `${name}@${versionOf(name)}`)];
    await createProject(project, { ...sources, ...config }, [...packages, tarball]);
  }, 120_000);

  it('reports through the command of ESLint, with types and without', async () => {
    const { stdout, stderr } = await runNode(project, 'node_modules/eslint/bin/eslint.js', '--format=json', '.');
    expect(stderr).toBe('');
    const results = JSON.parse(stdout) as { filePath: string; messages: { ruleId: string; line: number }[] }[];
    const reports = results.flatMap(({ filePath, messages }) =>
      messages.map(({ ruleId, line }) => `${filePath.slice(project.length + 1)}:${String(line)} ${ruleId}`),
    );
    // What the pools themselves are reported for is not the subject here.
    expect(reports.filter((report) => report.includes(' poolwise/no-query-'))).toEqual([
      'orders.ts:4 poolwise/no-query-fanout',
      'plain.js:6 poolwise/no-query-in-loop',
    ]);
  }, 30_000);
});

describe('beside oxlint, without ESLint and its parser', () => {
  const oxlint = toolPath('oxlint', 'bin', 'oxlint');
  let project: string;

  beforeAll(async () => {
    project = join(temporary, 'oxlint');
    await createProject(project, { ...sources, '.oxlintrc.json': oxlintConfig }, [
      `typescript@${versionOf('typescript')}`,
      tarball,
    ]);
  }, 120_000);

  it('reports what needs no types', async () => {
    const entries = await readdir(join(project, 'node_modules'));
    expect(entries.filter((name) => !name.startsWith('.')).sort()).toEqual(['poolwise', 'typescript']);
    const { stdout, stderr } = await runNode(project, oxlint, '--format=json');
    expect(stderr).toBe('');
    const { diagnostics } = JSON.parse(stdout) as {
      diagnostics: { code: string; filename: string; labels: [{ span: { line: number } }] }[];
    };
    const reports = diagnostics.map(
      ({ code, filename, labels: [{ span }] }) => `${filename}:${String(span.line)} ${code}`,
    );
    expect(reports.sort()).toEqual(['orders.ts:4 poolwise(no-query-fanout)', 'plain.js:6 poolwise(no-query-in-loop)']);
  }, 30_000);
});
