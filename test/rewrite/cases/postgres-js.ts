import type { RewriteCase } from '../rewrite-case.ts';

export const postgresJsCases: readonly RewriteCase[] = [
  {
    name: 'first',
    operation: 'row by unique key',
    shape: 'destructured row',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const [user] = await db<UserRow[]>\`SELECT * FROM users WHERE id = \${order.userId}\`;
          found.push(user?.name);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const users = await db<UserRow[]>\`SELECT * FROM users WHERE id IN \${db(userIds)}\`;
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
    name: 'untyped',
    operation: 'row by unique key',
    shape: 'destructured row',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const [user] = await db\`select name from users where id = \${order.userId}\`;
          found.push(user?.name);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const users = await db\`select id, name from users where id in \${db(userIds)}\`;
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
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const posts = await db<PostRow[]>\`
            select * from posts
            where author_id = \${order.userId} and score > \${3}
            order by id
          \`;
          found.push(posts.map((post) => post.title));
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const allPosts = await db<PostRow[]>\`
            select * from posts
            where author_id in \${db(userIds)} and score > \${3}
            order by id
          \`;
        const postsByAuthorId = new Map<string, (typeof allPosts)[number][]>();
        for (const post of allPosts) {
          const group = postsByAuthorId.get(String(post.author_id));
          if (group) group.push(post);
          else postsByAuthorId.set(String(post.author_id), [post]);
        }
        for (const order of orders) {
          const posts = postsByAuthorId.get(String(order.userId)) ?? [];
          found.push(posts.map((post) => post.title));
        }
        return found;
      }
    `,
  },
  {
    name: 'rows escape',
    operation: 'rows by foreign key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const posts = await db\`select * from posts where author_id = \${order.userId} order by id\`;
          found.push(posts);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const allPosts = await db\`select * from posts where author_id in \${db(userIds)} order by id\`;
        const postsByAuthorId = new Map<string, (typeof allPosts)[number][]>();
        for (const post of allPosts) {
          const group = postsByAuthorId.get(String(post.author_id));
          if (group) group.push(post);
          else postsByAuthorId.set(String(post.author_id), [post]);
        }
        for (const order of orders) {
          const posts = postsByAuthorId.get(String(order.userId)) ?? [];
          found.push(posts);
        }
        return found;
      }
    `,
  },
  {
    name: 'count used',
    operation: 'rows by foreign key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const posts = await db\`select * from posts where author_id = \${order.userId} order by id\`;
          found.push(posts.count);
        }
        return found;
      }
    `,
    refused: 'resultForm',
  },
  {
    name: 'fragment',
    operation: 'rows by foreign key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const posts = await db\`select * from posts where author_id = \${order.userId} \${db\`and score > 3\`}\`;
          found.push(posts);
        }
        return found;
      }
    `,
    refused: 'sqlForm',
  },
  {
    name: 'bigint',
    operation: 'row by unique key',
    shape: 'destructured row',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const [account] = await db\`select * from accounts where id = \${String(order.accountId)}::bigint\`;
          found.push(account?.balance);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const accountIds = [...new Set(orders.map((order) => String(order.accountId)))];
        const accounts = await db\`select * from accounts where id = any(\${accountIds}::bigint[])\`;
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
    name: 'uuid',
    operation: 'row by unique key',
    shape: 'destructured row',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const [doc] = await db<DocumentRow[]>\`select * from documents where id = \${order.documentId}\`;
          found.push(doc?.title);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const documentIds = [...new Set(orders.map((order) => order.documentId))];
        const docs = await db<DocumentRow[]>\`select * from documents where id in \${db(documentIds)}\`;
        const docById = new Map(docs.map((doc) => [doc.id, doc]));
        for (const order of orders) {
          const doc = docById.get(order.documentId);
          found.push(doc?.title);
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
          const [item] = await db<OrderItemRow[]>\`select * from order_items where order_id = \${order.line.orderId} and sku = \${order.line.sku}\`;
          found.push(item?.quantity);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const orderItemKeys = [...new Map(orders.map((order) => [JSON.stringify([String(order.line.orderId), order.line.sku]), { order_id: order.line.orderId, sku: order.line.sku }] as const)).values()];
        const orderItems = await db<OrderItemRow[]>\`select * from order_items where order_id in \${db(orderItemKeys.map((key) => key.order_id))} and sku in \${db(orderItemKeys.map((key) => key.sku))}\`;
        const orderItemByOrderIdAndSku = new Map(orderItems.reverse().map((orderItem) => [JSON.stringify([String(orderItem.order_id), orderItem.sku]), orderItem]));
        for (const order of orders) {
          const item = orderItemByOrderIdAndSku.get(JSON.stringify([String(order.line.orderId), order.line.sku]));
          found.push(item?.quantity);
        }
        return found;
      }
    `,
  },
  {
    name: 'fan-out',
    operation: 'rows by foreign key',
    shape: 'Promise.all(map)',
    code: `
      export async function run(db: Db, orders: Order[]) {
        return Promise.all(orders.map((order) => db<PostRow[]>\`select * from posts where author_id = \${order.userId} order by id\`));
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const posts = await db<PostRow[]>\`select * from posts where author_id in \${db(userIds)} order by id\`;
        const postsByAuthorId = new Map<string, (typeof posts)[number][]>();
        for (const post of posts) {
          const group = postsByAuthorId.get(String(post.author_id));
          if (group) group.push(post);
          else postsByAuthorId.set(String(post.author_id), [post]);
        }
        return orders.map((order) => postsByAuthorId.get(String(order.userId)) ?? []);
      }
    `,
  },
  {
    name: 'transaction',
    operation: 'row by unique key',
    shape: 'destructured element',
    code: `
      export async function run(db: Db, orders: Order[]) {
        return db.begin(async (sql) => {
          const found = [];
          for (const { userId } of orders) {
            const [user] = await sql<UserRow[]>\`select * from users where id = \${userId}\`;
            if (user) found.push(user.name);
          }
          return found;
        });
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        return db.begin(async (sql) => {
          const found = [];
          const userIds = [...new Set(orders.map(({ userId }) => userId))];
          const users = await sql<UserRow[]>\`select * from users where id in \${sql(userIds)}\`;
          const userById = new Map(users.map((user) => [String(user.id), user]));
          for (const { userId } of orders) {
            const user = userById.get(String(userId));
            if (user) found.push(user.name);
          }
          return found;
        });
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
          await db\`INSERT INTO audit (user_id, action) VALUES (\${order.userId}, 'seen')\`;
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        if (orders.length > 0) await db\`INSERT INTO audit \${db(orders.map((order) => ({ user_id: order.userId, action: 'seen' })))}\`;
      }
    `,
  },
  {
    name: 'insert of an object',
    operation: 'insert',
    shape: 'Promise.all(map)',
    code: `
      export async function run(db: Db, orders: Order[]) {
        await Promise.all(orders.map((order) => db\`insert into audit \${db({ user_id: order.userId, action: 'seen' }, 'user_id', 'action')}\`));
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        if (orders.length > 0) await db\`insert into audit \${db(orders.map((order) => ({ user_id: order.userId, action: 'seen' })), 'user_id', 'action')}\`;
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
          if (order.editorId !== null) await db\`INSERT INTO counters (id, value) VALUES (\${order.editorId}, 1) ON CONFLICT DO NOTHING\`;
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const counterRows = orders.flatMap((order) => (order.editorId !== null ? [{ id: order.editorId, value: 1 }] : []));
        if (counterRows.length > 0) await db\`INSERT INTO counters \${db(counterRows)} ON CONFLICT DO NOTHING\`;
      }
    `,
  },
  {
    name: 'insert with an answer',
    operation: 'insert',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          await db\`INSERT INTO audit (user_id, action) VALUES (\${order.userId}, 'seen') RETURNING id\`;
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
          await db\`DELETE FROM counters WHERE id = \${order.id}\`;
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        await db\`DELETE FROM counters WHERE id IN \${db(orders.map((order) => order.id))}\`;
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
          await db\`UPDATE counters SET value = \${3} WHERE id = \${order.id}\`;
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        await db\`UPDATE counters SET value = \${3} WHERE id IN \${db(orders.map((order) => order.id))}\`;
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
          const [{ count }] = await db\`SELECT count(*) FROM posts WHERE author_id = \${order.userId}\`;
          found.push(Number(count));
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const postCounts = await db\`SELECT author_id, count(*) FROM posts WHERE author_id IN \${db(userIds)} GROUP BY author_id\`;
        const postCountByAuthorId = new Map(postCounts.map((group) => [String(group.author_id), group.count]));
        for (const order of orders) {
          const count = postCountByAuthorId.get(String(order.userId)) ?? 0;
          found.push(Number(count));
        }
        return found;
      }
    `,
  },
  {
    name: 'count of a tuple',
    operation: 'count by foreign key',
    shape: 'destructured row',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const [{ count }] = await db<[{ count: string }]>\`SELECT count(*) FROM posts WHERE author_id = \${order.userId}\`;
          found.push(count);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const postCounts = await db<{ author_id: number; count: string }[]>\`SELECT author_id, count(*) FROM posts WHERE author_id IN \${db(userIds)} GROUP BY author_id\`;
        const postCountByAuthorId = new Map(postCounts.map((group) => [String(group.author_id), group.count]));
        for (const order of orders) {
          const count = postCountByAuthorId.get(String(order.userId)) ?? '0';
          found.push(count);
        }
        return found;
      }
    `,
  },
  {
    name: 'count and sum',
    operation: 'sum by foreign key',
    shape: 'destructured row',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const [row] = await db<{ count: string; total: string | null }[]>\`SELECT count(*), sum(score) as total FROM posts WHERE author_id = \${order.userId} AND score > \${3}\`;
          found.push(row?.count, row?.total);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const postTotals = await db<{ author_id: number; count: string; total: string | null }[]>\`SELECT author_id, count(*), sum(score) as total FROM posts WHERE author_id IN \${db(userIds)} AND score > \${3} GROUP BY author_id\`;
        const postTotalByAuthorId = new Map(postTotals.map((group) => [String(group.author_id), group]));
        for (const order of orders) {
          const row = postTotalByAuthorId.get(String(order.userId)) ?? { count: '0', total: null };
          found.push(row?.count, row?.total);
        }
        return found;
      }
    `,
  },
  {
    name: 'count with a cast',
    operation: 'count by foreign key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const rows = await db\`select count(*)::int as n from posts where author_id = \${order.userId}\`;
          found.push(rows[0].n);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const postCounts = await db\`select author_id, count(*)::int as n from posts where author_id in \${db(userIds)} group by author_id\`;
        const postCountByAuthorId = new Map(postCounts.map((group) => [String(group.author_id), group.n]));
        for (const order of orders) {
          found.push(postCountByAuthorId.get(String(order.userId)) ?? 0);
        }
        return found;
      }
    `,
  },
  {
    name: 'count of no known form',
    operation: 'count by foreign key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const [{ count }] = await db\`SELECT count(*) FROM posts WHERE author_id = \${order.userId}\`;
          found.push(count);
        }
        return found;
      }
    `,
    refused: 'numberForm',
  },
  {
    name: 'changes of each',
    operation: 'update with other values',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          await db\`UPDATE users SET name = \${order.email} WHERE id = \${order.userId}\`;
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const userChanges = [...new Map(orders.map((order) => [order.userId, [order.email, order.userId]] as const)).values()];
        if (userChanges.length > 0) await db\`UPDATE users SET name = data.name FROM (VALUES \${db(userChanges)}, ((SELECT name FROM users LIMIT 0), (SELECT id FROM users LIMIT 0))) AS data (name, id) WHERE users.id = data.id\`;
      }
    `,
  },
  {
    name: 'changes of several columns',
    operation: 'update with other values',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          await db\`update users set name = \${'order ' + order.id}, parent_id = \${order.editorId} where id = \${order.userId}\`;
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const userChanges = [...new Map(orders.map((order) => [order.userId, ['order ' + order.id, order.editorId, order.userId]] as const)).values()];
        if (userChanges.length > 0) await db\`update users set name = data.name, parent_id = data.parent_id from (values \${db(userChanges)}, ((select name from users limit 0), (select parent_id from users limit 0), (select id from users limit 0))) as data (name, parent_id, id) where users.id = data.id\`;
      }
    `,
  },
  {
    name: 'changes to times, beside one for all',
    operation: 'update with other values',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          await db\`UPDATE posts SET created = \${order.day}, score = 7 WHERE id = \${order.userId}\`;
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const postChanges = [...new Map(orders.map((order) => [order.userId, [order.day, order.userId]] as const)).values()];
        if (postChanges.length > 0) await db\`UPDATE posts SET created = data.created, score = 7 FROM (VALUES \${db(postChanges)}, ((SELECT created FROM posts LIMIT 0), (SELECT id FROM posts LIMIT 0))) AS data (created, id) WHERE posts.id = data.id\`;
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
          await db\`UPDATE order_items SET quantity = \${order.quantity} WHERE order_id = \${order.line.orderId} AND sku = \${order.line.sku}\`;
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const orderItemChanges = [...new Map(orders.map((order) => [JSON.stringify([order.line.orderId, order.line.sku]), [order.quantity, order.line.orderId, order.line.sku]] as const)).values()];
        if (orderItemChanges.length > 0) await db\`UPDATE order_items SET quantity = data.quantity FROM (VALUES \${db(orderItemChanges)}, ((SELECT quantity FROM order_items LIMIT 0), (SELECT order_id FROM order_items LIMIT 0), (SELECT sku FROM order_items LIMIT 0))) AS data (quantity, order_id, sku) WHERE order_items.order_id = data.order_id AND order_items.sku = data.sku\`;
      }
    `,
  },
  {
    name: 'changes in a helper of the tag',
    operation: 'update with other values',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          await db\`UPDATE users SET \${db({ name: order.email })} WHERE id = \${order.userId}\`;
        }
      }
    `,
    refused: 'relativeChange',
  },
];
