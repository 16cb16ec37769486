import { readFile } from 'node:fs/promises';

import type { EmbeddedPostgres } from '../embedded-postgres.ts';

export interface ReportsDatabase {
  readonly name: string;
  readonly connectionString: string;
  /** Its connection is one of those that the server keeps for superusers. */
  readonly superuserConnectionString: string;
}

export async function createReportsDatabase(postgres: EmbeddedPostgres): Promise<ReportsDatabase> {
  const name = 'reports';
  const sql = (await readSql('tables.sql')) + (await readSql('seed.sql'));
  return {
    name,
    connectionString: await postgres.createDatabase(name, sql),
    superuserConnectionString: postgres.superuserConnectionString,
  };
}

function readSql(file: string): Promise<string> {
  return readFile(new URL(`../../examples/reports-api/prisma/${file}`, import.meta.url), 'utf8');
}
