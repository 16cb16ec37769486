import { loadPackage } from '../load-module.ts';
import { recordMysql2, recordPg } from '../statements.ts';
import type { Server } from '../tables.ts';
import type { Target } from '../target.ts';

const folder = 'knex';

interface Knex {
  readonly knex: (options: object) => { raw(sql: string): Promise<unknown>; destroy(): Promise<void> };
}

const on = (name: string, server: Server): Target => ({
  name,
  client: 'knex',
  folder,
  server,
  prelude: `
    import type { Db } from './knex.js';
    import type { AuditRow, CounterRow, DocumentRow, OrderItemRow, PostRow, UserRow } from './rows.js';
  `,
  async connect({ connectionString }) {
    if (server === 'PostgreSQL') recordPg(folder);
    else recordMysql2(folder);
    const { knex: open } = loadPackage(folder, 'knex') as Knex;
    const client = server === 'PostgreSQL' ? 'pg' : 'mysql2';
    const db = open({ client, connection: connectionString, pool: { min: 1, max: 1 } });
    // It asks for the server's version on its first connection.
    await db.raw('SELECT 1');
    return { handle: () => db, close: () => db.destroy() };
  },
});

export const knex: readonly Target[] = [on('Knex 3', 'PostgreSQL'), on('Knex 3 on MariaDB', 'MariaDB')];
