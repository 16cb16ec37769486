import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import type { RepairedFile } from './repair-example.ts';

const source = fileURLToPath(new URL('../../examples/reports-api/src/', import.meta.url));

/** Writes the repaired files to `after/` and shows what the suggestions said and changed. */
export async function showRepairs(files: readonly RepairedFile[]): Promise<string> {
  const shown: string[] = [];
  for (const { name, after, applied } of files) {
    await writeFile(`${source}after/${name}`, after);
    shown.push(...applied.map((text) => `${name}: ${text}`), '', difference(name));
  }
  return shown.join('\n');
}

function difference(name: string): string {
  const { stdout, error } = spawnSync('git', ['diff', '--no-index', '--', `before/${name}`, `after/${name}`], {
    cwd: source,
    encoding: 'utf8',
  });
  if (error) throw new Error(`the difference of ${name} could not be shown: ${error.message}`);
  return stdout;
}
