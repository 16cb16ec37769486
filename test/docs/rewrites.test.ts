import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

import { rewritesDocument } from '../../scripts/rewrites/rewrites-document.ts';

it('docs/rewrites.md lists the cases that are executed: npm run generate:rewrites brings it up to date', () => {
  const document = readFileSync(new URL('../../docs/rewrites.md', import.meta.url), 'utf8');
  expect(document).toBe(rewritesDocument(document));
});

it('a document without a place for the tables is refused', () => {
  expect(() => rewritesDocument('# Rewrites')).toThrow('docs/rewrites.md must hold');
});
