import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { isUpToDate, markUpToDate } from './freshness.ts';
import { type InstalledPrisma, nearestPrisma } from './nearest-prisma.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const parents = ['examples', 'test/fixtures', 'test/fixtures/applications', 'test/packages'];

/** Returns the schemas whose client it had to generate, relative to the repository. */
export async function generatePrismaClients(): Promise<readonly string[]> {
  const generated: string[] = [];
  for (const schema of await findSchemas()) {
    const prisma = nearestPrisma(schema);
    if (!prisma || (await isUpToDate(schema, prisma.version))) continue;
    await generate(schema, prisma);
    await markUpToDate(schema, prisma.version);
    generated.push(relative(root, schema));
  }
  return generated;
}

async function findSchemas(): Promise<readonly string[]> {
  const schemas: string[] = [];
  for (const parent of parents) {
    const projects = await readdir(join(root, parent), { withFileTypes: true }).catch(() => []);
    for (const { name } of projects) {
      // By convention a schema lives in `prisma/` of its package.
      const schema = join(root, parent, name, 'prisma', 'schema.prisma');
      if (existsSync(schema)) schemas.push(schema);
    }
  }
  return schemas.sort();
}

async function generate(schema: string, { command }: InstalledPrisma): Promise<void> {
  try {
    await promisify(execFile)(process.execPath, [command, 'generate', '--no-hints', '--schema', schema], {
      cwd: dirname(dirname(schema)),
      // Prisma downloads its migration engine before it generates, version 6 its query engine too, although neither is
      // used for that. Any program and any file in their place prevent the download; the file is copied.
      env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_QUERY_ENGINE_LIBRARY: schema },
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`The Prisma client of ${relative(root, schema)} could not be generated: ${reason}`);
  }
}
