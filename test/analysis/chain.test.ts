import ts from 'typescript';
import { describe, expect, it } from 'vitest';

import { chainOf, describeChain, prefixOf } from '../../src/analysis/chain.ts';

function expressionOf(code: string): ts.Expression {
  const [statement] = ts.createSourceFile('file.ts', code, ts.ScriptTarget.Latest, true).statements;
  if (!statement || !ts.isExpressionStatement(statement)) throw new Error('The code must be an expression.');
  return statement.expression;
}

describe('chainOf', () => {
  it.each([
    ['prisma', 'prisma', []],
    ['prisma.user.findMany()', 'prisma', ['user', 'findMany()']],
    ['db.select().from(users)', 'db', ['select()', 'from()']],
    ['this.#prisma.user', 'this', ['#prisma', 'user']],
    ['prisma?.user!.count()', 'prisma', ['user', 'count()']],
    [`prisma['user'].count()`, 'prisma', ['user', 'count()']],
    ['prisma.$queryRaw`select 1`', 'prisma', ['$queryRaw()']],
    ['(tx ?? prisma).user.count()', 'tx ?? prisma', ['user', 'count()']],
    ['client().user.count()', 'client()', ['user', 'count()']],
    ['new Loader().load()', 'new Loader()', ['load()']],
    ['rows[0].load()', 'rows[0]', ['load()']],
    ['load()()', 'load()()', []],
  ])('of %s', (code, root, links) => {
    const chain = chainOf(expressionOf(code));
    expect(chain.root.getText()).toBe(root);
    expect(chain.links.map(({ name, call }) => (call ? `${name}()` : name))).toEqual(links);
  });
});

describe('prefixOf', () => {
  it.each([
    [0, 'db'],
    [1, 'db.select()'],
    [2, 'db.select().from(users)'],
    [3, 'db.select().from(users).where(x)'],
  ])('%i links', (count, expected) => {
    expect(prefixOf(expressionOf('db.select().from(users).where(x)'), count).getText()).toBe(expected);
  });
});

describe('describeChain', () => {
  it.each([
    ['prisma.user.findMany({ where })', 'prisma.user.findMany'],
    ['db.select().from(users)', 'db.select().from'],
    ['prisma.$queryRaw`select 1`', 'prisma.$queryRaw'],
    ['client().user.count()', 'client().user.count'],
    ['clients.get(1).user.count()', 'clients.get().user.count'],
    ['load()()', 'load()()'],
    ['(tx ?? prisma).user.count()', '(tx ?? prisma).user.count'],
    ['(new Loader()).load()', '(new Loader()).load'],
    ['(client).user.count()', 'client.user.count'],
    ['prisma\n  .user\n  .count()', 'prisma.user.count'],
  ])('%s', (code, expected) => {
    expect(describeChain(expressionOf(code))).toBe(expected);
  });
});
