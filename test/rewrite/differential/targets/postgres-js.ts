import type postgres from 'postgres';

import { loadPackage } from '../load-module.ts';
import { record } from '../statements.ts';
import type { Target } from '../target.ts';

const folder = 'drivers';

export const postgresJs: Target = {
  name: 'postgres.js 3',
  client: 'postgres-js',
  folder,
  server: 'PostgreSQL',
  prelude: `
    import type { Db } from './postgres-js.js';
    import type { AuditRow, CounterRow, DocumentRow, OrderItemRow, PostRow, UserRow } from './rows.js';
  `,
  async connect({ connectionString }) {
    const open = loadPackage(folder, 'postgres') as typeof postgres;
    const sql = open(connectionString, {
      max: 1,
      debug: (_connection, query) => {
        record(query);
      },
    });
    // It asks for the database's types on its first connection.
    await sql`SELECT 1`;
    return { handle: () => sql, close: () => sql.end() };
  },
};
