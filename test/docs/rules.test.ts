import { existsSync, readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import poolwise from '../../src/index.ts';
import { codeBlocksOf } from './code-blocks.ts';
import { lintInShop } from './lint-in-shop.ts';

const repository = new URL('../../', import.meta.url);

describe.each(Object.entries(poolwise.rules))('%s', (name, rule) => {
  const doc = new URL(`docs/rules/${name}.md`, repository);
  const markdown = existsSync(doc) ? readFileSync(doc, 'utf8') : '';
  const blocks = codeBlocksOf(markdown);

  it('has a doc with incorrect and correct code', () => {
    expect(new Set(blocks.map(({ verdict }) => verdict))).toEqual(new Set(['incorrect', 'correct']));
  });

  it('says of each TypeScript block in its doc whether it is correct', () => {
    expect(markdown.match(/^```tsx?\b/gm)).toHaveLength(blocks.length);
  });

  it('has a test', () => {
    expect(existsSync(new URL(`test/rules/${name}.test.ts`, repository))).toBe(true);
  });

  it.each(optionsOf(rule.meta?.schema))('documents its option %s', (option) => {
    expect(markdown).toContain(`\n### \`${option}\`\n`);
  });

  it.each(blocks)('$verdict code at line $line of its doc', (block) => {
    const reports = lintInShop(name, block);
    const messages = reports.map(({ ruleId, message }) => `${ruleId ?? 'parser'}: ${message}`);
    if (block.verdict === 'correct') {
      expect(messages).toEqual([]);
    } else {
      expect(messages.filter((message) => !message.startsWith('poolwise/'))).toEqual([]);
      expect(reports.map(({ ruleId }) => ruleId)).toContain(`poolwise/${name}`);
    }
  });

  const results = blocks.filter(({ isResult }) => isResult);
  it.runIf(results.length > 0).each(results)('what the suggestion makes of the code before line $line', (block) => {
    const incorrect = blocks[blocks.indexOf(block) - 1];
    if (!incorrect) throw new Error('No code stands before it.');
    const [fix] = lintInShop(name, incorrect).flatMap(({ ruleId, suggestions = [] }) =>
      ruleId === `poolwise/${name}` ? suggestions.map((suggestion) => suggestion.fix) : [],
    );
    if (!fix) throw new Error('Nothing is suggested.');
    const { code } = incorrect;
    expect(code.slice(0, fix.range[0]) + fix.text + code.slice(fix.range[1])).toBe(block.code);
  });
});

function optionsOf(schema: unknown): readonly string[] {
  return [schema]
    .flat()
    .flatMap((option) => Object.keys((option as { properties?: object } | undefined)?.properties ?? {}));
}
