import type { RewriteCase } from '../rewrite-case.ts';

export const kyselyCases: readonly RewriteCase[] = [
  {
    name: 'first',
    operation: 'row by unique key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const user = await db.selectFrom('users').selectAll().where('id', '=', order.userId).executeTakeFirst();
          found.push(user?.name);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const users = userIds.length > 0 ? await db.selectFrom('users').selectAll().where('id', 'in', userIds).execute() : [];
        const userById = new Map(users.map((user) => [user.id, user]));
        for (const order of orders) {
          const user = userById.get(order.userId);
          found.push(user?.name);
        }
        return found;
      }
    `,
  },
  {
    name: 'throw',
    operation: 'row by unique key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const names: string[] = [];
        for (const order of orders.filter((one) => one.userId < 400)) {
          const user = await db.selectFrom('users').select(['id', 'name']).where('users.id', '=', order.userId).executeTakeFirstOrThrow();
          names.push(user.name);
        }
        return names;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const names: string[] = [];
        const selectedOrders = orders.filter((one) => one.userId < 400);
        const userIds = [...new Set(selectedOrders.map((order) => order.userId))];
        const users = userIds.length > 0 ? await db.selectFrom('users').select(['id', 'name']).where('users.id', 'in', userIds).execute() : [];
        const userById = new Map(users.map((user) => [user.id, user]));
        for (const order of selectedOrders) {
          const user = userById.get(order.userId);
          if (!user) throw new Error(\`No user has the key \${order.userId}.\`);
          names.push(user.name);
        }
        return names;
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
          const posts = await db
            .selectFrom('posts')
            .select(['title', 'author_id as author'])
            .where('author_id', '=', order.userId)
            .where('score', '>', 3)
            .orderBy('id')
            .execute();
          found.push(posts.map((post) => post.title));
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const allPosts = userIds.length > 0 ? await db
          .selectFrom('posts')
          .select(['title', 'author_id as author'])
          .where('author_id', 'in', userIds)
          .where('score', '>', 3)
          .orderBy('id')
          .execute() : [];
        const postsByAuthor = new Map<(typeof allPosts)[number]['author'], typeof allPosts>();
        for (const post of allPosts) {
          const group = postsByAuthor.get(post.author);
          if (group) group.push(post);
          else postsByAuthor.set(post.author, [post]);
        }
        for (const order of orders) {
          const posts = postsByAuthor.get(order.userId) ?? [];
          found.push(posts.map((post) => post.title));
        }
        return found;
      }
    `,
  },
  {
    name: 'column absent',
    operation: 'row by unique key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const user = await db.selectFrom('users').select('name').where('id', '=', order.userId).executeTakeFirst();
          found.push(user?.name);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const users = userIds.length > 0 ? await db.selectFrom('users').select(['id', 'name']).where('id', 'in', userIds).execute() : [];
        const userById = new Map(users.map((user) => [user.id, user]));
        for (const order of orders) {
          const user = userById.get(order.userId);
          found.push(user?.name);
        }
        return found;
      }
    `,
  },
  {
    name: 'composite',
    operation: 'row by composite key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const item = await db.selectFrom('order_items').selectAll().where('order_id', '=', order.line.orderId).where('sku', '=', order.line.sku).executeTakeFirst();
          found.push(item?.quantity);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const orderItemKeys = [...new Map(orders.map((order) => [JSON.stringify([order.line.orderId, order.line.sku]), { order_id: order.line.orderId, sku: order.line.sku }] as const)).values()];
        const orderItems = await db.selectFrom('order_items').selectAll().where((eb) => eb.or(orderItemKeys.map((key) => eb.and(key)))).execute();
        const orderItemByOrderIdAndSku = new Map(orderItems.reverse().map((orderItem) => [JSON.stringify([orderItem.order_id, orderItem.sku]), orderItem]));
        for (const order of orders) {
          const item = orderItemByOrderIdAndSku.get(JSON.stringify([order.line.orderId, order.line.sku]));
          found.push(item?.quantity);
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
          const [user] = await db.selectFrom('users').selectAll().where('email', '=', order.email).limit(1).execute();
          found.push(user?.name);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userEmails = [...new Set(orders.map((order) => order.email))];
        const users = userEmails.length > 0 ? await db.selectFrom('users').selectAll().where('email', 'in', userEmails).execute() : [];
        const userByEmail = new Map(users.reverse().map((user) => [user.email, user]));
        for (const order of orders) {
          const user = userByEmail.get(order.email);
          found.push(user?.name);
        }
        return found;
      }
    `,
  },
  {
    name: 'fan-out',
    operation: 'row by unique key',
    shape: 'Promise.all(map)',
    code: `
      export async function run(db: Db, orders: Order[]) {
        return Promise.all(orders.map((order) => db.selectFrom('users').selectAll().where('id', '=', order.userId).executeTakeFirst()));
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const users = userIds.length > 0 ? await db.selectFrom('users').selectAll().where('id', 'in', userIds).execute() : [];
        const userById = new Map(users.map((user) => [user.id, user]));
        return orders.map((order) => userById.get(order.userId));
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
          const row = await db.selectFrom('posts').select((eb) => eb.fn.countAll().as('n')).where('author_id', '=', order.userId).executeTakeFirst();
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
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        return db.transaction().execute(async (trx) => {
          const names: string[] = [];
          for (const order of orders) {
            const user = await trx.selectFrom('users').selectAll().where('id', '=', order.userId).executeTakeFirst();
            if (user) names.push(user.name);
          }
          return names;
        });
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        return db.transaction().execute(async (trx) => {
          const names: string[] = [];
          const userIds = [...new Set(orders.map((order) => order.userId))];
          const users = userIds.length > 0 ? await trx.selectFrom('users').selectAll().where('id', 'in', userIds).execute() : [];
          const userById = new Map(users.map((user) => [user.id, user]));
          for (const order of orders) {
            const user = userById.get(order.userId);
            if (user) names.push(user.name);
          }
          return names;
        });
      }
    `,
  },
  {
    name: 'rows again',
    operation: 'rows by foreign key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const posts = await db
            .selectFrom('posts')
            .selectAll()
            // By the user.
            .where('author_id', '=', order.userId)
            .orderBy('id')
            .execute();
          found.push(posts.map((post) => post.title));
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const allPosts = userIds.length > 0 ? await db
          .selectFrom('posts')
          .selectAll()
          // By the user.
          .where('author_id', 'in', userIds)
          .orderBy('id')
          .execute() : [];
        const postsByAuthorId = new Map<(typeof allPosts)[number]['author_id'], typeof allPosts>();
        for (const post of allPosts) {
          const group = postsByAuthorId.get(post.author_id);
          if (group) group.push(post);
          else postsByAuthorId.set(post.author_id, [post]);
        }
        for (const order of orders) {
          const posts = postsByAuthorId.get(order.userId) ?? [];
          found.push(posts.map((post) => post.title));
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
          await db.insertInto('audit').values({ user_id: order.userId, action: 'seen' }).execute();
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        if (orders.length > 0) await db.insertInto('audit').values(orders.map((order) => ({ user_id: order.userId, action: 'seen' }))).execute();
      }
    `,
  },
  {
    name: 'insert in Promise.all',
    operation: 'insert',
    shape: 'Promise.all(map)',
    code: `
      export async function run(db: Db, orders: Order[]) {
        await Promise.all(orders.map((order) => db.insertInto('audit').values({ user_id: order.userId, action: 'seen' }).executeTakeFirst()));
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        if (orders.length > 0) await db.insertInto('audit').values(orders.map((order) => ({ user_id: order.userId, action: 'seen' }))).execute();
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
          if (order.editorId !== null) await db.insertInto('audit').values({ user_id: order.editorId, action: 'seen' }).execute();
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const auditRows = orders.flatMap((order) => (order.editorId !== null ? [{ user_id: order.editorId, action: 'seen' }] : []));
        if (auditRows.length > 0) await db.insertInto('audit').values(auditRows).execute();
      }
    `,
  },
  {
    name: 'delete by key',
    operation: 'delete by key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          await db.deleteFrom('counters').where('id', '=', order.id).execute();
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const counterIds = orders.map((order) => order.id);
        if (counterIds.length > 0) await db.deleteFrom('counters').where('id', 'in', counterIds).execute();
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
          await db.deleteFrom('order_items').where('order_id', '=', order.line.orderId).where('sku', '=', order.line.sku).executeTakeFirst();
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const orderItemKeys = orders.map((order) => ({ order_id: order.line.orderId, sku: order.line.sku }));
        await db.deleteFrom('order_items').where((eb) => eb.or(orderItemKeys.map((key) => eb.and(key)))).execute();
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
          await db.updateTable('counters').set({ value: 3 }).where('id', '=', order.id).where('value', '<', 3).execute();
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const counterIds = orders.map((order) => order.id);
        if (counterIds.length > 0) await db.updateTable('counters').set({ value: 3 }).where('id', 'in', counterIds).where('value', '<', 3).execute();
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
          await db.updateTable('counters').set((eb) => ({ value: eb('value', '+', 1) })).where('id', '=', order.id).execute();
        }
      }
    `,
    refused: 'filterNotLiteral',
  },
  {
    name: 'update with other values',
    operation: 'update with other values',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          await db.updateTable('counters').set({ value: order.id }).where('id', '=', order.userId).execute();
        }
      }
    `,
    after: `
      import { sql } from 'kysely';

      export async function run(db: Db, orders: Order[]) {
        const counterChanges = orders.map((order) => ({ id: order.userId, value: order.id })).reverse();
        if (counterChanges.length > 0) await db.updateTable('counters').set({ value: sql<number>\`case \${sql.join(counterChanges.map((change) => sql\`when \${sql.ref('id')} = \${change.id} then \${change.value}\`), sql\` \`)} else \${sql.ref('value')} end\` }).where('id', 'in', counterChanges.map((change) => change.id)).execute();
      }
    `,
    caveat: /^Update all counters with one query that is given the values of each, all or none of them\.$/,
  },
  {
    name: 'updates of several columns',
    operation: 'update with other values',
    shape: 'Promise.all(map)',
    code: `
      export async function run(db: Db, orders: Order[]) {
        await Promise.all(
          orders.map(({ id, email, editorId }) =>
            db.updateTable('users').set({ name: email, parent_id: editorId }).where('users.id', '=', id).execute(),
          ),
        );
      }
    `,
    after: `
      import { sql } from 'kysely';

      export async function run(db: Db, orders: Order[]) {
        const userChanges = orders.map(({ id, email, editorId }) => ({ id, name: email, parent_id: editorId })).reverse();
        if (userChanges.length > 0) await db.updateTable('users').set({ name: sql<string>\`case \${sql.join(userChanges.map((change) => sql\`when \${sql.ref('users.id')} = \${change.id} then \${change.name}\`), sql\` \`)} else \${sql.ref('name')} end\`, parent_id: sql<number | null>\`case \${sql.join(userChanges.map((change) => sql\`when \${sql.ref('users.id')} = \${change.id} then \${change.parent_id}\`), sql\` \`)} else \${sql.ref('parent_id')} end\` }).where('users.id', 'in', userChanges.map((change) => change.id)).execute();
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
          await db.updateTable('counters').set({ value: order.quantity }).where('id', '=', order.id).where('value', '>', 3).execute();
        }
      }
    `,
    refused: 'variesElsewhere',
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
          const user = await db.selectFrom('users').selectAll().where('id', '=', order.userId).executeTakeFirst();
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
          users.push(...(await db.selectFrom('users').selectAll().where('id', 'in', userIds.slice(start, start + 4)).execute()));
        }
        const userById = new Map(users.map((user) => [user.id, user]));
        for (const order of orders) {
          const user = userById.get(order.userId);
          names.push(user?.name);
        }
        return names;
      }
    `,
  },
  {
    name: 'count, as a number',
    operation: 'count by foreign key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const { n } = await db.selectFrom('posts').select((eb) => eb.fn.countAll().as('n')).where('author_id', '=', order.userId).executeTakeFirstOrThrow();
          found.push(Number(n));
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const postCounts = userIds.length > 0 ? await db.selectFrom('posts').select((eb) => eb.fn.countAll().as('n')).where('author_id', 'in', userIds).groupBy('author_id').select('author_id').execute() : [];
        const postCountByAuthorId = new Map(postCounts.map((group) => [group.author_id, group.n]));
        for (const order of orders) {
          const n = postCountByAuthorId.get(order.userId) ?? 0;
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
          const row = await db.selectFrom('posts').select(({ fn }) => [fn.count<number>('id').as('n')]).where('author_id', '=', order.userId).executeTakeFirst();
          found.push(Number(row?.n ?? 0));
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const postCounts = userIds.length > 0 ? await db.selectFrom('posts').select(({ fn }) => [fn.count<number>('id').as('n')]).where('author_id', 'in', userIds).groupBy('author_id').select('author_id').execute() : [];
        const postCountByAuthorId = new Map(postCounts.map((group) => [group.author_id, group]));
        for (const order of orders) {
          const row = postCountByAuthorId.get(order.userId) ?? { n: 0 };
          found.push(Number(row?.n ?? 0));
        }
        return found;
      }
    `,
  },
  {
    name: 'sum that may be null',
    operation: 'sum by foreign key',
    shape: 'destructured row',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const [row] = await db.selectFrom('posts').select(db.fn.sum<string | null>('score').as('total')).where('author_id', '=', order.userId).where('score', '>', 3).execute();
          found.push(row.total);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const postSums = userIds.length > 0 ? await db.selectFrom('posts').select(db.fn.sum<string | null>('score').as('total')).where('author_id', 'in', userIds).where('score', '>', 3).groupBy('author_id').select('author_id').execute() : [];
        const postSumByAuthorId = new Map(postSums.map((group) => [group.author_id, group]));
        for (const order of orders) {
          const row = postSumByAuthorId.get(order.userId) ?? { total: null };
          found.push(row.total);
        }
        return found;
      }
    `,
  },
  {
    name: 'maximum that types say is there',
    operation: 'sum by foreign key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const row = await db.selectFrom('posts').select(({ fn }) => [fn.max('score').as('best')]).where('author_id', '=', order.userId).executeTakeFirst();
          found.push(row?.best ?? 0);
        }
        return found;
      }
    `,
    refused: 'numberForm',
  },
  {
    name: 'count by two columns',
    operation: 'count by foreign key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const { n } = await db.selectFrom('order_items').select((eb) => eb.fn.countAll().as('n')).where('order_id', '=', order.line.orderId).where('sku', '=', order.line.sku).executeTakeFirstOrThrow();
          found.push(Number(n));
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const orderItemKeys = [...new Map(orders.map((order) => [JSON.stringify([order.line.orderId, order.line.sku]), { order_id: order.line.orderId, sku: order.line.sku }] as const)).values()];
        const orderItemCounts = await db.selectFrom('order_items').select((eb) => eb.fn.countAll().as('n')).where((eb) => eb.or(orderItemKeys.map((key) => eb.and(key)))).groupBy(['order_id', 'sku']).select(['order_id', 'sku']).execute();
        const orderItemCountByOrderIdAndSku = new Map(orderItemCounts.map((group) => [JSON.stringify([group.order_id, group.sku]), group.n]));
        for (const order of orders) {
          const n = orderItemCountByOrderIdAndSku.get(JSON.stringify([order.line.orderId, order.line.sku])) ?? 0;
          found.push(Number(n));
        }
        return found;
      }
    `,
  },
];
