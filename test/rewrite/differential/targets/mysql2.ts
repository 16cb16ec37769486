import { loadPackage } from '../load-module.ts';
import { recordMysql2 } from '../statements.ts';
import type { Target } from '../target.ts';

const folder = 'drivers';

interface Mysql2 {
  readonly createPool: (options: object) => { end(): Promise<void> };
}

export const mysql2: Target = {
  name: 'mysql2 on MariaDB',
  client: 'mysql2',
  folder,
  server: 'MariaDB',
  prelude: `
    import type { ResultSetHeader, RowDataPacket } from 'mysql2';
    import type { Db } from './mysql2.js';
    import type { AuditRow, CounterRow, DocumentRow, OrderItemRow, PostRow, UserRow } from './rows.js';
  `,
  connect({ connectionString }) {
    recordMysql2(folder);
    const { createPool } = loadPackage(folder, 'mysql2/promise') as Mysql2;
    const pool = createPool({ uri: connectionString, connectionLimit: 1 });
    return Promise.resolve({ handle: () => pool, close: () => pool.end() });
  },
};
