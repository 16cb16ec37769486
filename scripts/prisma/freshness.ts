import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const stamps = fileURLToPath(new URL('../../node_modules/.cache/poolwise/prisma', import.meta.url));

/** A client is up to date when it exists and was generated from this schema by this Prisma. */
export async function isUpToDate(schema: string, version: string): Promise<boolean> {
  const stamp = await readFile(stampOf(schema), 'utf8').catch(() => undefined);
  return (
    stamp === (await fingerprint(schema, version)) && (await outputs(schema)).every((output) => existsSync(output))
  );
}

export async function markUpToDate(schema: string, version: string): Promise<void> {
  await mkdir(stamps, { recursive: true });
  await writeFile(stampOf(schema), await fingerprint(schema, version));
}

function stampOf(schema: string): string {
  return join(stamps, hash(schema));
}

async function fingerprint(schema: string, version: string): Promise<string> {
  return hash(`${version}\n${await readFile(schema, 'utf8')}`);
}

async function outputs(schema: string): Promise<readonly string[]> {
  const text = await readFile(schema, 'utf8');
  return [...text.matchAll(/^\s*output\s*=\s*"(.+)"/gm)].map(([, path = '']) => resolve(dirname(schema), path));
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
