import { describe, expect, it } from 'vitest';

import { lint } from '../rule-tester.ts';
import { dedent } from './case.ts';

const header = `
import { eq } from 'drizzle-orm';
import { db, users } from './src/drizzle.js';
import { prisma } from './src/prisma.js';
import { pool } from './src/pool.js';
`;

function messagesOf(code: string): string[] {
  return lint(header + dedent(code)).map(({ message }) => message);
}

const own = 'all at once and each on a connection of its own.';
const unlessHeld = 'all at once and, outside of a transaction, each on a connection of its own.';

describe('a connection of its own is claimed', () => {
  it.each([
    [
      'a module’s client',
      `const run = (ids: number[]) => Promise.all(ids.map((id) => pool.query('select $1', [id])));`,
    ],
    [
      'a module’s builder',
      `const run = (ids: number[]) => Promise.all(ids.map((id) => db.select().from(users).where(eq(users.id, id))));`,
    ],
    [
      'a client by its type',
      `class Service {
        constructor(private readonly client: typeof prisma) {}
        run(ids: number[]) { return Promise.all(ids.map((id) => this.client.user.findFirst({ where: { id } }))); }
      }`,
    ],
    [
      'a client that a function is given, by its type',
      `const run = (ids: number[], client: typeof prisma) => Promise.all(ids.map((id) => client.user.findFirst({ where: { id } })));`,
    ],
  ])('of %s', (_name, code) => {
    expect(messagesOf(code).join('\n')).toContain(own);
  });

  it.each([
    [
      'a class was built on',
      `class Service {
        constructor(private readonly db: typeof import('./src/drizzle.js').db) {}
        run(ids: number[]) { return Promise.all(ids.map((id) => this.db.select().from(users).where(eq(users.id, id)))); }
      }`,
    ],
    [
      'a function was given',
      `const run = (ids: number[], handle: typeof db) => Promise.all(ids.map((id) => handle.select().from(users).where(eq(users.id, id))));`,
    ],
    [
      'a function answers with',
      `const current = () => db;
      const run = (ids: number[]) => Promise.all(ids.map((id) => current().select().from(users).where(eq(users.id, id))));`,
    ],
  ])('outside of a transaction only, of what %s', (_name, code) => {
    expect(messagesOf(code).join('\n')).toContain(unlessHeld);
  });
});

describe('batch by batch is several at a time', () => {
  it.each([
    ['slices', `for (let i = 0; i < ids.length; i += 10) await Promise.all(ids.slice(i, i + 10).map(load));`],
    ['chunks', `for (const batch of chunk(ids, 10)) await Promise.all(batch.map((id) => load(id)));`],
    [
      'what is taken off',
      `while (ids.length > 0) { const some = ids.splice(0, 10); await Promise.all(some.map(load)); }`,
    ],
    ['kept promises', `for (const batch of chunk(ids, 10)) { const all = batch.map(load); await Promise.all(all); }`],
  ])('%s', (_name, body) => {
    expect(
      messagesOf(`
      declare function chunk(ids: number[], size: number): number[][];
      const load = (id: number) => prisma.user.findFirst({ where: { id } });
      export async function run(ids: number[]) { ${body} }
    `),
    ).toEqual([expect.stringMatching(/, several at a time\. A limit spares connections, not round trips\. /)]);
  });

  it.each([
    [
      'batches at once',
      `await Promise.all(chunk(ids, 10).map((batch) => Promise.all(batch.map((id) => load(id)))));`,
      own,
    ],
    [
      'no wait',
      `for (const batch of chunk(ids, 10)) batch.forEach(async (id) => { await load(id); });`,
      'nothing waits',
    ],
    [
      'waits after the batches',
      `const all = []; for (const batch of chunk(ids, 10)) all.push(Promise.all(batch.map((id) => load(id)))); await Promise.all(all);`,
      own,
    ],
  ])('but not %s', (_name, body, text) => {
    expect(
      messagesOf(`
      declare function chunk(ids: number[], size: number): number[][];
      const load = (id: number) => prisma.user.findFirst({ where: { id } });
      export async function run(ids: number[]) { ${body} }
    `),
    ).toEqual([expect.stringContaining(text)]);
  });
});

describe('nothing varies', () => {
  it('in a query behind a call that may do more', () => {
    expect(
      messagesOf(`
        async function draft(parentId: number) {
          const parent = await prisma.user.findFirst({ where: { id: parentId } });
          return { name: parent?.name, code: Math.random() };
        }
        export async function run(ids: number[], parentId: number) {
          const rows = [];
          for (const id of ids) rows.push({ id, row: await draft(parentId) });
          return Promise.all(ids.map(async (id) => ({ id, row: await draft(parentId) })));
        }
      `),
    ).toEqual([
      'This runs `prisma.user.findFirst` once per element of `ids`, through `draft` (file.ts:6), although nothing in it varies. Run that query once before the loop and reuse what it reads.',
      'This starts `prisma.user.findFirst` once per element of `ids`, through `draft` (file.ts:6), although nothing in it varies. Run that query once before and reuse what it reads.',
    ]);
  });

  it.each([
    [
      'reads and takes apart',
      `if (!row) throw new Error('none'); return row.name.split(',').map((part) => part.trim());`,
      1,
    ],
    ['makes something new', `return { name: row?.name, code: Math.random() };`, undefined],
    ['calls what is not known', `log(row); return row;`, undefined],
    ['counts', `count += 1; return row;`, undefined],
  ])('and the call is moved where the function only reads: it %s', (_name, body, suggestions) => {
    const code = `${header}
      let count = 0;
      declare function log(row: unknown): void;
      async function load() { const row = await prisma.user.findFirst({ where: { role: 'ADMIN' } }); ${body} }
      export async function run(ids: number[]) {
        for (const id of ids) console.log(id, await load());
      }
    `;
    expect(lint(code).map((message) => message.suggestions?.length)).toEqual([suggestions]);
  });
});

describe('long names', () => {
  it.each([
    [
      '(order.lines || []).filter((line) => { return line.length > 0 && line !== order.first; })',
      'element of the filtered `order.lines`',
    ],
    [
      'order.lines.map((line) => ({ line, first: order.first, kind: order.kind, length: line.length }))',
      'element of `order.lines`',
    ],
    [
      'order.lines.toSorted((one, other) => one.length - other.length).slice(order.kind, order.kind + 1)',
      'element of the filtered `order.lines`',
    ],
    [
      'Array.from({ length: Math.min(order.kind, order.lines.length, order.first.length, 1000) }, () => order.first)',
      'element of `Array.from({ length: Math.min(order.kind, order.lines.lengt…`',
    ],
  ])('%s', (source, name) => {
    expect(
      messagesOf(`
        export async function run(order: { lines: string[]; first: string; kind: number }) {
          for (const line of ${source}) console.log(line, await prisma.user.findFirst({ where: { name: String(line) } }));
        }
      `),
    ).toEqual([expect.stringContaining(` once per ${name}, one round trip`)]);
  });
});
