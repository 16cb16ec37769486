import type { Case } from '../case.ts';

/** Functions that call themselves, directly or in a circle. */
export const recursion: readonly Case[] = [
  {
    name: 'from a node to its children',
    code: `
      import { pool } from './src/pool.js';

      interface Node {
        id: number;
        children: Node[];
      }
      export async function walk(node: Node) {
        await pool.query('select * from nodes where id = $1', [node.id]);
        for (const child of node.children) await walk(child);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 9, column: 44 }],
  },
  {
    name: 'from a node to its children, at once',
    code: `
      import { pool } from './src/pool.js';

      interface Node {
        id: number;
        children: Node[];
      }
      export async function walk(node: Node): Promise<void> {
        await pool.query('select * from nodes where id = $1', [node.id]);
        await Promise.all(node.children.map((child) => walk(child)));
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 9, column: 50 }],
  },
  {
    name: 'from a node to its children, by name',
    code: `
      import { pool } from './src/pool.js';

      interface Node {
        id: number;
        children: Node[];
      }
      export async function walk(node: Node): Promise<void> {
        await pool.query('select * from nodes where id = $1', [node.id]);
        await Promise.all(node.children.map(walk));
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 9, column: 39 }],
  },
  {
    name: 'from a row to its parent',
    code: `
      import { prisma } from './src/prisma.js';

      export async function path(id: number): Promise<string[]> {
        const user = await prisma.user.findUnique({ where: { id } });
        if (!user?.parentId) return [];
        return [user.name, ...(await path(user.parentId))];
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 6, column: 32 }],
  },
  {
    name: 'to two parts of a node',
    code: `
      import { pool } from './src/pool.js';

      interface Tree {
        id: number;
        left: Tree;
        right: Tree;
      }
      export async function save(tree: Tree | undefined): Promise<void> {
        if (!tree) return;
        await pool.query('insert into trees values ($1)', [tree.id]);
        await save(tree.left);
        await save(tree.right);
      }
    `,
    inLoop: [
      { messageId: 'sequential', line: 11, column: 9 },
      { messageId: 'sequential', line: 12, column: 9 },
    ],
  },
  {
    name: 'method to its parent',
    code: `
      import { prisma } from './src/prisma.js';

      export class Paths {
        async path(id: number): Promise<string[]> {
          const user = await prisma.user.findFirst({ where: { id } });
          return user?.parentId ? [...(await this.path(user.parentId)), user.name] : [];
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 6, column: 40 }],
  },
  {
    name: 'arrow to its parent',
    code: `
      import { prisma } from './src/prisma.js';

      const depth = async (id: number): Promise<number> => {
        const user = await prisma.user.findFirst({ where: { id } });
        return user?.parentId ? 1 + (await depth(user.parentId)) : 0;
      };
      export const depths = { depth };
    `,
    inLoop: [{ messageId: 'sequential', line: 5, column: 38 }],
  },
  {
    name: 'rows to the rows below them',
    code: `
      import { prisma } from './src/prisma.js';

      export async function below(id: number): Promise<number[]> {
        const rows = await prisma.user.findMany({ where: { parentId: id } });
        const deeper = await Promise.all(rows.map((row) => below(row.id)));
        return deeper.flat();
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 5, column: 54 }],
  },
  {
    name: 'two functions in a circle, over children',
    code: `
      import { pool } from './src/pool.js';

      interface Folder {
        id: number;
        folders: Folder[];
      }
      async function visit(folder: Folder): Promise<void> {
        await pool.query('select * from folders where id = $1', [folder.id]);
        await visitAll(folder.folders);
      }
      export async function visitAll(folders: Folder[]): Promise<void> {
        for (const folder of folders) await visit(folder);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 12, column: 39 }],
  },
  {
    name: 'query in the other of two functions',
    code: `
      import { pool } from './src/pool.js';

      interface Folder {
        id: number;
        folders: Folder[];
      }
      async function touch(folder: Folder): Promise<void> {
        for (const inner of folder.folders) await enter(inner);
      }
      async function enter(folder: Folder): Promise<void> {
        await pool.query('select * from folders where id = $1', [folder.id]);
        await touch(folder);
      }
      export const folders = { enter };
    `,
    inLoop: [{ messageId: 'sequential', line: 8, column: 45 }],
  },
  {
    name: 'three functions in a circle, called in a loop',
    code: `
      import { loadUser } from './src/users.js';

      async function one(id: number): Promise<void> {
        if (id > 0) await two(id - 1);
      }
      async function two(id: number): Promise<void> {
        if (id > 0) await three(id - 1);
      }
      async function three(id: number): Promise<void> {
        if (id > 0) await one(id - 1);
        await loadUser(id);
      }
      export async function run(ids: number[]) {
        for (const id of ids) {
          await one(id);
          await two(id);
          await three(id);
        }
      }
    `,
    inLoop: [
      { messageId: 'sequential', line: 15, column: 11 },
      { messageId: 'sequential', line: 16, column: 11 },
      { messageId: 'sequential', line: 17, column: 11 },
    ],
  },
  {
    name: 'attempts',
    code: `
      import { sql } from 'drizzle-orm';
      import { pool } from './src/pool.js';

      export async function query(sql: string, attempt = 0): Promise<unknown> {
        try {
          return await pool.query(sql);
        } catch {
          return query(sql, attempt + 1);
        }
      }
    `,
  },
  {
    name: 'pages by cursor',
    code: `
      import { gt } from 'drizzle-orm';
      import { prisma } from './src/prisma.js';

      export async function all(cursor?: number): Promise<number> {
        const rows = await prisma.user.findMany({ take: 100, where: { id: { gt: cursor ?? 0 } } });
        const last = rows.at(-1);
        return last ? rows.length + (await all(last.id)) : 0;
      }
    `,
  },
  {
    name: 'poll',
    code: `
      import { pool } from './src/pool.js';

      declare function sleep(ms: number): Promise<void>;
      export async function work(): Promise<void> {
        await pool.query('select * from jobs');
        await sleep(1000);
        return work();
      }
    `,
  },
  {
    name: 'timer',
    code: `
      import { pool } from './src/pool.js';

      export async function tick() {
        await pool.query('select 1');
        setTimeout(() => void tick(), 1000);
      }
    `,
  },
  {
    name: 'circle without a query',
    code: `
      interface Node {
        id: number;
        children: Node[];
      }
      export async function walk(node: Node): Promise<number> {
        let count = 1;
        for (const child of node.children) count += await walk(child);
        return count;
      }
    `,
  },
  {
    name: 'circle without a query, in a loop',
    code: `
      async function even(n: number): Promise<boolean> {
        return n === 0 || (await odd(n - 1));
      }
      async function odd(n: number): Promise<boolean> {
        return n !== 0 && (await even(n - 1));
      }
      export async function run(ids: number[]) {
        for (const id of ids) await even(id);
      }
    `,
  },
  {
    name: 'walk that collects, then one query',
    code: `
      import { prisma } from './src/prisma.js';

      interface Node {
        id: number;
        children: Node[];
      }
      function collect(node: Node): number[] {
        return [node.id, ...node.children.flatMap(collect)];
      }
      export async function run(node: Node) {
        return prisma.user.findMany({ where: { id: { in: collect(node) } } });
      }
    `,
  },
  {
    name: 'query in the last call of a chain only',
    code: `
      import { prisma } from './src/prisma.js';

      interface Source { from: number | Source }
      export async function parse(source: Source): Promise<string> {
        if (typeof source.from === 'number')
          return (await prisma.user.findFirstOrThrow({ where: { id: source.from } })).name;
        return '(' + (await parse(source.from)) + ')';
      }
    `,
  },
  {
    name: 'query in the last calls of a tree, and in each call of a chain',
    code: `
      import { prisma } from './src/prisma.js';

      interface Pair { left: number | Pair; right: Pair; id: number }
      export async function names(pair: Pair): Promise<string> {
        if (typeof pair.left === 'number')
          return (await prisma.user.findFirstOrThrow({ where: { id: pair.left } })).name;
        return (await names(pair.left)) + (await names(pair.right));
      }
      export async function all(pair: Pair): Promise<string> {
        const { name } = await prisma.user.findFirstOrThrow({ where: { id: pair.id } });
        if (pair.id === 0) return name;
        return name + (await all(pair.right));
      }
    `,
    inLoop: [
      { messageId: 'sequential', line: 7, column: 17 },
      { messageId: 'sequential', line: 7, column: 44 },
      { messageId: 'sequential', line: 12, column: 24 },
    ],
  },
  {
    name: 'chain of rows by a member of a list of the row',
    code: `
      import { prisma } from './src/prisma.js';

      export async function thread(id: number): Promise<unknown[]> {
        const user = await prisma.user.findUnique({ where: { id }, include: { orders: true } });
        return [user, ...(user?.orders.length ? await thread(user.orders[0]!.id) : [])];
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 5, column: 49 }],
  },
];
