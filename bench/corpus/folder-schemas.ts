import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import type { Places } from './places.ts';

interface Repository {
  readonly repo: string;
  readonly commit: string;
}

/** Repositories whose Prisma schema is a folder of files without a `schema.prisma`, for which `run.mjs` generates no client. */
export function withFolderSchemas({ corpus, mirror }: Places): readonly { repo: string; folders: readonly string[] }[] {
  return readFileSync(join(corpus, 'repos.jsonl'), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Repository)
    .filter(({ repo }) => existsSync(gitOf(mirror, repo)))
    .map(({ repo, commit }) => ({ repo, folders: schemaFolders(gitOf(mirror, repo), commit) }))
    .filter(({ folders }) => folders.length > 0);
}

function gitOf(mirror: string, repo: string): string {
  return join(mirror, repo.replace('/', '+'), 'repo');
}

function schemaFolders(git: string, commit: string): readonly string[] {
  const listed = execFileSync('git', ['--git-dir', git, 'ls-tree', '-r', '--name-only', commit], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  const schemas = listed.split('\n').filter((name) => name.endsWith('.prisma'));
  const known = schemas.filter((name) => basename(name) === 'schema.prisma').map((name) => dirname(name));
  const folders = new Set(schemas.map((name) => dirname(name)));
  return [...folders].filter((folder) => !known.some((one) => folder === one || folder.startsWith(`${one}/`)));
}

/** Generates the clients of a repository that `run.mjs` has checked out and installed. */
export function generateClients(checkout: string, folders: readonly string[]): void {
  const done = join(checkout, '.folders-generated');
  if (existsSync(done)) return;
  for (const folder of folders) {
    const prisma = join(checkout, 'node_modules/prisma/build/index.js');
    execFileSync(process.execPath, [prisma, 'generate', '--schema', join(checkout, folder), '--generator', 'client'], {
      cwd: dirname(join(checkout, folder)),
      env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: '/bin/true', DATABASE_URL: 'postgresql://x/x' },
    });
  }
  writeFileSync(done, '');
}
