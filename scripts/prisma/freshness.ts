import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const stamps = fileURLToPath(new URL('../../node_modules/.cache/poolwise/prisma', import.meta.url));
const { version } = createRequire(import.meta.url)('prisma/package.json') as { version: string };

/** A client is up to date when it exists and was generated from this schema by this Prisma. */
export async function isUpToDate(schema: string): Promise<boolean> {
  const stamp = await readFile(stampOf(schema), 'utf8').catch(() => undefined);
  return stamp === (await fingerprint(schema)) && (await outputs(schema)).every((output) => existsSync(output));
}

export async function markUpToDate(schema: string): Promise<void> {
  await mkdir(stamps, { recursive: true });
  await writeFile(stampOf(schema), await fingerprint(schema));
}

function stampOf(schema: string): string {
  return join(stamps, hash(schema));
}

async function fingerprint(schema: string): Promise<string> {
  return hash(`${version}\n${await readFile(schema, 'utf8')}`);
}

async function outputs(schema: string): Promise<readonly string[]> {
  const text = await readFile(schema, 'utf8');
  return [...text.matchAll(/^\s*output\s*=\s*"(.+)"/gm)].map(([, path = '']) => resolve(dirname(schema), path));
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
