import type { RewriteCase } from '../rewrite-case.ts';

export const mariadbCases: readonly RewriteCase[] = [
  {
    name: 'first',
    operation: 'row by unique key',
    shape: 'destructured row',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const [user] = await db.query<UserRow[]>('SELECT * FROM users WHERE id = ?', [order.userId]);
          found.push(user?.name);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const users = userIds.length > 0 ? await db.query<UserRow[]>('SELECT * FROM users WHERE id IN (?)', [userIds]) : [];
        const userById = new Map(users.map((user) => [String(user.id), user]));
        for (const order of orders) {
          const user = userById.get(String(order.userId));
          found.push(user?.name);
        }
        return found;
      }
    `,
  },
  {
    name: 'any',
    operation: 'rows by foreign key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const rows = await db.query('SELECT * FROM posts WHERE author_id = ? ORDER BY id', [order.userId]);
          found.push(rows);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const posts: any[] = userIds.length > 0 ? await db.query('SELECT * FROM posts WHERE author_id IN (?) ORDER BY id', [userIds]) : [];
        const postsByAuthorId = new Map<string, typeof posts>();
        for (const post of posts) {
          const group = postsByAuthorId.get(String(post.author_id));
          if (group) group.push(post);
          else postsByAuthorId.set(String(post.author_id), [post]);
        }
        for (const order of orders) {
          const rows = postsByAuthorId.get(String(order.userId)) ?? [];
          found.push(rows);
        }
        return found;
      }
    `,
  },
  {
    name: 'any first',
    operation: 'row by unique key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const user = (await db.query('SELECT * FROM users WHERE email = ?', [order.email]))[0];
          found.push(user?.name);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userEmails = [...new Set(orders.map((order) => order.email))];
        const users: any[] = userEmails.length > 0 ? await db.query('SELECT * FROM users WHERE email IN (?)', [userEmails]) : [];
        const userByEmail = new Map(users.reverse().map((user) => [String(user.email), user]));
        for (const order of orders) {
          const user = userByEmail.get(order.email);
          found.push(user?.name);
        }
        return found;
      }
    `,
  },
  {
    name: 'bigint',
    operation: 'row by unique key',
    shape: 'destructured row',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const [account] = await db.execute('SELECT * FROM accounts WHERE id = ?', [order.accountId]);
          found.push(account?.balance);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const accountIds = [...new Set(orders.map((order) => order.accountId))];
        const accounts: any[] = accountIds.length > 0 ? await db.query('SELECT * FROM accounts WHERE id IN (?)', [accountIds]) : [];
        const accountById = new Map(accounts.map((account) => [String(account.id), account]));
        for (const order of orders) {
          const account = accountById.get(String(order.accountId));
          found.push(account?.balance);
        }
        return found;
      }
    `,
  },
  {
    name: 'composite',
    operation: 'row by composite key',
    shape: 'destructured row',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const [item] = await db.query<OrderItemRow[]>('SELECT * FROM order_items WHERE sku = ? AND order_id = ?', [order.line.sku, order.line.orderId]);
          found.push(item);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const orderItemKeys = [...new Map(orders.map((order) => [JSON.stringify([order.line.sku, String(order.line.orderId)]), { sku: order.line.sku, order_id: order.line.orderId }] as const)).values()];
        const orderItems = orderItemKeys.length > 0 ? await db.query<OrderItemRow[]>('SELECT * FROM order_items WHERE sku IN (?) AND order_id IN (?)', [orderItemKeys.map((key) => key.sku), orderItemKeys.map((key) => key.order_id)]) : [];
        const orderItemBySkuAndOrderId = new Map(orderItems.reverse().map((orderItem) => [JSON.stringify([orderItem.sku, String(orderItem.order_id)]), orderItem]));
        for (const order of orders) {
          const item = orderItemBySkuAndOrderId.get(JSON.stringify([order.line.sku, String(order.line.orderId)]));
          found.push(item);
        }
        return found;
      }
    `,
  },
  {
    name: 'insert in for of',
    operation: 'insert',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          await db.execute('INSERT INTO audit (user_id, action) VALUES (?, ?)', [order.userId, 'seen']);
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        if (orders.length > 0) await db.batch('INSERT INTO audit (user_id, action) VALUES (?, ?)', orders.map((order) => [order.userId, 'seen']));
      }
    `,
  },
  {
    name: 'insert in Promise.all',
    operation: 'insert',
    shape: 'Promise.all(map)',
    code: `
      export async function run(db: Db, orders: Order[]) {
        await Promise.all(orders.map((order) => db.query("INSERT INTO audit (user_id, action) VALUES (?, 'seen')", [order.userId])));
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        if (orders.length > 0) await db.batch("INSERT INTO audit (user_id, action) VALUES (?, 'seen')", orders.map((order) => [order.userId]));
      }
    `,
  },
  {
    name: 'insert behind a guard',
    operation: 'insert',
    shape: 'guard',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          if (order.quantity > 2) await db.query('INSERT INTO posts (id, author_id, title, score, created) VALUES (?, ?, ?, 4, ?)', [order.id + 5000, order.editorId, order.email, order.day]);
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const postRows = orders.flatMap((order) => (order.quantity > 2 ? [[order.id + 5000, order.editorId, order.email, order.day]] : []));
        if (postRows.length > 0) await db.batch('INSERT INTO posts (id, author_id, title, score, created) VALUES (?, ?, ?, 4, ?)', postRows);
      }
    `,
  },
  {
    name: 'insert that overwrites',
    operation: 'insert',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          await db.query('INSERT INTO counters (id, value) VALUES (?, ?) ON DUPLICATE KEY UPDATE value = value + 1', [order.id, order.quantity]);
        }
      }
    `,
    refused: 'sqlForm',
  },
  {
    name: 'delete by key',
    operation: 'delete by key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          await db.execute('DELETE FROM counters WHERE id = ?', [order.id]);
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const counterIds = orders.map((order) => order.id);
        if (counterIds.length > 0) await db.query('DELETE FROM counters WHERE id IN (?)', [counterIds]);
      }
    `,
  },
  {
    name: 'update with the same values',
    operation: 'update with the same values',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          await db.query('UPDATE counters SET value = ? WHERE id = ? AND value > ?', [3, order.id, 0]);
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const counterIds = orders.map((order) => order.id);
        if (counterIds.length > 0) await db.query('UPDATE counters SET value = ? WHERE id IN (?) AND value > ?', [3, counterIds, 0]);
      }
    `,
  },
  {
    name: 'count of a known type',
    operation: 'count by foreign key',
    shape: 'destructured row',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const [{ total }] = await db.query<{ total: bigint }[]>('SELECT COUNT(*) AS total FROM posts WHERE author_id = ?', [order.userId]);
          found.push(total);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const postCounts = userIds.length > 0 ? await db.query<{ author_id: number; total: bigint }[]>('SELECT author_id, COUNT(*) AS total FROM posts WHERE author_id IN (?) GROUP BY author_id', [userIds]) : [];
        const postCountByAuthorId = new Map(postCounts.map((group) => [String(group.author_id), group.total]));
        for (const order of orders) {
          const total = postCountByAuthorId.get(String(order.userId)) ?? 0n;
          found.push(total);
        }
        return found;
      }
    `,
  },
  {
    name: 'count, as a number',
    operation: 'count by foreign key',
    shape: 'destructured row',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const [{ total }] = await db.query('SELECT COUNT(*) AS total FROM posts WHERE author_id = ?', [order.userId]);
          found.push(Number(total));
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const postCounts: any[] = userIds.length > 0 ? await db.query('SELECT author_id, COUNT(*) AS total FROM posts WHERE author_id IN (?) GROUP BY author_id', [userIds]) : [];
        const postCountByAuthorId = new Map(postCounts.map((group) => [String(group.author_id), group.total]));
        for (const order of orders) {
          const total = postCountByAuthorId.get(String(order.userId)) ?? 0;
          found.push(Number(total));
        }
        return found;
      }
    `,
  },
  {
    name: 'maximum',
    operation: 'sum by foreign key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const rows = await db.query('SELECT MAX(score) AS best FROM posts WHERE author_id = ?', [order.userId]);
          found.push(rows[0].best);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const postMaximums: any[] = userIds.length > 0 ? await db.query('SELECT author_id, MAX(score) AS best FROM posts WHERE author_id IN (?) GROUP BY author_id', [userIds]) : [];
        const postMaximumByAuthorId = new Map(postMaximums.map((group) => [String(group.author_id), group.best]));
        for (const order of orders) {
          found.push(postMaximumByAuthorId.get(String(order.userId)) ?? null);
        }
        return found;
      }
    `,
  },
  {
    name: 'changes of each',
    operation: 'update with other values',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          await db.query('UPDATE users SET name = ? WHERE id = ?', [order.email, order.userId]);
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        if (orders.length > 0) await db.batch('UPDATE users SET name = ? WHERE id = ?', orders.map((order) => [order.email, order.userId]));
      }
    `,
  },
  {
    name: 'changes by two columns',
    operation: 'update with other values',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          await db.execute('UPDATE order_items SET quantity = ? WHERE order_id = ? AND sku = ?', [order.quantity, order.line.orderId, order.line.sku]);
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        if (orders.length > 0) await db.batch('UPDATE order_items SET quantity = ? WHERE order_id = ? AND sku = ?', orders.map((order) => [order.quantity, order.line.orderId, order.line.sku]));
      }
    `,
  },
];
