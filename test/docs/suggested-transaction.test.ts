import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

import { codeBlocksOf } from './code-blocks.ts';
import { lintInShop } from './lint-in-shop.ts';

it('the suggestion for the first incorrect code of no-transaction-on-pool is its first correct code', () => {
  const doc = readFileSync(new URL('../../docs/rules/no-transaction-on-pool.md', import.meta.url), 'utf8');
  const blocks = codeBlocksOf(doc);
  const incorrect = blocks.find(({ verdict }) => verdict === 'incorrect');
  const correct = blocks.find(({ verdict }) => verdict === 'correct');
  if (!incorrect || !correct) throw new Error('The doc lost its code.');
  const [fix] = lintInShop('no-transaction-on-pool', incorrect).flatMap(({ suggestions = [] }) =>
    suggestions.map((suggestion) => suggestion.fix),
  );
  if (!fix) throw new Error('Nothing is suggested.');
  const [start, end] = fix.range;
  expect(incorrect.code.slice(0, start) + fix.text + incorrect.code.slice(end)).toBe(correct.code);
});
