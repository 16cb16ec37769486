import { loadPackage } from '../load-module.ts';
import { recordPg } from '../statements.ts';
import type { Target } from '../target.ts';

const folder = 'knex';

interface Knex {
  readonly knex: (options: object) => { raw(sql: string): Promise<unknown>; destroy(): Promise<void> };
}

export const objection: Target = {
  name: 'Objection 3',
  client: 'objection',
  folder,
  server: 'PostgreSQL',
  prelude: `
    import { Audit, Counter, type Db, OrderItem, Post, User } from './objection.js';
  `,
  async connect({ connectionString, models }) {
    recordPg(folder);
    const { knex: open } = loadPackage(folder, 'knex') as Knex;
    const db = open({ client: 'pg', connection: connectionString, pool: { min: 1, max: 1 } });
    // It asks for the server's version on its first connection, and models for the columns of their tables.
    await db.raw('SELECT 1');
    (models['connectModels'] as (db: object) => void)(db);
    return { handle: () => db, plain: (row) => ({ ...row }), close: () => db.destroy() };
  },
};
