import ts from 'typescript';
import { describe, expect, it } from 'vitest';

import type { Analysis } from '../../src/analysis/analysis.ts';
import { isSmallNumber, sizeOf } from '../../src/analysis/collection.ts';
import { createCatalogue } from '../../src/clients/catalogue.ts';
import clients from '../../src/clients/index.ts';
import { defaultSettings } from '../../src/settings.ts';
import { createIsolatedProgram } from '../../src/source/isolated-program.ts';

/** The analysis of some code, and the expression that it ends with. */
function lastExpressionOf(code: string): { analysis: Analysis; expression: ts.Expression } {
  const isolated = createIsolatedProgram('/project/file.ts', code);
  const statement = isolated?.file.statements.at(-1);
  if (!isolated || !statement || !ts.isExpressionStatement(statement))
    throw new Error('The code must end with an expression.');
  const { program } = isolated;
  const analysis = {
    program,
    checker: program.getTypeChecker(),
    typed: false,
    catalogue: createCatalogue(clients),
    settings: defaultSettings,
    dependenciesOf: () => new Set<string>(),
  };
  return { analysis: analysis as unknown as Analysis, expression: statement.expression };
}

describe('sizeOf', () => {
  it.each([
    ['[1, 2, 3];', 'bounded'],
    ['[];', 'bounded'],
    ['new Set([1, 2]);', 'bounded'],
    ['new Set();', 'elements'],
    [`'text';`, 'bounded'],
    ['Object.keys({ a: 1 });', 'bounded'],
    ['Array.of(1, 2);', 'bounded'],
    ['Array.from([1, 2]);', 'bounded'],
    ['Array.from({ length: 3 });', 'bounded'],
    ['Array.from({ length: 3000 });', 'elements'],
    ['[1, 2].map((n) => n).filter(Boolean).reverse();', 'bounded'],
    ['[1, 2].concat([3]);', 'bounded'],
    ['[1, 2].entries();', 'bounded'],
    ['const list = [1, 2]; list;', 'bounded'],
    ['const list = [1, 2] as const; [...list, 3];', 'bounded'],
    ['const first = [1], second = first, third = second; third;', 'bounded'],
    ['const config = { tables: [1] }; config.tables;', 'bounded'],
    ['enum Level { Low, High } Object.values(Level);', 'bounded'],
    ['let list = [1, 2]; list;', 'elements'],
    ['const list = [1]; for (const x of other) list.push(x); list;', 'elements'],
    ['const list = [1]; list.push(2); list;', 'bounded'],
    ['const list = [1]; list.push(...other); list;', 'elements'],
    ['const list = [1]; list.push(...[2, 3]); list;', 'bounded'],
    ['const list: number[] = []; list[0] = 1; list;', 'elements'],
    ['const self: unknown[] = [...self]; self;', 'elements'],
    ['other;', 'elements'],
    ['other();', 'elements'],
    ['other.items;', 'elements'],
    ['other.slice(0, 3);', 'bounded'],
    ['other.slice(3);', 'elements'],
    ['other.slice(0, other.length);', 'elements'],
    ['maybe ? [1] : [2];', 'bounded'],
    ['maybe ? [1] : other;', 'elements'],
    ['other ?? [1];', 'elements'],
    ['maybe && [1];', 'bounded'],
    ['([1, 2] as number[])!;', 'bounded'],
    ['chunk(other, 10);', 'batches'],
    ['_.chunk(other, 10);', 'batches'],
    ['inBatches(other);', 'batches'],
    ['splitEvery(10, other);', 'batches'],
    ['[...chunk(other, 10)];', 'batches'],
    ['const groups = chunk(other, 10); groups;', 'batches'],
  ] as const)('%s is %s', (code, expected) => {
    const { analysis, expression } = lastExpressionOf(code);
    expect(sizeOf(analysis, expression)).toBe(expected);
  });
});

describe('isSmallNumber', () => {
  it.each([
    ['3;', true],
    ['100;', true],
    ['101;', false],
    ['1e6;', false],
    ['const n = 5; n;', true],
    ['const n = 5_000; n;', false],
    ['let n = 5; n;', false],
    ['const limits = { max: 5 }; limits.max;', true],
    ['const n = m, m = n; n;', false],
    ['other;', false],
    ['other.length;', false],
  ])('%s is %s', (code, expected) => {
    const { analysis, expression } = lastExpressionOf(code);
    expect(isSmallNumber(analysis, expression)).toBe(expected);
  });
});
