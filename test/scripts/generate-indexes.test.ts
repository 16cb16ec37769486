import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from 'vitest';

import { indexFiles } from '../../scripts/indexes/index-files.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

describe('generated indexes', async () => {
  it.each((await indexFiles(root)).map((file) => ({ ...file, name: relative(root, file.path) })))(
    '$name is up to date; if not, run `npm run generate`',
    async ({ path, text }) => {
      expect(await readFile(path, 'utf8')).toBe(text);
    },
  );
});
