/** Writes the tables of docs/rewrites.md from the cases that are executed. */
import { readFile, writeFile } from 'node:fs/promises';

import { rewritesDocument } from './rewrites/rewrites-document.ts';

const path = new URL('../docs/rewrites.md', import.meta.url);

await writeFile(path, rewritesDocument(await readFile(path, 'utf8')));
