import type { RewriteCase } from '../rewrite-case.ts';

export const knexCases: readonly RewriteCase[] = [
  {
    name: 'first object',
    operation: 'row by unique key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const user = await db<UserRow>('users').where({ id: order.userId }).first();
          found.push(user?.name);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const users = await db<UserRow>('users').whereIn('id', userIds);
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
    name: 'first pair',
    operation: 'row by unique key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const user = await db<UserRow>('users').where('id', order.userId).first();
          found.push(user?.name);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const users = await db<UserRow>('users').whereIn('id', userIds);
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
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const user = await db('users').select('name').where('users.id', '=', order.userId).first();
          found.push(user?.name);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const users: any[] = await db('users').select(['users.id', 'name']).whereIn('users.id', userIds);
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
          const posts = await db<PostRow>('posts').where({ author_id: order.userId, score: 3 }).orderBy('id');
          found.push(posts);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const allPosts = await db<PostRow>('posts').where({ score: 3 }).whereIn('author_id', userIds).orderBy('id');
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
    name: 'rows select',
    operation: 'rows by foreign key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const posts = await db<PostRow>('posts').select('title', 'author_id').where('author_id', order.userId).andWhere('score', '>', 3).orderBy('id');
          found.push(posts.length, posts);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const allPosts = await db<PostRow>('posts').select('title', 'author_id').whereIn('author_id', userIds).andWhere('score', '>', 3).orderBy('id');
        const postsByAuthorId = new Map<string, typeof allPosts>();
        for (const post of allPosts) {
          const group = postsByAuthorId.get(String(post.author_id));
          if (group) group.push(post);
          else postsByAuthorId.set(String(post.author_id), [post]);
        }
        for (const order of orders) {
          const posts = postsByAuthorId.get(String(order.userId)) ?? [];
          found.push(posts.length, posts);
        }
        return found;
      }
    `,
  },
  {
    name: 'composite object',
    operation: 'row by composite key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const item = await db<OrderItemRow>('order_items').where({ order_id: order.line.orderId, sku: order.line.sku }).first();
          found.push(item?.quantity);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const orderItemKeys = [...new Map(orders.map((order) => [JSON.stringify([String(order.line.orderId), order.line.sku]), { order_id: order.line.orderId, sku: order.line.sku }] as const)).values()];
        const orderItems = await db<OrderItemRow>('order_items').whereIn(['order_id', 'sku'], orderItemKeys.map((key) => [key.order_id, key.sku]));
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
    name: 'composite pairs',
    operation: 'row by composite key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const item = await db<OrderItemRow>('order_items').where('order_id', order.line.orderId).andWhere('sku', order.line.sku).first();
          found.push(item?.quantity);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const orderItemKeys = [...new Map(orders.map((order) => [JSON.stringify([String(order.line.orderId), order.line.sku]), { order_id: order.line.orderId, sku: order.line.sku }] as const)).values()];
        const orderItems = await db<OrderItemRow>('order_items').whereIn(['order_id', 'sku'], orderItemKeys.map((key) => [key.order_id, key.sku]));
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
    name: 'email',
    operation: 'row by unique key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const user = await db<UserRow>('users').where({ email: order.email }).first();
          if (!user) continue;
          found.push(user.name);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userEmails = [...new Set(orders.map((order) => order.email))];
        const users = await db<UserRow>('users').whereIn('email', userEmails);
        const userByEmail = new Map(users.reverse().map((user) => [user.email, user]));
        for (const order of orders) {
          const user = userByEmail.get(order.email);
          if (!user) continue;
          found.push(user.name);
        }
        return found;
      }
    `,
  },
  {
    name: 'destructured',
    operation: 'row by unique key',
    shape: 'destructured row',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const [user] = await db<UserRow>('users').where({ id: order.userId }).limit(1);
          found.push(user?.name);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const users = await db<UserRow>('users').whereIn('id', userIds);
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
    name: 'orWhere',
    operation: 'rows by foreign key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const rows = await db<PostRow>('posts').where('author_id', order.userId).orWhere('score', 3);
          found.push(rows);
        }
        return found;
      }
    `,
    refused: 'unknownLink',
  },
  {
    name: 'count',
    operation: 'rows by foreign key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const row = await db('posts').where({ author_id: order.userId }).count('* as n').first();
          found.push(row?.n);
        }
        return found;
      }
    `,
    refused: 'numberForm',
  },
  {
    name: 'transaction',
    operation: 'row by unique key',
    shape: 'destructured element',
    code: `
      export async function run(db: Db, orders: Order[]) {
        return db.transaction(async (trx) => {
          const names: string[] = [];
          for (const { userId } of orders) {
            const user = await trx<UserRow>('users').where({ id: userId }).first();
            if (user) {
              names.push(user.name);
              await trx<AuditRow>('audit').insert({ user_id: user.id, action: 'read' });
            }
          }
          return names;
        });
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        return db.transaction(async (trx) => {
          const names: string[] = [];
          const userIds = [...new Set(orders.map(({ userId }) => userId))];
          const users = await trx<UserRow>('users').whereIn('id', userIds);
          const userById = new Map(users.map((user) => [String(user.id), user]));
          const auditRows = [];
          for (const { userId } of orders) {
            const user = userById.get(String(userId));
            if (user) {
              names.push(user.name);
              auditRows.push({ user_id: user.id, action: 'read' });
            }
          }
          if (auditRows.length > 0) await trx<AuditRow>('audit').insert(auditRows);
          return names;
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
          await db<AuditRow>('audit').insert({ user_id: order.userId, action: 'seen' });
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        if (orders.length > 0) await db<AuditRow>('audit').insert(orders.map((order) => ({ user_id: order.userId, action: 'seen' })));
      }
    `,
  },
  {
    name: 'insert in Promise.all',
    operation: 'insert',
    shape: 'Promise.all(map)',
    code: `
      export async function run(db: Db, orders: Order[]) {
        await Promise.all(orders.map((order) => db<AuditRow>('audit').insert({ user_id: order.userId, action: 'seen' })));
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        if (orders.length > 0) await db<AuditRow>('audit').insert(orders.map((order) => ({ user_id: order.userId, action: 'seen' })));
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
          if (order.editorId !== null) await db<AuditRow>('audit').insert({ user_id: order.editorId, action: 'seen' });
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const auditRows = orders.flatMap((order) => (order.editorId !== null ? [{ user_id: order.editorId, action: 'seen' }] : []));
        if (auditRows.length > 0) await db<AuditRow>('audit').insert(auditRows);
      }
    `,
  },
  {
    name: 'first by a handle that a class holds',
    operation: 'row by unique key',
    shape: 'for…of',
    code: `
      class Store {
        constructor(private readonly db: Db) {}

        async names(orders: Order[]) {
          const found: unknown[] = [];
          for (const order of orders) {
            const user = await this.db<UserRow>('users').where({ id: order.userId }).first();
            found.push(user?.name);
          }
          return found;
        }
      }

      export const run = (db: Db, orders: Order[]) => new Store(db).names(orders);
    `,
    after: `
      class Store {
        constructor(private readonly db: Db) {}

        async names(orders: Order[]) {
          const found: unknown[] = [];
          const userIds = [...new Set(orders.map((order) => order.userId))];
          const users = await this.db<UserRow>('users').whereIn('id', userIds);
          const userById = new Map(users.map((user) => [String(user.id), user]));
          for (const order of orders) {
            const user = userById.get(String(order.userId));
            found.push(user?.name);
          }
          return found;
        }
      }

      export const run = (db: Db, orders: Order[]) => new Store(db).names(orders);
    `,
  },
  {
    name: 'writes by a handle that a class holds',
    operation: 'insert',
    shape: 'for…of',
    code: `
      class Store {
        constructor(readonly db: Db) {}

        async write(orders: Order[]) {
          for (const { userId } of orders) await this.db('audit').insert({ user_id: userId, action: 'ordered' });
          for (const { id } of orders) {
            await this.db('counters').where({ id }).del();
          }
          for (const order of orders) {
            await this.db<CounterRow>('counters').where('id', order.userId).update({ value: order.id });
          }
        }
      }

      export async function run(db: Db, orders: Order[]) {
        const store = new Store(db);
        await store.write(orders);
        for (const { userId } of orders) await store.db('audit').insert({ user_id: userId, action: 'seen' });
      }
    `,
    after: `
      class Store {
        constructor(readonly db: Db) {}

        async write(orders: Order[]) {
          if (orders.length > 0) await this.db('audit').insert(orders.map(({ userId }) => ({ user_id: userId, action: 'ordered' })));
          await this.db('counters').whereIn('id', orders.map(({ id }) => id)).del();
          const counterChanges = orders.map((order) => ({ id: order.userId, value: order.id })).reverse();
          if (counterChanges.length > 0) await this.db<CounterRow>('counters').whereIn('id', counterChanges.map((change) => change.id)).update({ value: this.db.raw(\`CASE ?? \${counterChanges.map(() => 'WHEN ? THEN ?').join(' ')} ELSE ?? END\`, ['id', ...counterChanges.flatMap((change) => [change.id, change.value]), 'value']) });
        }
      }

      export async function run(db: Db, orders: Order[]) {
        const store = new Store(db);
        await store.write(orders);
        if (orders.length > 0) await store.db('audit').insert(orders.map(({ userId }) => ({ user_id: userId, action: 'seen' })));
      }
    `,
  },
  {
    name: 'insert by a handle that varies',
    operation: 'insert',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const stores = orders.map((order) => ({ db, order }));
        for (const store of stores) {
          await store.db('audit').insert({ user_id: store.order.userId, action: 'ordered' });
        }
      }
    `,
    refused: 'variesElsewhere',
  },
  {
    name: 'row of a table that the loop changes by a handle that a class holds',
    operation: 'row by unique key',
    shape: 'for…of',
    code: `
      class Store {
        constructor(private readonly db: Db) {}

        async names(orders: Order[]) {
          const found: unknown[] = [];
          for (const order of orders) {
            const user = await this.db<UserRow>('users').where({ id: order.userId }).first();
            found.push(user?.name);
            await this.db<UserRow>('users').where('id', order.userId).update({ name: order.email });
          }
          return found;
        }
      }

      export const run = (db: Db, orders: Order[]) => new Store(db).names(orders);
    `,
    refused: 'writeInBody',
  },
  {
    name: 'insert that overwrites',
    operation: 'insert',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          await db<CounterRow>('counters').insert({ id: order.id, value: order.quantity }).onConflict('id').merge();
        }
      }
    `,
    refused: 'unknownLink',
  },
  {
    name: 'delete by key',
    operation: 'delete by key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          await db<CounterRow>('counters').where({ id: order.id }).del();
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        await db<CounterRow>('counters').whereIn('id', orders.map((order) => order.id)).del();
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
          await db<OrderItemRow>('order_items').where({ order_id: order.line.orderId, sku: order.line.sku }).delete();
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const orderItemKeys = orders.map((order) => ({ order_id: order.line.orderId, sku: order.line.sku }));
        await db<OrderItemRow>('order_items').whereIn(['order_id', 'sku'], orderItemKeys.map((key) => [key.order_id, key.sku])).delete();
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
          await db<CounterRow>('counters').where('id', order.id).update({ value: 3 });
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        await db<CounterRow>('counters').whereIn('id', orders.map((order) => order.id)).update({ value: 3 });
      }
    `,
  },
  {
    name: 'update of one column',
    operation: 'update with the same values',
    shape: 'Promise.all(map)',
    code: `
      export async function run(db: Db, orders: Order[]) {
        await Promise.all(orders.map((order) => db('counters').where('id', order.id).where({ value: 1 }).update('value', 3)));
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        await db('counters').whereIn('id', orders.map((order) => order.id)).where({ value: 1 }).update('value', 3);
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
          await db('counters').where('id', order.id).update({ value: db.raw('value + 1') });
        }
      }
    `,
    refused: 'relativeChange',
  },
  {
    name: 'update with other values',
    operation: 'update with other values',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          await db<CounterRow>('counters').where('id', order.userId).update({ value: order.id });
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const counterChanges = orders.map((order) => ({ id: order.userId, value: order.id })).reverse();
        if (counterChanges.length > 0) await db<CounterRow>('counters').whereIn('id', counterChanges.map((change) => change.id)).update({ value: db.raw(\`CASE ?? \${counterChanges.map(() => 'WHEN ? THEN ?').join(' ')} ELSE ?? END\`, ['id', ...counterChanges.flatMap((change) => [change.id, change.value]), 'value']) });
      }
    `,
    caveat: /^Update all counters with one query that is given the values of each, all or none of them\.$/,
  },
  {
    name: 'updates of several columns in a transaction',
    operation: 'update with other values',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        await db.transaction(async (trx) => {
          for (const { id, email, editorId } of orders) {
            await trx('users').where({ id }).update({ name: email, parent_id: editorId });
          }
        });
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        await db.transaction(async (trx) => {
          const userChanges = orders.map(({ id, email, editorId }) => ({ id, name: email, parent_id: editorId })).reverse();
          if (userChanges.length > 0) await trx('users').whereIn('id', userChanges.map((change) => change.id)).update({ name: trx.raw(\`CASE ?? \${userChanges.map(() => 'WHEN ? THEN ?').join(' ')} ELSE ?? END\`, ['id', ...userChanges.flatMap((change) => [change.id, change.name]), 'name']), parent_id: trx.raw(\`CASE ?? \${userChanges.map(() => 'WHEN ? THEN ?').join(' ')} ELSE ?? END\`, ['id', ...userChanges.flatMap((change) => [change.id, change.parent_id]), 'parent_id']) });
        });
      }
    `,
  },
  {
    name: 'updates where another column says so',
    operation: 'update with other values',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          await db('counters').where({ id: order.id }).where('value', '>', 3).update({ value: order.quantity });
        }
      }
    `,
    refused: 'variesElsewhere',
  },
  {
    name: 'text of a bigint',
    operation: 'row by unique key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const balances: unknown[] = [];
        for (const order of orders) {
          const account = await db('accounts').where({ id: String(order.accountId) }).first();
          balances.push(account?.balance);
        }
        return balances;
      }
    `,
    refused: 'incomparableKey',
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
          const user = await db<UserRow>('users').where({ id: order.userId }).first();
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
          users.push(...(await db<UserRow>('users').whereIn('id', userIds.slice(start, start + 4))));
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
    name: 'count, as a number',
    operation: 'count by foreign key',
    shape: 'destructured row',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const [{ n }] = await db('posts').where({ author_id: order.userId }).count('* as n');
          found.push(Number(n));
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const postCounts = await db('posts').whereIn('author_id', userIds).count('* as n').groupBy('author_id').select('author_id');
        const postCountByAuthorId = new Map(postCounts.map((group) => [String(group.author_id), group.n]));
        for (const order of orders) {
          const n = postCountByAuthorId.get(String(order.userId)) ?? 0;
          found.push(Number(n));
        }
        return found;
      }
    `,
  },
  {
    name: 'count, first row',
    operation: 'count by foreign key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const row = await db('posts').count('id as n').where('author_id', order.userId).where('score', '>', 3).first();
          found.push(Number(row?.n));
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const postCounts = await db('posts').count('id as n').whereIn('author_id', userIds).where('score', '>', 3).groupBy('author_id').select('author_id');
        const postCountByAuthorId = new Map(postCounts.map((group) => [String(group.author_id), group]));
        for (const order of orders) {
          const row = postCountByAuthorId.get(String(order.userId)) ?? { n: 0 };
          found.push(Number(row?.n));
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
          const [{ n }] = await db('posts').where({ author_id: order.userId }).count<{ n: string }[]>('* as n');
          found.push(Number(n));
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const postCounts = await db('posts').whereIn('author_id', userIds).count<{ n: string }[]>('* as n').groupBy('author_id').select('author_id');
        const postCountByAuthorId = new Map(postCounts.map((group) => [String(group.author_id), group.n]));
        for (const order of orders) {
          const n = postCountByAuthorId.get(String(order.userId)) ?? '0';
          found.push(Number(n));
        }
        return found;
      }
    `,
  },
  {
    name: 'count by two columns',
    operation: 'count by foreign key',
    shape: 'destructured row',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const [{ n }] = await db('order_items').where({ order_id: order.line.orderId, sku: order.line.sku }).count('* as n');
          found.push(Number(n));
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const orderItemKeys = [...new Map(orders.map((order) => [JSON.stringify([String(order.line.orderId), order.line.sku]), { order_id: order.line.orderId, sku: order.line.sku }] as const)).values()];
        const orderItemCounts = await db('order_items').whereIn(['order_id', 'sku'], orderItemKeys.map((key) => [key.order_id, key.sku])).count('* as n').groupBy(['order_id', 'sku']).select(['order_id', 'sku']);
        const orderItemCountByOrderIdAndSku = new Map(orderItemCounts.map((group) => [JSON.stringify([String(group.order_id), String(group.sku)]), group.n]));
        for (const order of orders) {
          const n = orderItemCountByOrderIdAndSku.get(JSON.stringify([String(order.line.orderId), order.line.sku])) ?? 0;
          found.push(Number(n));
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
          const [{ n }] = await db('posts').where({ author_id: order.userId }).count('* as n');
          found.push(n);
        }
        return found;
      }
    `,
    refused: 'numberForm',
  },
  {
    name: 'count named in an object',
    operation: 'count by foreign key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const row = await db('posts').where('author_id', order.userId).count({ n: '*' }).first();
          found.push(Number(row?.n ?? 0));
        }
        return found;
      }
    `,
    refused: 'aggregate',
  },
  {
    name: 'sum and maximum',
    operation: 'sum by foreign key',
    shape: 'destructured row',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const [row] = await db('posts').where({ author_id: order.userId }).sum('score as total').max('score as best');
          found.push(row.total ?? 0, row.best);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const postTotals = await db('posts').whereIn('author_id', userIds).sum('score as total').max('score as best').groupBy('author_id').select('author_id');
        const postTotalByAuthorId = new Map(postTotals.map((group) => [String(group.author_id), group]));
        for (const order of orders) {
          const row = postTotalByAuthorId.get(String(order.userId)) ?? { total: null, best: null };
          found.push(row.total ?? 0, row.best);
        }
        return found;
      }
    `,
  },
];
