import { readFile, writeFile } from 'node:fs/promises';
import { relative } from 'node:path';

import { indexFiles } from './index-files.ts';

/** Brings the indexes of rules and clients up to date. Answers the paths, inside the root, of those that it wrote. */
export async function writeIndexes(root: string): Promise<readonly string[]> {
  const written: string[] = [];
  for (const { path, text } of await indexFiles(root)) {
    if ((await readFile(path, 'utf8').catch(() => undefined)) === text) continue;
    await writeFile(path, text);
    written.push(relative(root, path));
  }
  return written;
}
