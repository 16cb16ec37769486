import pg from 'pg';

import { type EmbeddedPostgres } from '../../../scripts/embedded-postgres.ts';
import { createTables, resetTable, type SeededDatabase } from './seeded-database.ts';

export async function createPostgresDatabase(server: EmbeddedPostgres, name: string): Promise<SeededDatabase> {
  const connectionString = await server.createDatabase(name, createTables('PostgreSQL').join(';'));
  const client = new pg.Client({ connectionString });
  await client.connect();
  return {
    leavesGaps: false,
    connectionString,
    async contents(names) {
      const contents: Record<string, readonly unknown[]> = {};
      for (const table of names) {
        const { rows } = await client.query<{ row: unknown }>(`SELECT to_jsonb(t) AS row FROM ${table} t ORDER BY 1`);
        contents[table] = rows.map(({ row }) => row);
      }
      return contents;
    },
    async reset(names) {
      if (names.length > 0) await client.query(names.flatMap((table) => resetTable(table, 'PostgreSQL')).join(';'));
    },
    async isIdle() {
      const others = `datname = current_database() AND pid <> pg_backend_pid()`;
      const { rows } = await client.query(`SELECT 1 FROM pg_stat_activity WHERE ${others} AND state = 'active'`);
      return rows.length === 0;
    },
    close: () => client.end(),
  };
}
