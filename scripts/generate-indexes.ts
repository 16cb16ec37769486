/** Writes the indexes of rules and clients from the listing of their directories. */
import { fileURLToPath } from 'node:url';

import { writeIndexes } from './indexes/write-indexes.ts';

for (const path of await writeIndexes(fileURLToPath(new URL('..', import.meta.url)))) {
  console.log(`Wrote ${path}`);
}
