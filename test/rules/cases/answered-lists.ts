import type { Case } from '../case.ts';

/** Lists that a function answers with, or that a builder compiles, whose length the source tells. */
export const answeredLists: readonly Case[] = [
  {
    name: 'statements that each dialect writes out',
    code: `
      import { prisma } from './src/prisma.js';

      interface Dialect { createSchema(schema: string): string[] | undefined }
      class Postgres implements Dialect {
        createSchema(schema: string) { return ['create schema ' + schema, 'revoke all on schema ' + schema]; }
      }
      class Lite implements Dialect { createSchema(_schema: string) { return undefined; } }
      export class Schemas {
        constructor(private readonly dialect: Dialect) {}
        async create(schema: string) {
          const statements = this.dialect.createSchema(schema);
          if (statements) for (const sql of statements) await prisma.$executeRawUnsafe(sql);
        }
      }
      export const dialects = [new Postgres(), new Lite()];
    `,
  },
  {
    name: 'a dialect that writes a statement for each element',
    code: `
      import { prisma } from './src/prisma.js';

      interface Dialect { drop(tables: string[]): string[] | undefined }
      class Postgres implements Dialect {
        drop(tables: string[]) { return tables.map((table) => 'drop table ' + table); }
      }
      class Lite implements Dialect { drop(_tables: string[]) { return undefined; } }
      export async function run(dialect: Dialect, tables: string[]) {
        const statements = dialect.drop(tables);
        if (statements) for (const sql of statements) await prisma.$executeRawUnsafe(sql);
      }
      export const dialects = [new Postgres(), new Lite()];
    `,
    inLoop: [{ messageId: 'sequential', line: 10, column: 55 }],
  },
  {
    name: 'a few elements that a function pushes one by one',
    code: `
      import { loadUser } from './src/users.js';

      async function involved(a: number, b: number, both: boolean) {
        const members: number[] = [];
        if (both) {
          members.push(a);
          members.push(b);
          return members;
        }
        return [a];
      }
      export async function run(a: number, b: number) {
        for (const id of await involved(a, b, true)) await loadUser(id);
        await Promise.all((await involved(a, b, false)).map((id) => loadUser(id)));
      }
    `,
  },
  {
    name: 'elements that a function pushes in a loop',
    code: `
      import { loadUser, type Order } from './src/users.js';

      function buyers(orders: Order[]) {
        const ids: number[] = [];
        for (const order of orders) ids.push(order.userId);
        return ids;
      }
      export async function run(orders: Order[]) {
        for (const id of buyers(orders)) await loadUser(id);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 9, column: 42 }],
  },
  {
    name: 'a list that a function only hands on, or asks itself for',
    code: `
      import { loadUser } from './src/users.js';

      const same = (ids: number[]) => ids;
      function again(ids: number[]): number[] { return ids.length > 9 ? ids : again(ids); }
      export async function run(ids: number[]) {
        for (const id of same(ids)) await loadUser(id);
        for (const id of again(ids)) await loadUser(id);
      }
    `,
    inLoop: [
      { messageId: 'sequential', line: 6, column: 37 },
      { messageId: 'sequential', line: 7, column: 38 },
    ],
  },
  {
    name: 'a method that others override, and one that answers with nothing yet',
    code: `
      import { loadUser } from './src/users.js';

      class Report { ids(): number[] { return [1, 2]; } members(): number[] { return []; } }
      export class Members extends Report {
        constructor(private readonly rows: { id: number }[]) { super(); }
        override ids() { return this.rows.map(({ id }) => id); }
      }
      export async function run(report: Report) {
        for (const id of report.ids()) await loadUser(id);
        for (const id of report.members()) await loadUser(id);
      }
    `,
    inLoop: [
      { messageId: 'sequential', line: 9, column: 40 },
      { messageId: 'sequential', line: 10, column: 44 },
    ],
  },
  {
    name: 'a generator, which gives more than it returns',
    code: `
      import { loadUser } from './src/users.js';

      function* upTo(ids: number[]) { yield* ids; return [1]; }
      export async function run(ids: number[]) {
        for (const id of upTo(ids)) await loadUser(id);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 5, column: 37 }],
  },
  {
    name: 'two results that are waited for together',
    code: `
      import { loadUser } from './src/users.js';

      export async function run(first: () => Promise<number>, second: () => Promise<number>) {
        for (const id of await Promise.all([first(), second()])) await loadUser(id);
      }
    `,
  },
];
