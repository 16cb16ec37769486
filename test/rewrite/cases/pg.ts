import type { RewriteCase } from '../rewrite-case.ts';

export const pgCases: readonly RewriteCase[] = [
  {
    name: 'destructured row',
    operation: 'row by unique key',
    shape: 'destructured row',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const { rows: [user] } = await db.query<UserRow>('SELECT * FROM users WHERE id = $1', [order.userId]);
          found.push(user?.name);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const { rows: users } = await db.query<UserRow>('SELECT * FROM users WHERE id = ANY($1)', [userIds]);
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
    name: 'destructured row intolerant',
    operation: 'row by unique key',
    shape: 'guard',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const { rows: [user] } = await db.query<UserRow>('SELECT * FROM users WHERE id = $1', [order.userId]);
          if (order.userId === 3) found.push(user.name);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const { rows: users } = await db.query<UserRow>('SELECT * FROM users WHERE id = ANY($1)', [userIds]);
        const userById = new Map(users.map((user) => [String(user.id), user]));
        for (const order of orders) {
          const user = userById.get(String(order.userId))!;
          if (order.userId === 3) found.push(user.name);
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
          const { rows } = await db.query<PostRow>('SELECT * FROM posts WHERE author_id = $1', [order.userId]);
          found.push(rows.map((row) => row.title));
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const { rows: posts } = await db.query<PostRow>('SELECT * FROM posts WHERE author_id = ANY($1)', [userIds]);
        const postsByAuthorId = new Map<string, typeof posts>();
        for (const post of posts) {
          const group = postsByAuthorId.get(String(post.author_id));
          if (group) group.push(post);
          else postsByAuthorId.set(String(post.author_id), [post]);
        }
        for (const order of orders) {
          const rows = postsByAuthorId.get(String(order.userId)) ?? [];
          found.push(rows.map((row) => row.title));
        }
        return found;
      }
    `,
  },
  {
    name: 'rows named',
    operation: 'rows by foreign key',
    shape: 'destructured row',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const { rows: posts } = await db.query<PostRow>('SELECT id, author_id, title FROM posts p WHERE p.author_id = $1 AND score > $2 ORDER BY score, id', [order.userId, 10]);
          found.push(posts);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const { rows: allPosts } = await db.query<PostRow>('SELECT id, author_id, title FROM posts p WHERE p.author_id = ANY($1) AND score > $2 ORDER BY score, id', [userIds, 10]);
        const postsByAuthorId = new Map<string, typeof allPosts>();
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
    name: 'rows then first',
    operation: 'row by unique key',
    shape: 'destructured row',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const { rows } = await db.query<UserRow>('SELECT * FROM users WHERE id = $1', [order.userId]);
          const user = rows[0];
          if (!user) continue;
          found.push(user.name);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const { rows: users } = await db.query<UserRow>('SELECT * FROM users WHERE id = ANY($1)', [userIds]);
        const userById = new Map(users.map((user) => [String(user.id), user]));
        for (const order of orders) {
          const user = userById.get(String(order.userId));
          if (!user) continue;
          found.push(user.name);
        }
        return found;
      }
    `,
  },
  {
    name: 'result only',
    operation: 'row by unique key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const result = await db.query<UserRow>('SELECT * FROM users WHERE id = $1', [order.userId]);
          found.push(result.rows[0]?.name);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const { rows: users } = await db.query<UserRow>('SELECT * FROM users WHERE id = ANY($1)', [userIds]);
        const userById = new Map(users.map((user) => [String(user.id), user]));
        for (const order of orders) {
          found.push(userById.get(String(order.userId))?.name);
        }
        return found;
      }
    `,
  },
  {
    name: 'result several',
    operation: 'row by unique key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const result = await db.query<UserRow>('SELECT * FROM users WHERE email = $1 LIMIT 1', [order.email]);
          if (result.rowCount === 0) continue;
          found.push(result.rows[0].name);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userEmails = [...new Set(orders.map((order) => order.email))];
        const { rows: users } = await db.query<UserRow>('SELECT * FROM users WHERE email = ANY($1)', [userEmails]);
        const usersByEmail = new Map<(typeof users)[number]['email'], typeof users>();
        for (const user of users) {
          const group = usersByEmail.get(user.email);
          if (group) group.push(user);
          else usersByEmail.set(user.email, [user]);
        }
        for (const order of orders) {
          const result = usersByEmail.get(order.email) ?? [];
          if (result.length === 0) continue;
          found.push(result[0].name);
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
          found.push((await db.query('SELECT name, id FROM users WHERE id = $1::int', [order.userId])).rows[0]?.name);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const { rows: users } = await db.query('SELECT name, id FROM users WHERE id = ANY($1::int[])', [userIds]);
        const userById = new Map(users.map((user) => [String(user.id), user]));
        for (const order of orders) {
          found.push(userById.get(String(order.userId))?.name);
        }
        return found;
      }
    `,
  },
  {
    name: 'access rows',
    operation: 'rows by foreign key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          found.push((await db.query('SELECT title, author_id FROM posts WHERE author_id = $1', [order.editorId!])).rows);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const editorIds = [...new Set(orders.map((order) => order.editorId!))];
        const { rows: posts } = await db.query('SELECT title, author_id FROM posts WHERE author_id = ANY($1)', [editorIds]);
        const postsByAuthorId = new Map<string, typeof posts>();
        for (const post of posts) {
          const group = postsByAuthorId.get(String(post.author_id));
          if (group) group.push(post);
          else postsByAuthorId.set(String(post.author_id), [post]);
        }
        for (const order of orders) {
          found.push(postsByAuthorId.get(String(order.editorId!)) ?? []);
        }
        return found;
      }
    `,
  },
  {
    name: 'any key absent',
    operation: 'row by unique key',
    shape: 'destructured row',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const { rows: [user] } = await db.query<{ name: string }>('SELECT name FROM users WHERE id = $1', [order.userId]);
          found.push(user?.name);
        }
        return found;
      }
    `,
    refused: 'rawKey',
  },
  {
    name: 'key absent, any',
    operation: 'row by unique key',
    shape: 'destructured row',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const { rows: [user] } = await db.query('SELECT name FROM users WHERE id = $1', [order.userId]);
          found.push(user?.name);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const { rows: users } = await db.query('SELECT id, name FROM users WHERE id = ANY($1)', [userIds]);
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
    name: 'key absent, escapes',
    operation: 'row by unique key',
    shape: 'destructured row',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const { rows: [user] } = await db.query('SELECT name FROM users WHERE id = $1', [order.userId]);
          found.push(user);
        }
        return found;
      }
    `,
    refused: 'rowEscapes',
  },
  {
    name: 'composite',
    operation: 'row by composite key',
    shape: 'destructured row',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const { rows: [item] } = await db.query<OrderItemRow>('SELECT * FROM order_items WHERE order_id = $1 AND sku = $2', [order.line.orderId, order.line.sku]);
          found.push(item?.quantity);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const orderItemKeys = [...new Map(orders.map((order) => [JSON.stringify([String(order.line.orderId), order.line.sku]), { order_id: order.line.orderId, sku: order.line.sku }] as const)).values()];
        const { rows: orderItems } = await db.query<OrderItemRow>('SELECT * FROM order_items WHERE order_id = ANY($1) AND sku = ANY($2)', [orderItemKeys.map((key) => key.order_id), orderItemKeys.map((key) => key.sku)]);
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
    name: 'bigint',
    operation: 'row by unique key',
    shape: 'destructured row',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const { rows: [account] } = await db.query('SELECT * FROM accounts WHERE id = $1', [order.accountId]);
          found.push(account?.balance);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const accountIds = [...new Set(orders.map((order) => order.accountId))];
        const { rows: accounts } = await db.query('SELECT * FROM accounts WHERE id = ANY($1)', [accountIds]);
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
          const { rows: [doc] } = await db.query<DocumentRow>('select * from documents where id = $1', [order.documentId]);
          found.push(doc);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const documentIds = [...new Set(orders.map((order) => order.documentId))];
        const { rows: docs } = await db.query<DocumentRow>('select * from documents where id = any($1)', [documentIds]);
        const docById = new Map(docs.map((doc) => [doc.id, doc]));
        for (const order of orders) {
          const doc = docById.get(order.documentId);
          found.push(doc);
        }
        return found;
      }
    `,
  },
  {
    name: 'date',
    operation: 'row by unique key',
    shape: 'destructured row',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const { rows: [day] } = await db.query('select * from days where day = $1', [order.day]);
          found.push(day);
        }
        return found;
      }
    `,
    refused: 'incomparableKey',
  },
  {
    name: 'join',
    operation: 'rows by foreign key',
    shape: 'destructured row',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const { rows } = await db.query('SELECT p.author_id, p.title, u.name FROM posts p JOIN users u ON u.id = p.author_id WHERE p.author_id = $1', [order.userId]);
          found.push(rows.length, rows);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const { rows: posts } = await db.query('SELECT p.author_id, p.title, u.name FROM posts p JOIN users u ON u.id = p.author_id WHERE p.author_id = ANY($1)', [userIds]);
        const postsByAuthorId = new Map<string, typeof posts>();
        for (const post of posts) {
          const group = postsByAuthorId.get(String(post.author_id));
          if (group) group.push(post);
          else postsByAuthorId.set(String(post.author_id), [post]);
        }
        for (const order of orders) {
          const rows = postsByAuthorId.get(String(order.userId)) ?? [];
          found.push(rows.length, rows);
        }
        return found;
      }
    `,
  },
  {
    name: 'join star',
    operation: 'rows by foreign key',
    shape: 'destructured row',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const { rows } = await db.query('SELECT * FROM posts p JOIN users u ON u.id = p.author_id WHERE p.id = $1', [order.userId]);
          found.push(rows);
        }
        return found;
      }
    `,
    refused: 'noVaryingKey',
  },
  {
    name: 'count of no known form',
    operation: 'count by foreign key',
    shape: 'destructured row',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const { rows: [{ count }] } = await db.query('SELECT count(*) FROM posts WHERE author_id = $1', [order.userId]);
          found.push(count);
        }
        return found;
      }
    `,
    refused: 'numberForm',
  },
  {
    name: 'limit',
    operation: 'rows by foreign key',
    shape: 'destructured row',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const { rows } = await db.query('SELECT * FROM posts WHERE author_id = $1 ORDER BY id LIMIT 3', [order.userId]);
          found.push(rows);
        }
        return found;
      }
    `,
    refused: 'limited',
  },
  {
    name: 'limit one, whole list',
    operation: 'row by unique key',
    shape: 'destructured row',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const { rows } = await db.query('SELECT * FROM posts WHERE author_id = $1 ORDER BY id LIMIT 1', [order.userId]);
          found.push(rows);
        }
        return found;
      }
    `,
    refused: 'limited',
  },
  {
    name: 'limit one, first',
    operation: 'row by unique key',
    shape: 'destructured row',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const { rows: [post] } = await db.query<PostRow>('SELECT * FROM posts WHERE author_id = $1 ORDER BY score DESC, id LIMIT 1', [order.userId]);
          found.push(post ? post.title : 'none');
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const { rows: posts } = await db.query<PostRow>('SELECT * FROM posts WHERE author_id = ANY($1) ORDER BY score DESC, id', [userIds]);
        const postByAuthorId = new Map(posts.reverse().map((post) => [String(post.author_id), post]));
        for (const order of orders) {
          const post = postByAuthorId.get(String(order.userId));
          found.push(post ? post.title : 'none');
        }
        return found;
      }
    `,
  },
  {
    name: 'or',
    operation: 'rows by foreign key',
    shape: 'destructured row',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const { rows } = await db.query('SELECT * FROM posts WHERE author_id = $1 OR score = 3', [order.userId]);
          found.push(rows);
        }
        return found;
      }
    `,
    refused: 'sqlForm',
  },
  {
    name: 'update lock',
    operation: 'rows by foreign key',
    shape: 'destructured row',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const { rows } = await db.query('SELECT * FROM posts WHERE author_id = $1 FOR UPDATE', [order.userId]);
          found.push(rows);
        }
        return found;
      }
    `,
    refused: 'limited',
  },
  {
    name: 'insert in loop',
    operation: 'row by unique key',
    shape: 'destructured row',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const { rows: [user] } = await db.query<UserRow>('SELECT * FROM users WHERE id = $1', [order.userId]);
          if (user && order.userId < 10) await db.query('INSERT INTO audit (user_id, action) VALUES ($1, $2)', [user.id, 'read']);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const { rows: users } = await db.query<UserRow>('SELECT * FROM users WHERE id = ANY($1)', [userIds]);
        const userById = new Map(users.map((user) => [String(user.id), user]));
        const auditRows = orders.flatMap((order) => {
          const user = userById.get(String(order.userId));
          return user && order.userId < 10 ? [[user.id, 'read']] : [];
        });
        if (auditRows.length > 0) await db.query(\`INSERT INTO audit (user_id, action) VALUES \${auditRows.map((_, index) => \`($\${index * 2 + 1}, $\${index * 2 + 2})\`).join(', ')}\`, auditRows.flat());
        return found;
      }
    `,
  },
  {
    name: 'insert same table',
    operation: 'row by unique key',
    shape: 'destructured row',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const { rows: [user] } = await db.query<UserRow>('SELECT * FROM users WHERE id = $1', [order.userId]);
          if (user) await db.query('UPDATE users SET name = $2 WHERE id = $1', [user.id, 'read']);
        }
        return found;
      }
    `,
    refused: 'writeInBody',
  },
  {
    name: 'result escapes',
    operation: 'row by unique key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const result = await db.query<UserRow>('SELECT * FROM users WHERE id = $1', [order.userId]);
          found.push(result.rows, result.fields.length);
        }
        return found;
      }
    `,
    refused: 'resultForm',
  },
  {
    name: 'fan-out',
    operation: 'row by unique key',
    shape: 'Promise.all(map)',
    code: `
      export async function run(db: Db, orders: Order[]) {
        return Promise.all(orders.map(async (order) => (await db.query<UserRow>('SELECT * FROM users WHERE id = $1', [order.userId])).rows[0]));
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const { rows: users } = await db.query<UserRow>('SELECT * FROM users WHERE id = ANY($1)', [userIds]);
        const userById = new Map(users.map((user) => [String(user.id), user]));
        return orders.map((order) => userById.get(String(order.userId))!);
      }
    `,
  },
  {
    name: 'fan-out 2',
    operation: 'row by unique key',
    shape: 'Promise.all(map)',
    code: `
      export async function run(db: Db, orders: Order[]) {
        return await Promise.all(orders.map(async (order) => {
          const { rows: [user] } = await db.query<UserRow>('SELECT * FROM users WHERE id = $1', [order.userId]);
          return { ...order, user };
        }));
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const { rows: users } = await db.query<UserRow>('SELECT * FROM users WHERE id = ANY($1)', [userIds]);
        const userById = new Map(users.map((user) => [String(user.id), user]));
        return orders.map((order) => {
          const user = userById.get(String(order.userId))!;
          return { ...order, user };
        });
      }
    `,
  },
  {
    name: 'any keys',
    operation: 'rows by foreign key',
    shape: 'destructured row',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const { rows: posts } = await db.query('SELECT * FROM posts ORDER BY id LIMIT 30');
        const found: unknown[] = [];
        for (const post of posts) {
          const { rows: [user] } = await db.query('SELECT * FROM users WHERE id = $1', [post.author_id]);
          found.push(user?.name);
        }
        return [found, orders.length];
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const { rows: posts } = await db.query('SELECT * FROM posts ORDER BY id LIMIT 30');
        const found: unknown[] = [];
        const authorIds = [...new Set(posts.map((post) => post.author_id))];
        const { rows: users } = await db.query('SELECT * FROM users WHERE id = ANY($1)', [authorIds]);
        const userById = new Map(users.map((user) => [String(user.id), user]));
        for (const post of posts) {
          const user = userById.get(String(post.author_id));
          found.push(user?.name);
        }
        return [found, orders.length];
      }
    `,
  },
  {
    name: 'client',
    operation: 'rows by foreign key',
    shape: 'destructured row',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const client = await db.connect();
        try {
          const found: unknown[] = [];
          for (const order of orders) {
            const { rows: [user] } = await client.query<UserRow>({ text: 'SELECT * FROM users WHERE id = $1', values: [order.userId] });
            found.push(user?.name);
            const { rows } = await client.query<PostRow>(\`
              SELECT *
              FROM posts
              WHERE author_id = $1
              ORDER BY id
            \`, [order.userId]);
            found.push(rows);
          }
          return found;
        } finally {
          client.release();
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const client = await db.connect();
        try {
          const found: unknown[] = [];
          const userIds = [...new Set(orders.map((order) => order.userId))];
          const { rows: users } = await client.query<UserRow>({ text: 'SELECT * FROM users WHERE id = ANY($1)', values: [userIds] });
          const userById = new Map(users.map((user) => [String(user.id), user]));
          const { rows: posts } = await client.query<PostRow>(\`
              SELECT *
              FROM posts
              WHERE author_id = ANY($1)
              ORDER BY id
            \`, [userIds]);
          const postsByAuthorId = new Map<string, typeof posts>();
          for (const post of posts) {
            const group = postsByAuthorId.get(String(post.author_id));
            if (group) group.push(post);
            else postsByAuthorId.set(String(post.author_id), [post]);
          }
          for (const order of orders) {
            const user = userById.get(String(order.userId));
            found.push(user?.name);
            const rows = postsByAuthorId.get(String(order.userId)) ?? [];
            found.push(rows);
          }
          return found;
        } finally {
          client.release();
        }
      }
    `,
  },
  {
    name: 'nullable',
    operation: 'row by unique key',
    shape: 'destructured row',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const { rows } = await db.query<UserRow>('SELECT * FROM users WHERE id = $1', [order.editorId]);
          found.push(rows);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const editorIds = [...new Set(orders.map((order) => order.editorId))];
        const { rows: users } = await db.query<UserRow>('SELECT * FROM users WHERE id = ANY($1)', [editorIds]);
        const usersById = new Map<string, typeof users>();
        for (const user of users) {
          const group = usersById.get(String(user.id));
          if (group) group.push(user);
          else usersById.set(String(user.id), [user]);
        }
        for (const order of orders) {
          const rows = usersById.get(String(order.editorId)) ?? [];
          found.push(rows);
        }
        return found;
      }
    `,
  },
  {
    name: 'optional',
    operation: 'row by unique key',
    shape: 'destructured row',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const { rows } = await db.query('SELECT * FROM users WHERE id = $1', [order.reviewerId]);
          found.push(rows[0]?.name ?? null);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const reviewerIds = [...new Set(orders.map((order) => order.reviewerId))];
        const { rows: users } = await db.query('SELECT * FROM users WHERE id = ANY($1)', [reviewerIds]);
        const userById = new Map(users.map((user) => [String(user.id), user]));
        for (const order of orders) {
          found.push(userById.get(String(order.reviewerId))?.name ?? null);
        }
        return found;
      }
    `,
  },
  {
    name: 'guarded',
    operation: 'row by unique key',
    shape: 'guard',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          if (order.editorId === null) continue;
          const { rows: [editor] } = await db.query<UserRow>('SELECT * FROM users WHERE id = $1', [order.editorId]);
          if (editor) found.push(editor.name);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const editorIds = [...new Set(orders.flatMap((order) => (order.editorId !== null ? [order.editorId] : [])))];
        const { rows: editors } = await db.query<UserRow>('SELECT * FROM users WHERE id = ANY($1)', [editorIds]);
        const editorById = new Map(editors.map((editor) => [String(editor.id), editor]));
        for (const order of orders) {
          if (order.editorId === null) continue;
          const editor = editorById.get(String(order.editorId));
          if (editor) found.push(editor.name);
        }
        return found;
      }
    `,
  },
  {
    name: 'names typed',
    operation: 'row by unique key',
    shape: 'destructured row',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const names: string[] = [];
        for (const order of orders.filter((one) => one.userId < 400)) {
          const { rows: [user] } = await db.query<UserRow>('SELECT * FROM users WHERE id = $1', [order.userId]);
          names.push(user?.name);
          names.push(user?.name ?? 'x');
        }
        return names;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const names: string[] = [];
        const selectedOrders = orders.filter((one) => one.userId < 400);
        const userIds = [...new Set(selectedOrders.map((order) => order.userId))];
        const { rows: users } = await db.query<UserRow>('SELECT * FROM users WHERE id = ANY($1)', [userIds]);
        const userById = new Map(users.map((user) => [String(user.id), user]));
        for (const order of selectedOrders) {
          const user = userById.get(String(order.userId))!;
          names.push(user?.name);
          names.push(user?.name ?? 'x');
        }
        return names;
      }
    `,
  },
  {
    name: 'join own star',
    operation: 'rows by foreign key',
    shape: 'destructured row',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const { rows } = await db.query('SELECT p.*, u.name FROM posts p JOIN users u ON u.id = p.author_id WHERE p.author_id = $1 ORDER BY p.id', [order.userId]);
          found.push(rows);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const { rows: posts } = await db.query('SELECT p.*, u.name FROM posts p JOIN users u ON u.id = p.author_id WHERE p.author_id = ANY($1) ORDER BY p.id', [userIds]);
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
    name: 'join other star',
    operation: 'rows by foreign key',
    shape: 'destructured row',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const { rows } = await db.query('SELECT u.* FROM posts p JOIN users u ON u.id = p.author_id WHERE p.author_id = $1 ORDER BY p.id', [order.userId]);
          found.push(rows.map((row) => row.name));
        }
        return found;
      }
    `,
    refused: 'noVaryingKey',
  },
  {
    name: 'write in for of',
    operation: 'insert',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          await db.query('INSERT INTO audit (user_id, action) VALUES ($1, $2)', [order.userId, 'seen']);
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const auditRows = orders.map((order) => [order.userId, 'seen']);
        if (auditRows.length > 0) await db.query(\`INSERT INTO audit (user_id, action) VALUES \${auditRows.map((_, index) => \`($\${index * 2 + 1}, $\${index * 2 + 2})\`).join(', ')}\`, auditRows.flat());
      }
    `,
  },
  {
    name: 'write in Promise.all',
    operation: 'insert',
    shape: 'Promise.all(map)',
    code: `
      export async function run(db: Db, orders: Order[]) {
        await Promise.all(orders.map((order) => db.query("insert into audit (user_id, action) values ($1::int, 'seen')", [order.userId])));
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const auditRows = orders.map((order) => [order.userId]);
        if (auditRows.length > 0) await db.query(\`insert into audit (user_id, action) values \${auditRows.map((_, index) => \`($\${index + 1}::int, 'seen')\`).join(', ')}\`, auditRows.flat());
      }
    `,
  },
  {
    name: 'insert beside other work',
    operation: 'insert',
    shape: 'guard',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const seen: string[] = [];
        for (const order of orders) {
          if (order.quantity > 1) await db.query('INSERT INTO audit (user_id, action) VALUES ($1, $2)', [order.userId, order.email]);
          seen.push(order.email);
        }
        return seen;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const seen: string[] = [];
        const auditRows = [];
        for (const order of orders) {
          if (order.quantity > 1) auditRows.push([order.userId, order.email]);
          seen.push(order.email);
        }
        if (auditRows.length > 0) await db.query(\`INSERT INTO audit (user_id, action) VALUES \${auditRows.map((_, index) => \`($\${index * 2 + 1}, $\${index * 2 + 2})\`).join(', ')}\`, auditRows.flat());
        return seen;
      }
    `,
  },
  {
    name: 'write behind a guard',
    operation: 'insert',
    shape: 'guard',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          if (order.editorId === null) continue;
          await db.query(
            \`
              INSERT INTO counters (id, value)
              VALUES ($1, 7)
              ON CONFLICT (id) DO NOTHING
            \`,
            [order.editorId],
          );
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const counterRows = orders.flatMap((order) => (order.editorId !== null ? [[order.editorId]] : []));
        if (counterRows.length > 0) await db.query(
            \`
              INSERT INTO counters (id, value)
              VALUES \${counterRows.map((_, index) => \`($\${index + 1}, 7)\`).join(', ')}
              ON CONFLICT (id) DO NOTHING
            \`,
            counterRows.flat(),
          );
      }
    `,
  },
  {
    name: 'write of dates',
    operation: 'insert',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          await db.query('INSERT INTO posts (id, author_id, title, score, created) VALUES ($1, $2, $3, $4, $5)', [order.id + 5000, order.editorId, order.email, order.quantity, order.day]);
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const postRows = orders.map((order) => [order.id + 5000, order.editorId, order.email, order.quantity, order.day]);
        if (postRows.length > 0) await db.query(\`INSERT INTO posts (id, author_id, title, score, created) VALUES \${postRows.map((_, index) => \`($\${index * 5 + 1}, $\${index * 5 + 2}, $\${index * 5 + 3}, $\${index * 5 + 4}, $\${index * 5 + 5})\`).join(', ')}\`, postRows.flat());
      }
    `,
  },
  {
    name: 'write that overwrites',
    operation: 'insert',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          await db.query('INSERT INTO counters (id, value) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET value = excluded.value', [order.id, order.quantity]);
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
          await db.query('DELETE FROM counters WHERE id = $1', [order.id]);
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        await db.query('DELETE FROM counters WHERE id = ANY($1)', [orders.map((order) => order.id)]);
      }
    `,
  },
  {
    name: 'delete by nullable key',
    operation: 'delete by key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          await db.query('DELETE FROM counters WHERE id = $1', [order.editorId]);
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        await db.query('DELETE FROM counters WHERE id = ANY($1)', [orders.map((order) => order.editorId)]);
      }
    `,
  },
  {
    name: 'delete by composite key',
    operation: 'delete by key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          await db.query('DELETE FROM order_items WHERE order_id = $1 AND sku = $2', [order.line.orderId, order.line.sku]);
        }
      }
    `,
    refused: 'tooManyKeys',
  },
  {
    name: 'update with the same values',
    operation: 'update with the same values',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          await db.query('UPDATE counters SET value = $2 WHERE id = $1 AND value > 0', [order.id, 3]);
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        await db.query('UPDATE counters SET value = $2 WHERE id = ANY($1) AND value > 0', [orders.map((order) => order.id), 3]);
      }
    `,
  },
  {
    name: 'update of dates',
    operation: 'update with the same values',
    shape: 'Promise.all(map)',
    code: `
      export async function run(db: Db, orders: Order[]) {
        await Promise.all(orders.map((order) => db.query('UPDATE posts SET title = $1 WHERE author_id = $2::int', ['new', order.userId])));
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        await db.query('UPDATE posts SET title = $1 WHERE author_id = ANY($2::int[])', ['new', orders.map((order) => order.userId)]);
      }
    `,
  },
  {
    name: 'update that counts',
    operation: 'update with other values',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          await db.query('UPDATE counters SET value = value + 1 WHERE id = $1', [order.id]);
        }
      }
    `,
    refused: 'relativeChange',
  },
  {
    name: 'rows in chunks',
    operation: 'insert',
    shape: 'for…of',
    maxBatchSize: 4,
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          await db.query('INSERT INTO audit (user_id, action) VALUES ($1, $2)', [order.userId, 'seen']);
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const auditRows = orders.map((order) => [order.userId, 'seen']);
        for (let start = 0; start < auditRows.length; start += 4) {
          const chunk = auditRows.slice(start, start + 4);
          await db.query(\`INSERT INTO audit (user_id, action) VALUES \${chunk.map((_, index) => \`($\${index * 2 + 1}, $\${index * 2 + 2})\`).join(', ')}\`, chunk.flat());
        }
      }
    `,
  },
  {
    name: 'keys in chunks',
    operation: 'row by unique key',
    shape: 'for…of',
    maxBatchSize: 4,
    code: `
      export async function run(db: Db, orders: Order[]) {
        const names: (string | undefined)[] = [];
        for (const order of orders) {
          const { rows: [user] } = await db.query<UserRow>('SELECT * FROM users WHERE id = $1', [order.userId]);
          names.push(user?.name);
        }
        return names;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const names: (string | undefined)[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const users = [];
        for (let start = 0; start < userIds.length; start += 4) {
          users.push(...(await db.query<UserRow>('SELECT * FROM users WHERE id = ANY($1)', [userIds.slice(start, start + 4)])).rows);
        }
        const userById = new Map(users.map((user) => [String(user.id), user]));
        for (const order of orders) {
          const user = userById.get(String(order.userId));
          names.push(user?.name);
        }
        return names;
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
          const { rows: [{ count }] } = await db.query<{ count: string }>('SELECT count(*) FROM posts WHERE author_id = $1', [order.userId]);
          found.push(count);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const { rows: postCounts } = await db.query<{ author_id: number; count: string }>('SELECT author_id, count(*) FROM posts WHERE author_id = ANY($1) GROUP BY author_id', [userIds]);
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
    name: 'count with a cast',
    operation: 'count by foreign key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const { rows } = await db.query('select count(*)::int as n from posts where author_id = $1 and score > $2;', [order.userId, 3]);
          found.push(rows[0].n);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const { rows: postCounts } = await db.query('select author_id, count(*)::int as n from posts where author_id = any($1) and score > $2 group by author_id;', [userIds, 3]);
        const postCountByAuthorId = new Map(postCounts.map((group) => [String(group.author_id), group.n]));
        for (const order of orders) {
          found.push(postCountByAuthorId.get(String(order.userId)) ?? 0);
        }
        return found;
      }
    `,
  },
  {
    name: 'count, parsed',
    operation: 'count by foreign key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const result = await db.query('SELECT COUNT(*) AS total FROM posts WHERE author_id = $1', [order.userId]);
          found.push(parseInt(result.rows[0].total, 10));
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const { rows: postCounts } = await db.query('SELECT author_id, COUNT(*) AS total FROM posts WHERE author_id = ANY($1) GROUP BY author_id', [userIds]);
        const postCountByAuthorId = new Map(postCounts.map((group) => [String(group.author_id), group.total]));
        for (const order of orders) {
          found.push(parseInt(postCountByAuthorId.get(String(order.userId)) ?? '0', 10));
        }
        return found;
      }
    `,
  },
  {
    name: 'count of distinct values, compared',
    operation: 'count by foreign key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const result = await db.query('SELECT COUNT(DISTINCT title) AS total FROM posts WHERE author_id = $1', [order.userId]);
          const total = result.rows[0].total;
          if (total > 3) found.push(Number(total));
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const { rows: postCounts } = await db.query('SELECT author_id, COUNT(DISTINCT title) AS total FROM posts WHERE author_id = ANY($1) GROUP BY author_id', [userIds]);
        const postCountByAuthorId = new Map(postCounts.map((group) => [String(group.author_id), group.total]));
        for (const order of orders) {
          const total = postCountByAuthorId.get(String(order.userId)) ?? 0;
          if (total > 3) found.push(Number(total));
        }
        return found;
      }
    `,
  },
  {
    name: 'count by two columns, with a default',
    operation: 'count by foreign key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          found.push(Number((await db.query('SELECT count(*) FROM order_items WHERE order_id = $1 AND sku = $2', [order.line.orderId, order.line.sku])).rows[0]?.count ?? 0));
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const orderItemKeys = [...new Map(orders.map((order) => [JSON.stringify([String(order.line.orderId), order.line.sku]), { order_id: order.line.orderId, sku: order.line.sku }] as const)).values()];
        const { rows: orderItemCounts } = await db.query('SELECT order_id, sku, count(*) FROM order_items WHERE order_id = ANY($1) AND sku = ANY($2) GROUP BY order_id, sku', [orderItemKeys.map((key) => key.order_id), orderItemKeys.map((key) => key.sku)]);
        const orderItemCountByOrderIdAndSku = new Map(orderItemCounts.map((group) => [JSON.stringify([String(group.order_id), String(group.sku)]), group.count]));
        for (const order of orders) {
          found.push(Number(orderItemCountByOrderIdAndSku.get(JSON.stringify([String(order.line.orderId), order.line.sku])) ?? 0));
        }
        return found;
      }
    `,
  },
  {
    name: 'count in a fan-out',
    operation: 'count by foreign key',
    shape: 'Promise.all(map)',
    code: `
      export async function run(db: Db, orders: Order[]) {
        return Promise.all(orders.map(async ({ email }) => {
          const { rows } = await db.query('SELECT count(*) AS c FROM users WHERE email = $1', [email]);
          return Number(rows[0].c);
        }));
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const userEmails = [...new Set(orders.map(({ email }) => email))];
        const { rows: userCounts } = await db.query('SELECT email, count(*) AS c FROM users WHERE email = ANY($1) GROUP BY email', [userEmails]);
        const userCountByEmail = new Map(userCounts.map((group) => [String(group.email), group.c]));
        return orders.map(({ email }) => {
          return Number(userCountByEmail.get(email) ?? 0);
        });
      }
    `,
  },
  {
    name: 'count said to be a number',
    operation: 'count by foreign key',
    shape: 'destructured row',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const { rows: [{ c }] } = await db.query<{ c: number }>('SELECT count(*) AS c FROM posts WHERE author_id = $1', [order.userId]);
          found.push(c);
        }
        return found;
      }
    `,
    refused: 'numberForm',
  },
  {
    name: 'count, whole list',
    operation: 'count by foreign key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const { rows } = await db.query('SELECT count(*) FROM posts WHERE author_id = $1', [order.userId]);
          found.push(rows);
        }
        return found;
      }
    `,
    refused: 'resultForm',
  },
  {
    name: 'sum and maximum over a join',
    operation: 'sum by foreign key',
    shape: 'destructured row',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const { rows: [row] } = await db.query<{ total: string | null; best: number | null }>('SELECT sum(score) AS total, max(score) AS best FROM posts p JOIN users u ON u.id = p.author_id WHERE p.author_id = $1', [order.userId]);
          found.push(row.total, row.best);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const { rows: postTotals } = await db.query<{ author_id: number; total: string | null; best: number | null }>('SELECT p.author_id, sum(score) AS total, max(score) AS best FROM posts p JOIN users u ON u.id = p.author_id WHERE p.author_id = ANY($1) GROUP BY p.author_id', [userIds]);
        const postTotalByAuthorId = new Map(postTotals.map((group) => [String(group.author_id), group]));
        for (const order of orders) {
          const row = postTotalByAuthorId.get(String(order.userId)) ?? { total: null, best: null };
          found.push(row.total, row.best);
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
          const { rows: [row] } = await db.query<{ total: string | null; best: number | null }>('SELECT sum(score) AS total, max(score) AS best FROM posts WHERE author_id = $1', [order.userId]);
          found.push(row);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const { rows: postTotals } = await db.query<{ author_id: number; total: string | null; best: number | null }>('SELECT author_id, sum(score) AS total, max(score) AS best FROM posts WHERE author_id = ANY($1) GROUP BY author_id', [userIds]);
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
    name: 'sum and count with casts',
    operation: 'sum by foreign key',
    shape: 'destructured row',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const { rows: [{ total, n }] } = await db.query('SELECT COALESCE(SUM(score), 0)::int AS total, CAST(count(*) AS int) AS n FROM posts WHERE author_id = $1', [order.userId]);
          found.push(total, n);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const { rows: postTotals } = await db.query('SELECT author_id, COALESCE(SUM(score), 0)::int AS total, CAST(count(*) AS int) AS n FROM posts WHERE author_id = ANY($1) GROUP BY author_id', [userIds]);
        const postTotalByAuthorId = new Map(postTotals.map((group) => [String(group.author_id), group]));
        for (const order of orders) {
          const { total, n } = postTotalByAuthorId.get(String(order.userId)) ?? { total: 0, n: 0 };
          found.push(total, n);
        }
        return found;
      }
    `,
  },
  {
    name: 'sum of no known form',
    operation: 'sum by foreign key',
    shape: 'destructured row',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const { rows: [{ total }] } = await db.query('SELECT COALESCE(SUM(score), 0) AS total FROM posts WHERE author_id = $1', [order.userId]);
          found.push(total);
        }
        return found;
      }
    `,
    refused: 'numberForm',
  },
  {
    name: 'sum of no known form, as a number',
    operation: 'sum by foreign key',
    shape: 'destructured row',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const { rows: [{ total }] } = await db.query('SELECT COALESCE(SUM(score), 0) AS total FROM posts WHERE author_id = $1', [order.userId]);
          found.push(Number(total) + 1);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const { rows: postSums } = await db.query('SELECT author_id, COALESCE(SUM(score), 0) AS total FROM posts WHERE author_id = ANY($1) GROUP BY author_id', [userIds]);
        const postSumByAuthorId = new Map(postSums.map((group) => [String(group.author_id), group.total]));
        for (const order of orders) {
          const total = postSumByAuthorId.get(String(order.userId)) ?? 0;
          found.push(Number(total) + 1);
        }
        return found;
      }
    `,
  },
  {
    name: 'sum with a default',
    operation: 'sum by foreign key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          found.push((await db.query('SELECT sum(score) FROM posts WHERE author_id = $1', [order.userId])).rows[0]?.sum ?? 0);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const { rows: postSums } = await db.query('SELECT author_id, sum(score) FROM posts WHERE author_id = ANY($1) GROUP BY author_id', [userIds]);
        const postSumByAuthorId = new Map(postSums.map((group) => [String(group.author_id), group.sum]));
        for (const order of orders) {
          found.push(postSumByAuthorId.get(String(order.userId)) ?? 0);
        }
        return found;
      }
    `,
  },
  {
    name: 'average, as a number',
    operation: 'sum by foreign key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          found.push(+(await db.query('SELECT avg(score) FROM posts WHERE author_id = $1', [order.userId])).rows[0].avg || 0);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const { rows: postAverages } = await db.query('SELECT author_id, avg(score) FROM posts WHERE author_id = ANY($1) GROUP BY author_id', [userIds]);
        const postAverageByAuthorId = new Map(postAverages.map((group) => [String(group.author_id), group.avg]));
        for (const order of orders) {
          found.push(+(postAverageByAuthorId.get(String(order.userId)) ?? null) || 0);
        }
        return found;
      }
    `,
  },
  {
    name: 'count and sum, used apart',
    operation: 'sum by foreign key',
    shape: 'destructured row',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const { rows: [stats] } = await db.query('SELECT count(*) AS c, sum(score) AS s FROM posts WHERE author_id = $1', [order.userId]);
          found.push(Number(stats.c), stats.s);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const { rows: postTotals } = await db.query('SELECT author_id, count(*) AS c, sum(score) AS s FROM posts WHERE author_id = ANY($1) GROUP BY author_id', [userIds]);
        const postTotalByAuthorId = new Map(postTotals.map((group) => [String(group.author_id), group]));
        for (const order of orders) {
          const stats = postTotalByAuthorId.get(String(order.userId)) ?? { c: 0, s: null };
          found.push(Number(stats.c), stats.s);
        }
        return found;
      }
    `,
  },
  {
    name: 'sum with a limit',
    operation: 'sum by foreign key',
    shape: 'destructured row',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const { rows: [stats] } = await db.query('SELECT sum(score) AS s FROM posts WHERE author_id = $1 LIMIT 1', [order.userId]);
          found.push(stats.s);
        }
        return found;
      }
    `,
    refused: 'limited',
  },
  {
    name: 'sum of a named type',
    operation: 'sum by foreign key',
    shape: 'destructured row',
    code: `
      interface Total { s: string | null }
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const { rows: [stats] } = await db.query<Total>('SELECT sum(score) AS s FROM posts WHERE author_id = $1', [order.userId]);
          found.push(stats.s);
        }
        return found;
      }
    `,
    refused: 'rawKey',
  },
  {
    name: 'list of values',
    operation: 'sum by foreign key',
    shape: 'destructured row',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const { rows: [stats] } = await db.query('SELECT array_agg(score) AS s FROM posts WHERE author_id = $1', [order.userId]);
          found.push(stats.s);
        }
        return found;
      }
    `,
    refused: 'aggregate',
  },
  {
    name: 'changes of each',
    operation: 'update with other values',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          await db.query('UPDATE users SET name = $1 WHERE id = $2', [order.email, order.userId]);
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const userChanges = [...new Map(orders.map((order) => [order.userId, [order.email, order.userId]] as const)).values()];
        if (userChanges.length > 0) await db.query(\`UPDATE users SET name = data.name FROM (VALUES \${userChanges.map((_, index) => \`($\${index * 2 + 1}, $\${index * 2 + 2})\`).join(', ')}, ((SELECT name FROM users LIMIT 0), (SELECT id FROM users LIMIT 0))) AS data (name, id) WHERE users.id = data.id\`, userChanges.flat());
      }
    `,
  },
  {
    name: 'changes of several columns, with casts',
    operation: 'update with other values',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          await db.query('update users set name = $2, parent_id = $3::int where id = $1;', [order.userId, \`order \${order.id}\`, order.editorId]);
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const userChanges = [...new Map(orders.map((order) => [order.userId, [\`order \${order.id}\`, order.editorId, order.userId]] as const)).values()];
        if (userChanges.length > 0) await db.query(\`update users set name = data.name, parent_id = data.parent_id from (values \${userChanges.map((_, index) => \`($\${index * 3 + 1}, $\${index * 3 + 2}::int, $\${index * 3 + 3})\`).join(', ')}, ((select name from users limit 0), (select parent_id from users limit 0), (select id from users limit 0))) as data (name, parent_id, id) where users.id = data.id;\`, userChanges.flat());
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
          await db.query('UPDATE order_items SET quantity = $3 WHERE order_id = $1 AND order_items.sku = $2', [order.line.orderId, order.line.sku, order.quantity]);
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const orderItemChanges = [...new Map(orders.map((order) => [JSON.stringify([order.line.orderId, order.line.sku]), [order.quantity, order.line.orderId, order.line.sku]] as const)).values()];
        if (orderItemChanges.length > 0) await db.query(\`UPDATE order_items SET quantity = data.quantity FROM (VALUES \${orderItemChanges.map((_, index) => \`($\${index * 3 + 1}, $\${index * 3 + 2}, $\${index * 3 + 3})\`).join(', ')}, ((SELECT quantity FROM order_items LIMIT 0), (SELECT order_id FROM order_items LIMIT 0), (SELECT sku FROM order_items LIMIT 0))) AS data (quantity, order_id, sku) WHERE order_items.order_id = data.order_id AND order_items.sku = data.sku\`, orderItemChanges.flat());
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
          await db.query('UPDATE posts SET created = $1, score = 7 WHERE id = $2', [order.day, order.userId]);
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const postChanges = [...new Map(orders.map((order) => [order.userId, [order.day, order.userId]] as const)).values()];
        if (postChanges.length > 0) await db.query(\`UPDATE posts SET created = data.created, score = 7 FROM (VALUES \${postChanges.map((_, index) => \`($\${index * 2 + 1}, $\${index * 2 + 2})\`).join(', ')}, ((SELECT created FROM posts LIMIT 0), (SELECT id FROM posts LIMIT 0))) AS data (created, id) WHERE posts.id = data.id\`, postChanges.flat());
      }
    `,
  },
  {
    name: 'changes under a condition',
    operation: 'update with other values',
    shape: 'guard',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          if (order.editorId) await db.query('UPDATE documents SET owner_id = $1 WHERE id = $2', [order.editorId, order.documentId]);
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const documentChanges = [...new Map(orders.flatMap((order) => (order.editorId ? [[order.documentId, [order.editorId, order.documentId]] as const] : []))).values()];
        if (documentChanges.length > 0) await db.query(\`UPDATE documents SET owner_id = data.owner_id FROM (VALUES \${documentChanges.map((_, index) => \`($\${index * 2 + 1}, $\${index * 2 + 2})\`).join(', ')}, ((SELECT owner_id FROM documents LIMIT 0), (SELECT id FROM documents LIMIT 0))) AS data (owner_id, id) WHERE documents.id = data.id\`, documentChanges.flat());
      }
    `,
  },
  {
    name: 'changes of each in a fan-out',
    operation: 'update with other values',
    shape: 'Promise.all(map)',
    code: `
      export async function run(db: Db, orders: Order[]) {
        await Promise.all(orders.map(({ quantity, accountId }) => db.query('UPDATE accounts SET balance = $1 WHERE id = $2', [quantity, accountId])));
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const accountChanges = [...new Map(orders.map(({ quantity, accountId }) => [accountId, [quantity, accountId]] as const)).values()];
        if (accountChanges.length > 0) await db.query(\`UPDATE accounts SET balance = data.balance FROM (VALUES \${accountChanges.map((_, index) => \`($\${index * 2 + 1}, $\${index * 2 + 2})\`).join(', ')}, ((SELECT balance FROM accounts LIMIT 0), (SELECT id FROM accounts LIMIT 0))) AS data (balance, id) WHERE accounts.id = data.id\`, accountChanges.flat());
      }
    `,
  },
  {
    name: 'changes to the key',
    operation: 'update with other values',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          await db.query('UPDATE users SET id = $1 WHERE id = $2', [order.userId + 5000, order.userId]);
        }
      }
    `,
    refused: 'relativeChange',
  },
  {
    name: 'changes under another condition',
    operation: 'update with other values',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          await db.query('UPDATE users SET name = $1 WHERE id = $2 AND parent_id IS NULL', [order.email, order.userId]);
        }
      }
    `,
    refused: 'variesElsewhere',
  },
  {
    name: 'rows by two columns in chunks',
    operation: 'rows by foreign key',
    shape: 'for…of',
    maxBatchSize: 2,
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const { rows } = await db.query<OrderItemRow>('SELECT * FROM order_items WHERE order_id = $1 AND sku = $2', [order.userId, order.line.sku]);
          found.push(rows.map((row) => row.quantity));
        }
        return found;
      }
    `,
    refused: 'noBatchForm',
  },
];
