import type { RewriteCase } from '../rewrite-case.ts';

export const drizzle1Cases: readonly RewriteCase[] = [
  {
    name: 'findFirst with an object',
    operation: 'row by unique key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const user = await db.query.users.findFirst({ where: { id: order.userId } });
          found.push(user?.name);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const allUsers = await db.query.users.findMany({ where: { id: { in: userIds } } });
        const userById = new Map(allUsers.reverse().map((user) => [user.id, user]));
        for (const order of orders) {
          const user = userById.get(order.userId);
          found.push(user?.name);
        }
        return found;
      }
    `,
  },
  {
    name: 'findFirst with an operator',
    operation: 'row by unique key',
    shape: 'Promise.all(map)',
    code: `
      export async function run(db: Db, orders: Order[]) {
        return Promise.all(orders.map((order) => db.query.users.findFirst({ where: { email: { eq: order.email } } })));
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const userEmails = [...new Set(orders.map((order) => order.email))];
        const allUsers = await db.query.users.findMany({ where: { email: { in: userEmails } } });
        const userByEmail = new Map(allUsers.reverse().map((user) => [user.email, user]));
        return orders.map((order) => userByEmail.get(order.email));
      }
    `,
  },
  {
    name: 'findFirst with an object and columns',
    operation: 'row by unique key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const user = await db.query.users.findFirst({ where: { id: order.userId }, columns: { name: true } });
          found.push(user?.name);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const allUsers = await db.query.users.findMany({ where: { id: { in: userIds } }, columns: { id: true, name: true } });
        const userById = new Map(allUsers.reverse().map((user) => [user.id, user]));
        for (const order of orders) {
          const user = userById.get(order.userId);
          found.push(user?.name);
        }
        return found;
      }
    `,
  },
  {
    name: 'findFirst by two columns',
    operation: 'row by composite key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const item = await db.query.orderItems.findFirst({ where: { orderId: order.line.orderId, sku: order.line.sku } });
          found.push(item?.quantity);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const orderItemKeys = [...new Map(orders.map((order) => [JSON.stringify([order.line.orderId, order.line.sku]), { orderId: order.line.orderId, sku: order.line.sku }] as const)).values()];
        const allOrderItems = orderItemKeys.length > 0 ? await db.query.orderItems.findMany({ where: { OR: orderItemKeys } }) : [];
        const orderItemByOrderIdAndSku = new Map(allOrderItems.reverse().map((orderItem) => [JSON.stringify([orderItem.orderId, orderItem.sku]), orderItem]));
        for (const order of orders) {
          const item = orderItemByOrderIdAndSku.get(JSON.stringify([order.line.orderId, order.line.sku]));
          found.push(item?.quantity);
        }
        return found;
      }
    `,
  },
  {
    name: 'findMany with an object and an order',
    operation: 'rows by foreign key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const own = await db.query.posts.findMany({ where: { authorId: order.userId, score: { gt: 5 } }, orderBy: { id: 'desc' } });
          found.push(own.map((post) => post.title));
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const allPosts = await db.query.posts.findMany({ where: { authorId: { in: userIds }, score: { gt: 5 } }, orderBy: { id: 'desc' } });
        const postsByAuthorId = new Map<(typeof allPosts)[number]['authorId'], typeof allPosts>();
        for (const post of allPosts) {
          const group = postsByAuthorId.get(post.authorId);
          if (group) group.push(post);
          else postsByAuthorId.set(post.authorId, [post]);
        }
        for (const order of orders) {
          const own = postsByAuthorId.get(order.userId) ?? [];
          found.push(own.map((post) => post.title));
        }
        return found;
      }
    `,
  },
  {
    name: 'findMany with rows of another table',
    operation: 'rows by foreign key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const matching = await db.query.users.findMany({ where: { id: order.userId }, with: { posts: true } });
          found.push(matching.map((user) => user.posts.length));
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const allUsers = await db.query.users.findMany({ where: { id: { in: userIds } }, with: { posts: true } });
        const usersById = new Map<(typeof allUsers)[number]['id'], typeof allUsers>();
        for (const user of allUsers) {
          const group = usersById.get(user.id);
          if (group) group.push(user);
          else usersById.set(user.id, [user]);
        }
        for (const order of orders) {
          const matching = usersById.get(order.userId) ?? [];
          found.push(matching.map((user) => user.posts.length));
        }
        return found;
      }
    `,
  },
  {
    name: 'findMany with a limit',
    operation: 'rows by foreign key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const own = await db.query.posts.findMany({ where: { authorId: order.userId }, limit: 3, orderBy: { id: 'asc' } });
          found.push(own.length);
        }
        return found;
      }
    `,
    refused: 'limited',
  },
  {
    name: 'findFirst with an order',
    operation: 'row by unique key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const post = await db.query.posts.findFirst({ where: { authorId: order.userId }, orderBy: { score: 'desc', id: 'asc' } });
          found.push(post?.title);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const allPosts = await db.query.posts.findMany({ where: { authorId: { in: userIds } }, orderBy: { score: 'desc', id: 'asc' } });
        const postByAuthorId = new Map(allPosts.reverse().map((post) => [post.authorId, post]));
        for (const order of orders) {
          const post = postByAuthorId.get(order.userId);
          found.push(post?.title);
        }
        return found;
      }
    `,
  },
  {
    name: 'findMany by two columns',
    operation: 'rows by foreign key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const own = await db.query.posts.findMany({ where: { authorId: order.userId, score: order.quantity }, orderBy: { id: 'asc' } });
          found.push(own.length);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const postKeys = [...new Map(orders.map((order) => [JSON.stringify([order.userId, order.quantity]), { authorId: order.userId, score: order.quantity }] as const)).values()];
        const allPosts = postKeys.length > 0 ? await db.query.posts.findMany({ where: { OR: postKeys }, orderBy: { id: 'asc' } }) : [];
        const postsByAuthorIdAndScore = new Map<string, typeof allPosts>();
        for (const post of allPosts) {
          const group = postsByAuthorIdAndScore.get(JSON.stringify([post.authorId, post.score]));
          if (group) group.push(post);
          else postsByAuthorIdAndScore.set(JSON.stringify([post.authorId, post.score]), [post]);
        }
        for (const order of orders) {
          const own = postsByAuthorIdAndScore.get(JSON.stringify([order.userId, order.quantity])) ?? [];
          found.push(own.length);
        }
        return found;
      }
    `,
  },
  {
    name: 'select',
    operation: 'row by unique key',
    shape: 'destructured row',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const [user] = await db.select().from(users).where(eq(users.id, order.userId));
          found.push(user?.name);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const allUsers = await db.select().from(users).where(inArray(users.id, userIds));
        const userById = new Map(allUsers.map((user) => [user.id, user]));
        for (const order of orders) {
          const user = userById.get(order.userId);
          found.push(user?.name);
        }
        return found;
      }
    `,
    imports: [`import { and, inArray } from 'drizzle-orm';`],
  },
  {
    name: '$count',
    operation: 'count by foreign key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          found.push(await db.$count(posts, eq(posts.authorId, order.userId)));
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const postCounts = await db.select({ authorId: posts.authorId, count: count() }).from(posts).where(inArray(posts.authorId, userIds)).groupBy(posts.authorId);
        const postCountByAuthorId = new Map(postCounts.map((group) => [group.authorId, group.count]));
        for (const order of orders) {
          found.push(postCountByAuthorId.get(order.userId) ?? 0);
        }
        return found;
      }
    `,
    imports: [`import { and, inArray, count } from 'drizzle-orm';`],
  },
  {
    name: 'insert',
    operation: 'insert',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          await db.insert(audit).values({ userId: order.userId, action: 'seen' });
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        if (orders.length > 0) await db.insert(audit).values(orders.map((order) => ({ userId: order.userId, action: 'seen' })));
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
          await db.update(users).set({ name: order.email, parentId: order.id }).where(eq(users.id, order.userId));
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const userChanges = orders.map((order) => ({ id: order.userId, name: order.email, parentId: order.id })).reverse();
        if (userChanges.length > 0) await db.update(users).set({ name: sql\`case \${sql.join(userChanges.map((change) => sql\`when \${eq(users.id, change.id)} then \${sql.param(change.name, users.name)}\`), sql\` \`)} else \${users.name} end\`, parentId: sql\`case \${sql.join(userChanges.map((change) => sql\`when \${eq(users.id, change.id)} then \${sql.param(change.parentId, users.parentId)}\`), sql\` \`)} else \${users.parentId} end\` }).where(inArray(users.id, userChanges.map((change) => change.id)));
      }
    `,
    imports: ["import { and, eq, inArray, sql } from 'drizzle-orm';"],
  },
];
