import type { RewriteCase } from '../rewrite-case.ts';

export const mysql2Cases: readonly RewriteCase[] = [
  {
    name: 'destructured twice',
    operation: 'row by unique key',
    shape: 'destructured row',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const [[user]] = await db.execute<(UserRow & RowDataPacket)[]>('SELECT * FROM users WHERE id = ?', [order.userId]);
          found.push(user?.name);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const users = userIds.length > 0 ? (await db.query<(UserRow & RowDataPacket)[]>('SELECT * FROM users WHERE id IN (?)', [userIds]))[0] : [];
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
    name: 'rows',
    operation: 'rows by foreign key',
    shape: 'destructured row',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const [rows] = await db.query<(PostRow & RowDataPacket)[]>('SELECT * FROM posts WHERE author_id = ? AND score > ?', [order.userId, 5]);
          found.push(rows);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const posts = userIds.length > 0 ? (await db.query<(PostRow & RowDataPacket)[]>('SELECT * FROM posts WHERE author_id IN (?) AND score > ?', [userIds, 5]))[0] : [];
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
    name: 'packets',
    operation: 'row by unique key',
    shape: 'destructured row',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const [rows] = await db.query<RowDataPacket[]>('SELECT * FROM users WHERE email = ? LIMIT 1', [order.email]);
          found.push(rows[0]?.name);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userEmails = [...new Set(orders.map((order) => order.email))];
        const users = userEmails.length > 0 ? (await db.query<RowDataPacket[]>('SELECT * FROM users WHERE email IN (?)', [userEmails]))[0] : [];
        const userByEmail = new Map(users.reverse().map((user) => [String(user.email), user]));
        for (const order of orders) {
          found.push(userByEmail.get(order.email)?.name);
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
          const [[item]] = await db.query<RowDataPacket[]>('SELECT * FROM order_items WHERE sku = ? AND order_id = ?', [order.line.sku, order.line.orderId]);
          found.push(item);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const orderItemKeys = [...new Map(orders.map((order) => [JSON.stringify([order.line.sku, String(order.line.orderId)]), { sku: order.line.sku, order_id: order.line.orderId }] as const)).values()];
        const orderItems = orderItemKeys.length > 0 ? (await db.query<RowDataPacket[]>('SELECT * FROM order_items WHERE sku IN (?) AND order_id IN (?)', [orderItemKeys.map((key) => key.sku), orderItemKeys.map((key) => key.order_id)]))[0] : [];
        const orderItemBySkuAndOrderId = new Map(orderItems.reverse().map((orderItem) => [JSON.stringify([String(orderItem.sku), String(orderItem.order_id)]), orderItem]));
        for (const order of orders) {
          const item = orderItemBySkuAndOrderId.get(JSON.stringify([order.line.sku, String(order.line.orderId)]));
          found.push(item);
        }
        return found;
      }
    `,
  },
  {
    name: 'access',
    operation: 'row by unique key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          found.push((await db.query<RowDataPacket[]>('select name from users where id = ?', [order.userId]))[0][0]?.name);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const users = userIds.length > 0 ? (await db.query<RowDataPacket[]>('select id, name from users where id in (?)', [userIds]))[0] : [];
        const userById = new Map(users.map((user) => [String(user.id), user]));
        for (const order of orders) {
          found.push(userById.get(String(order.userId))?.name);
        }
        return found;
      }
    `,
  },
  {
    name: 'fields',
    operation: 'row by unique key',
    shape: 'destructured row',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const [rows, fields] = await db.query<RowDataPacket[]>('SELECT * FROM users WHERE email = ? LIMIT 1', [order.email]);
          found.push(rows[0]?.name, fields.length);
        }
        return found;
      }
    `,
    refused: 'resultForm',
  },
  {
    name: 'untyped',
    operation: 'row by unique key',
    shape: 'destructured row',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const [rows] = await db.query('SELECT * FROM users WHERE id = ?', [order.userId]);
          found.push(rows);
        }
        return found;
      }
    `,
    refused: 'noTypes',
  },
  {
    name: 'connection',
    operation: 'row by unique key',
    shape: 'destructured row',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const connection = await db.getConnection();
        try {
          await connection.beginTransaction();
          const names: unknown[] = [];
          for (const order of orders) {
            const [rows] = await connection.query<RowDataPacket[]>("SELECT id, name FROM \`users\` WHERE \`id\` = ?", [order.userId]);
            if (rows.length === 0) continue;
            const user = rows[0];
            names.push(user.name);
          }
          await connection.commit();
          return names;
        } finally {
          connection.release();
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const connection = await db.getConnection();
        try {
          await connection.beginTransaction();
          const names: unknown[] = [];
          const userIds = [...new Set(orders.map((order) => order.userId))];
          const users = userIds.length > 0 ? (await connection.query<RowDataPacket[]>("SELECT id, name FROM \`users\` WHERE \`id\` IN (?)", [userIds]))[0] : [];
          const usersById = new Map<string, typeof users>();
          for (const user of users) {
            const group = usersById.get(String(user.id));
            if (group) group.push(user);
            else usersById.set(String(user.id), [user]);
          }
          for (const order of orders) {
            const rows = usersById.get(String(order.userId)) ?? [];
            if (rows.length === 0) continue;
            const user = rows[0];
            names.push(user.name);
          }
          await connection.commit();
          return names;
        } finally {
          connection.release();
        }
      }
    `,
  },
  {
    name: 'bigint, which the driver rounds',
    operation: 'row by unique key',
    shape: 'destructured row',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const [[account]] = await db.query<RowDataPacket[]>('SELECT * FROM accounts WHERE id = ?', [order.accountId]);
          found.push(account?.balance);
        }
        return found;
      }
    `,
    refused: 'incomparableKey',
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
        if (orders.length > 0) await db.query('INSERT INTO audit (user_id, action) VALUES ?', [orders.map((order) => [order.userId, 'seen'])]);
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
        if (orders.length > 0) await db.query("INSERT INTO audit (user_id, action) VALUES ?", [orders.map((order) => [order.userId, 'seen'])]);
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
        const postRows = orders.flatMap((order) => (order.quantity > 2 ? [[order.id + 5000, order.editorId, order.email, 4, order.day]] : []));
        if (postRows.length > 0) await db.query('INSERT INTO posts (id, author_id, title, score, created) VALUES ?', [postRows]);
      }
    `,
  },
  {
    name: 'insert of the time',
    operation: 'insert',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          await db.query('INSERT INTO posts (id, author_id, title, score, created) VALUES (?, 1, ?, 4, now())', [order.id + 5000, order.email]);
        }
      }
    `,
    refused: 'sqlForm',
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
    name: 'update with other values',
    operation: 'update with other values',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          await db.execute('UPDATE counters SET value = ? WHERE id = ?', [order.id, order.userId]);
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const counterChanges = orders.map((order) => ({ id: order.userId, value: order.id })).reverse();
        if (counterChanges.length > 0) await db.query(\`UPDATE counters SET value = CASE id \${counterChanges.map(() => 'WHEN ? THEN ?').join(' ')} ELSE value END WHERE id IN (?)\`, [...counterChanges.flatMap((change) => [change.id, change.value]), counterChanges.map((change) => change.id)]);
      }
    `,
    caveat: /^Update all counters with one query that is given the values of each, all or none of them\.$/,
  },
  {
    name: 'updates of several columns by a text',
    operation: 'update with other values',
    shape: 'guard',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const { email, editorId, quantity } of orders) {
          if (quantity > 1) await db.query('update users set name = ?, parent_id = ? where email = ?', [email, editorId, email.toUpperCase()]);
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const userChanges = orders.flatMap(({ email, editorId, quantity }) => (quantity > 1 ? [{ email: email.toUpperCase(), name: email, parent_id: editorId }] : [])).reverse();
        if (userChanges.length > 0) await db.query(\`update users set name = case email \${userChanges.map(() => 'when ? then ?').join(' ')} else name end, parent_id = case email \${userChanges.map(() => 'when ? then ?').join(' ')} else parent_id end where email in (?)\`, [...userChanges.flatMap((change) => [change.email, change.name]), ...userChanges.flatMap((change) => [change.email, change.parent_id]), userChanges.map((change) => change.email)]);
      }
    `,
  },
  {
    name: 'updates by two columns',
    operation: 'update with other values',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          await db.query('UPDATE order_items SET quantity = ? WHERE order_id = ? AND sku = ?', [order.quantity, order.line.orderId, order.line.sku]);
        }
      }
    `,
    refused: 'tooManyKeys',
  },
  {
    name: 'updates where another column says so',
    operation: 'update with other values',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          await db.query('UPDATE counters SET value = ? WHERE id = ? AND value > 3', [order.quantity, order.id]);
        }
      }
    `,
    refused: 'variesElsewhere',
  },
  {
    name: 'count, as a number',
    operation: 'count by foreign key',
    shape: 'destructured row',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const [[{ total }]] = await db.query<RowDataPacket[]>('SELECT COUNT(*) AS total FROM posts WHERE author_id = ?', [order.userId]);
          found.push(Number(total));
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const postCounts = userIds.length > 0 ? (await db.query<RowDataPacket[]>('SELECT author_id, COUNT(*) AS total FROM posts WHERE author_id IN (?) GROUP BY author_id', [userIds]))[0] : [];
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
    name: 'count of a known type',
    operation: 'count by foreign key',
    shape: 'destructured row',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const [[{ total }]] = await db.query<({ total: number } & RowDataPacket)[]>('SELECT COUNT(*) AS total FROM posts WHERE author_id = ?', [order.userId]);
          found.push(total);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const postCounts = userIds.length > 0 ? (await db.query<({ total: number } & RowDataPacket)[]>('SELECT author_id, COUNT(*) AS total FROM posts WHERE author_id IN (?) GROUP BY author_id', [userIds]))[0] : [];
        const postCountByAuthorId = new Map(postCounts.map((group) => [String(group.author_id), group.total]));
        for (const order of orders) {
          const total = postCountByAuthorId.get(String(order.userId)) ?? 0;
          found.push(total);
        }
        return found;
      }
    `,
  },
  {
    name: 'count without a name',
    operation: 'count by foreign key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const [rows] = await db.execute<RowDataPacket[]>('SELECT COUNT(*) FROM posts WHERE author_id = ?', [order.userId]);
          found.push(Number(rows[0]['COUNT(*)']));
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const postCounts = userIds.length > 0 ? (await db.query<RowDataPacket[]>('SELECT author_id, COUNT(*) FROM posts WHERE author_id IN (?) GROUP BY author_id', [userIds]))[0] : [];
        const postCountByAuthorId = new Map(postCounts.map((group) => [String(group.author_id), group['COUNT(*)']]));
        for (const order of orders) {
          found.push(Number(postCountByAuthorId.get(String(order.userId)) ?? 0));
        }
        return found;
      }
    `,
  },
  {
    name: 'sum and maximum, handed on',
    operation: 'sum by foreign key',
    shape: 'destructured row',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const [[row]] = await db.execute<RowDataPacket[]>('SELECT SUM(score) AS total, MAX(score) AS best FROM posts WHERE author_id = ?', [order.userId]);
          found.push(row);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const postTotals = userIds.length > 0 ? (await db.query<RowDataPacket[]>('SELECT author_id, SUM(score) AS total, MAX(score) AS best FROM posts WHERE author_id IN (?) GROUP BY author_id', [userIds]))[0] : [];
        const postTotalByAuthorId = new Map(postTotals.map((group) => [String(group.author_id), { total: group.total, best: group.best }]));
        for (const order of orders) {
          const row = postTotalByAuthorId.get(String(order.userId)) ?? { total: null, best: null };
          found.push(row);
        }
        return found;
      }
    `,
  },
  {
    name: 'count of no known form',
    operation: 'count by foreign key',
    shape: 'destructured row',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const [[{ total }]] = await db.query<RowDataPacket[]>('SELECT COUNT(*) AS total FROM posts WHERE author_id = ?', [order.userId]);
          found.push(total);
        }
        return found;
      }
    `,
    refused: 'numberForm',
  },
];
