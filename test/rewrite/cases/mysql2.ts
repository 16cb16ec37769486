export const mysql2Cases = [
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
] as const;
