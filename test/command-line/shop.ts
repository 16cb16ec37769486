/** A shop with findings of several rules, one of them behind a function of another file. */
export const shop: Readonly<Record<string, string>> = {
  'src/pool.ts': `import { Pool } from 'pg';

export const pool = new Pool();
`,
  'src/users.ts': `import { pool } from './pool.js';

export function loadUser(id: number) {
  return pool.query('select * from users where id = $1', [id]);
}
`,
  'src/orders.ts': `import { pool } from './pool.js';
import { loadUser } from './users.js';

export function loadUsers(orders: { userId: number }[]) {
  return Promise.all(orders.map((order) => loadUser(order.userId)));
}

export async function closeAll(ids: number[]) {
  for (const id of ids) await pool.query('delete from orders where id = $1', [id]);
}
`,
  'src/[draft]/totals.ts': `import { pool } from '../pool.js';

export async function total(id: number) {
  const client = await pool.connect();
  const { rows } = await client.query('select sum(price) from lines where order_id = $1', [id]);
  return rows;
}
`,
};
