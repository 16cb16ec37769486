import type { Case } from '../case.ts';

/** Which function a call means, and which connection it is given. */
export const choices: readonly Case[] = [
  {
    name: 'one of two functions that query',
    code: `
      import { findUser, loadUser } from './src/users.js';

      export async function run(ids: number[], fresh: boolean) {
        for (const id of ids) {
          const load = fresh ? loadUser : findUser;
          await load(id);
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 6, column: 11 }],
  },
  {
    name: 'one of two functions, of which one does not query',
    code: `
      import { loadUser } from './src/users.js';

      const nobody = (id: number) => Promise.resolve({ id });
      export async function run(ids: number[], fresh: boolean) {
        const load = fresh ? loadUser : nobody;
        for (const id of ids) await load(id);
      }
    `,
  },
  {
    name: 'function of a nested destructuring',
    code: `
      import { createUsers } from './src/factories.js';

      class Queries {
        users = createUsers();
      }
      export async function run(queries: Queries, ids: number[]) {
        const {
          users: { find },
        } = queries;
        for (const id of ids) await find(id);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 10, column: 31 }],
  },
  {
    name: 'field that the constructor fills',
    code: `
      import { prisma } from './src/prisma.js';

      const finderFor = (client: typeof prisma) => async (id: number) => client.user.findFirst({ where: { id } });
      class Users {
        readonly #find: (id: number) => Promise<unknown>;
        constructor(client: typeof prisma) {
          this.#find = finderFor(client);
        }
        find(id: number) {
          return this.#find(id);
        }
      }
      export async function run(users: Users, ids: number[]) {
        for (const id of ids) await users.find(id);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 14, column: 31 }],
  },
  {
    name: 'connection that a function takes for itself',
    code: `
      import type { PoolClient } from 'pg';
      import { pool } from './src/pool.js';

      const send = (client: PoolClient, id: number) => client.query('delete from orders where id = $1', [id]);
      async function remove(id: number) {
        const client = await pool.connect();
        try {
          await send(client, id);
        } finally {
          client.release();
        }
      }
      export async function run(ids: number[]) {
        for (const id of ids) await remove(id);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 14, column: 31 }],
  },
  {
    name: 'connection that a function is given',
    code: `
      import type { PoolClient } from 'pg';

      const send = (client: PoolClient, id: number) => client.query('delete from orders where id = $1', [id]);
      const remove = (client: PoolClient, id: number) => send(client, id);
      export async function run(client: PoolClient, ids: number[]) {
        for (const id of ids) await remove(client, id);
      }
    `,
    inLoop: [{ messageId: 'held', line: 6, column: 31 }],
  },
];
