import type pg from 'pg';

import { loadPackage } from '../load-module.ts';
import { recordPg } from '../statements.ts';
import type { Target } from '../target.ts';

const folder = 'kysely';

interface KyselyPackage {
  readonly Kysely: new (options: { dialect: object }) => { destroy(): Promise<void> };
  readonly PostgresDialect: new (options: { pool: pg.Pool }) => object;
}

export const kysely: Target = {
  name: 'Kysely 0.28',
  client: 'kysely',
  folder,
  server: 'PostgreSQL',
  prelude: `
    import type { Db } from './kysely.js';
  `,
  connect({ connectionString }) {
    recordPg(folder);
    const { Pool } = loadPackage(folder, 'pg') as typeof pg;
    const { Kysely, PostgresDialect } = loadPackage(folder, 'kysely') as KyselyPackage;
    const db = new Kysely({ dialect: new PostgresDialect({ pool: new Pool({ connectionString, max: 1 }) }) });
    return Promise.resolve({ handle: () => db, close: () => db.destroy() });
  },
};
