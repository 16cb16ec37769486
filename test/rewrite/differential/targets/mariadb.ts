import { loadPackage } from '../load-module.ts';
import { record } from '../statements.ts';
import type { Target } from '../target.ts';

const folder = 'drivers';

interface MariadbPackage {
  readonly createPool: (options: object) => { end(): Promise<void> };
}

/** Statements, and not that one is prepared or no longer needed: `QUERY: …`, `EXECUTE: (3) sql: …`, `BULK: (3) sql: …`. */
function recordSent(logged: string): void {
  const statement = /^(?:QUERY|EXECUTE|BULK): (?:\(-?\d+\) )?(?:sql: )?([\s\S]*)$/.exec(logged)?.[1];
  if (statement !== undefined) record(statement);
}

export const mariadb: Target = {
  name: 'mariadb 3',
  client: 'mariadb',
  folder,
  server: 'MariaDB',
  prelude: `
    import type { Db } from './mariadb.js';
    import type { AuditRow, CounterRow, DocumentRow, OrderItemRow, PostRow, UserRow } from './rows.js';
  `,
  connect({ connectionString }) {
    const { createPool } = loadPackage(folder, 'mariadb') as MariadbPackage;
    const { hostname, port, username, pathname } = new URL(connectionString);
    const pool = createPool({
      host: hostname,
      port: Number(port),
      user: username,
      database: pathname.slice(1),
      connectionLimit: 1,
      logger: { query: recordSent },
    });
    return Promise.resolve({ handle: () => pool, close: () => pool.end() });
  },
};
