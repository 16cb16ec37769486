import type { Case } from '../case.ts';

/** Members of interfaces, object types and abstract classes, and what implements them. */
export const contracts: readonly Case[] = [
  {
    name: 'member that an interface inherits from another one',
    code: `
      import { prisma } from './src/prisma.js';

      interface Store<T> {
        get(id: number): Promise<T | null>;
      }
      interface UserStore extends Store<{ name: string }> {
        rename(id: number): Promise<void>;
      }
      export class SqlUserStore implements UserStore {
        async get(id: number) {
          return prisma.user.findFirst({ where: { id } });
        }
        async rename(id: number) {
          await prisma.user.update({ where: { id }, data: { name: 'x' } });
        }
      }
      export async function run(users: UserStore, ids: number[]) {
        for (const id of ids) await users.get(id);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 18, column: 31 }],
  },
  {
    name: 'inherited member whose other heirs are in memory',
    code: `
      import { prisma } from './src/prisma.js';

      interface Store<T> {
        get(id: number): Promise<T | null>;
      }
      interface UserStore extends Store<{ name: string }> {}
      export class SqlUserStore implements UserStore {
        async get(id: number) {
          return prisma.user.findFirst({ where: { id } });
        }
      }
      export class Flags implements Store<boolean> {
        async get(id: number) {
          return id > 1;
        }
      }
      export class Marks implements Store<string> {
        async get(id: number) {
          return String(id);
        }
      }
      export async function run(users: UserStore, ids: number[]) {
        for (const id of ids) await users.get(id);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 23, column: 31 }],
  },
  {
    name: 'inherited member that only other heirs implement with a query',
    code: `
      import { prisma } from './src/prisma.js';

      interface Store<T> {
        get(id: number): Promise<T | null>;
      }
      interface Flags extends Store<boolean> {}
      export class SqlUserStore implements Store<{ name: string }> {
        async get(id: number) {
          return prisma.user.findFirst({ where: { id } });
        }
      }
      export class FlagTable implements Flags {
        async get(id: number) {
          return id > 1;
        }
      }
      export async function run(flags: Flags, ids: number[]) {
        for (const id of ids) await flags.get(id);
      }
    `,
  },
  {
    name: 'member that an implementing class inherits from a class that implements nothing',
    code: `
      import { prisma } from './src/prisma.js';

      interface Finder {
        find(id: number): Promise<unknown>;
      }
      class Base {
        async find(id: number) {
          return prisma.user.findFirst({ where: { id } });
        }
      }
      export class Users extends Base implements Finder {}
      export async function run(finder: Finder, ids: number[]) {
        for (const id of ids) await finder.find(id);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 13, column: 31 }],
  },
  {
    name: 'class that implements an alias of several interfaces',
    code: `
      import { prisma } from './src/prisma.js';

      interface Reads {
        find(id: number): Promise<unknown>;
      }
      interface Writes {
        rename(id: number): Promise<void>;
      }
      type All = Reads & Writes;
      export class Users implements All {
        async find(id: number) {
          return prisma.user.findFirst({ where: { id } });
        }
        async rename(id: number) {
          await prisma.user.update({ where: { id }, data: { name: 'x' } });
        }
      }
      export async function run(users: Reads, ids: number[]) {
        for (const id of ids) await users.find(id);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 19, column: 31 }],
  },
  {
    name: 'part of an interface',
    code: `
      import { prisma } from './src/prisma.js';

      interface Users {
        find(id: number): Promise<unknown>;
        rename(id: number): Promise<void>;
      }
      export class SqlUsers implements Users {
        async find(id: number) {
          return prisma.user.findFirst({ where: { id } });
        }
        async rename(id: number) {
          await prisma.user.update({ where: { id }, data: { name: 'x' } });
        }
      }
      export async function run(users: Pick<Users, 'find'>, ids: number[]) {
        for (const id of ids) await users.find(id);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 16, column: 31 }],
  },
  {
    name: 'named part of an interface',
    code: `
      import { prisma } from './src/prisma.js';

      interface Users {
        find(id: number): Promise<unknown>;
        rename(id: number): Promise<void>;
      }
      type Reads = Pick<Users, 'find'>;
      interface Finder extends Omit<Users, 'rename'> {}
      export class SqlUsers implements Users {
        async find(id: number) {
          return prisma.user.findFirst({ where: { id } });
        }
        async rename(id: number) {
          await prisma.user.update({ where: { id }, data: { name: 'x' } });
        }
      }
      export async function run(users: Reads, finder: Finder, ids: number[]) {
        for (const id of ids) await users.find(id);
        for (const id of ids) await finder.find(id);
      }
    `,
    inLoop: [
      { messageId: 'sequential', line: 18, column: 31 },
      { messageId: 'sequential', line: 19, column: 31 },
    ],
  },
  {
    name: 'object that a function answers with as an interface',
    code: `
      import { prisma } from './src/prisma.js';

      interface Users {
        find(id: number): Promise<unknown>;
      }
      export function createUsers(): Users {
        const find = async (id: number) => prisma.user.findFirst({ where: { id } });
        return { find };
      }
      export async function run(users: Users, ids: number[]) {
        for (const id of ids) await users.find(id);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 11, column: 31 }],
  },
  {
    name: 'constant that is stated to be of an object type',
    code: `
      import { prisma } from './src/prisma.js';

      type Users = { find: (id: number) => Promise<unknown> };
      export const users: Users = {
        async find(id) {
          return prisma.user.findFirst({ where: { id } });
        },
      };
      export async function run(given: Users, ids: number[]) {
        for (const id of ids) await given.find(id);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 10, column: 31 }],
  },
  {
    name: 'object type of which one object queries and one does not',
    code: `
      import { prisma } from './src/prisma.js';

      type Users = { find: (id: number) => Promise<unknown> };
      export const users: Users = {
        find: async (id) => prisma.user.findFirst({ where: { id } }),
      };
      export const remote = (): Users => ({
        find: async (id) => fetch(\`https://users.example/\${String(id)}\`),
      });
      export async function run(given: Users, ids: number[]) {
        for (const id of ids) await given.find(id);
      }
    `,
  },
  {
    name: 'object type of which one object has a member that is not known',
    code: `
      import { prisma } from './src/prisma.js';

      type Users = { find: (id: number) => Promise<unknown> };
      export const users: Users = {
        find: async (id) => prisma.user.findFirst({ where: { id } }),
      };
      export const wrapped = (find: Users['find']): Users => ({ find });
      export async function run(given: Users, ids: number[]) {
        for (const id of ids) await given.find(id);
      }
    `,
  },
  {
    name: 'interface that a class implements, and that objects adapt something else to',
    code: `
      import { prisma } from './src/prisma.js';

      interface Users {
        find(id: number): Promise<unknown>;
      }
      export class SqlUsers implements Users {
        async find(id: number) {
          return prisma.user.findFirst({ where: { id } });
        }
      }
      export const adapted = (given: { one: (id: number) => Promise<unknown> }): Users => ({
        find: async (id) => given.one(id),
      });
      export const other = (given: { first: (id: number) => Promise<unknown> }): Users => ({
        find: async (id) => given.first(id),
      });
      export async function run(users: Users, ids: number[]) {
        for (const id of ids) await users.find(id);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 18, column: 31 }],
  },
  {
    name: 'methods of texts and numbers, of which some types of the user say the same',
    code: `
      interface Shown { toString(): string; at(index: number): Promise<unknown> }
      export async function run(texts: string[], shown: Shown, counts: number[]) {
        for (const text of texts) await Promise.resolve(text.at(0));
        for (const count of counts) await Promise.resolve(count.toString());
        for (const count of counts) await shown.at(count);
      }
      export const same = async (values: (string | Shown)[]) => {
        for (const value of values) await value.at(0);
      };
    `,
  },
  {
    name: 'interfaces that extend one another in a circle',
    code: `
      // @ts-expect-error
      interface First extends Second { find(id: number): Promise<unknown> }
      // @ts-expect-error
      interface Second extends First {}
      export async function run(given: Second, ids: number[]) {
        for (const id of ids) await given.find(id);
      }
    `,
  },
  {
    name: 'implementation that only hands on to another one',
    code: `
      import { prisma } from './src/prisma.js';

      interface Users {
        get(id: number): Promise<unknown>;
      }
      export class InjectedUsers implements Users {
        constructor(private readonly users: Users) {}
        get(id: number) {
          return this.users.get(id);
        }
      }
      export class SqlUsers implements Users {
        async get(id: number) {
          return prisma.user.findFirst({ where: { id } });
        }
      }
      export async function run(users: InjectedUsers, ids: number[]) {
        for (const id of ids) await users.get(id);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 18, column: 31 }],
  },
];
