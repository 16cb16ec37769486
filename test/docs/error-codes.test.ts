import { readFileSync } from 'node:fs';

import { expect, it } from 'vitest';

import { errorTables } from './error-table.ts';

it('docs/runtime/errors.md lists all codes and what they mean', () => {
  const text = readFileSync(new URL('../../docs/runtime/errors.md', import.meta.url), 'utf8');
  expect(text.slice(text.indexOf('### '))).toBe(errorTables());
});
