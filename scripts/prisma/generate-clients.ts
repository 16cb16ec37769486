import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { isUpToDate, markUpToDate } from './freshness.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const require = createRequire(import.meta.url);
const prismaCommand = join(dirname(require.resolve('prisma/package.json')), 'build', 'index.js');

/** Returns the schemas whose client it had to generate, relative to the repository. */
export async function generatePrismaClients(): Promise<readonly string[]> {
  const generated: string[] = [];
  for (const schema of await findSchemas()) {
    if (!(await isUpToDate(schema))) {
      await generate(schema);
      await markUpToDate(schema);
      generated.push(relative(root, schema));
    }
  }
  return generated;
}

async function findSchemas(): Promise<readonly string[]> {
  const schemas: string[] = [];
  for (const parent of ['examples', 'test/fixtures']) {
    const entries = await readdir(join(root, parent), { recursive: true, withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const path = join(entry.parentPath, entry.name);
      if (entry.name === 'schema.prisma' && !/[\\/](?:node_modules|generated)[\\/]/.test(relative(root, path))) {
        schemas.push(path);
      }
    }
  }
  return schemas.sort();
}

async function generate(schema: string): Promise<void> {
  try {
    await promisify(execFile)(process.execPath, [prismaCommand, 'generate', '--no-hints', '--schema', schema], {
      cwd: packageDirectory(schema),
      // Prisma downloads its migration engine before it generates, although that does not use it.
      // Any program in its place prevents the download.
      env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath },
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`The Prisma client of ${relative(root, schema)} could not be generated: ${reason}`);
  }
}

/** By convention a schema lives in `prisma/` of its package. */
function packageDirectory(schema: string): string {
  return dirname(dirname(schema));
}
