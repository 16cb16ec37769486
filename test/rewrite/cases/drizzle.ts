import type { RewriteCase } from '../rewrite-case.ts';

export const drizzleCases: readonly RewriteCase[] = [
  {
    name: 'first',
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
    imports: ["import { and, inArray } from 'drizzle-orm';"],
  },
  {
    name: 'limit',
    operation: 'row by unique key',
    shape: 'destructured row',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const [user] = await db.select({ name: users.name }).from(users).where(eq(users.email, order.email)).limit(1);
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
        const allUsers = await db.select({ email: users.email, name: users.name }).from(users).where(inArray(users.email, userEmails));
        const userByEmail = new Map(allUsers.map((user) => [user.email, user]));
        for (const order of orders) {
          const user = userByEmail.get(order.email);
          if (!user) continue;
          found.push(user.name);
        }
        return found;
      }
    `,
    imports: ["import { and, inArray } from 'drizzle-orm';"],
  },
  {
    name: 'rows',
    operation: 'rows by foreign key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const authored = await db.select().from(posts).where(and(eq(posts.authorId, order.userId), eq(posts.score, 3))).orderBy(posts.id);
          found.push(authored);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const allPosts = await db.select().from(posts).where(and(inArray(posts.authorId, userIds), eq(posts.score, 3))).orderBy(posts.id);
        const postsByAuthorId = new Map<(typeof allPosts)[number]['authorId'], typeof allPosts>();
        for (const post of allPosts) {
          const group = postsByAuthorId.get(post.authorId);
          if (group) group.push(post);
          else postsByAuthorId.set(post.authorId, [post]);
        }
        for (const order of orders) {
          const authored = postsByAuthorId.get(order.userId) ?? [];
          found.push(authored);
        }
        return found;
      }
    `,
    imports: ["import { and, eq, inArray } from 'drizzle-orm';"],
  },
  {
    name: 'renamed column',
    operation: 'rows by foreign key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const authored = await db.select({ author: posts.authorId, title: posts.title }).from(posts).where(eq(posts.authorId, order.userId)).orderBy(posts.id);
          found.push(authored.length, authored);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const allPosts = await db.select({ author: posts.authorId, title: posts.title }).from(posts).where(inArray(posts.authorId, userIds)).orderBy(posts.id);
        const postsByAuthor = new Map<(typeof allPosts)[number]['author'], typeof allPosts>();
        for (const post of allPosts) {
          const group = postsByAuthor.get(post.author);
          if (group) group.push(post);
          else postsByAuthor.set(post.author, [post]);
        }
        for (const order of orders) {
          const authored = postsByAuthor.get(order.userId) ?? [];
          found.push(authored.length, authored);
        }
        return found;
      }
    `,
    imports: ["import { and, inArray } from 'drizzle-orm';"],
  },
  {
    name: 'composite',
    operation: 'row by composite key',
    shape: 'destructured row',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const [item] = await db.select().from(orderItems).where(and(eq(orderItems.orderId, order.line.orderId), eq(orderItems.sku, order.line.sku)));
          found.push(item?.quantity);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const orderItemKeys = [...new Map(orders.map((order) => [JSON.stringify([order.line.orderId, order.line.sku]), { orderId: order.line.orderId, sku: order.line.sku }] as const)).values()];
        const allOrderItems = orderItemKeys.length > 0 ? await db.select().from(orderItems).where(or(...orderItemKeys.map((key) => and(eq(orderItems.orderId, key.orderId), eq(orderItems.sku, key.sku))))) : [];
        const orderItemByOrderIdAndSku = new Map(allOrderItems.map((orderItem) => [JSON.stringify([orderItem.orderId, orderItem.sku]), orderItem]));
        for (const order of orders) {
          const item = orderItemByOrderIdAndSku.get(JSON.stringify([order.line.orderId, order.line.sku]));
          found.push(item?.quantity);
        }
        return found;
      }
    `,
    imports: ["import { and, eq, or } from 'drizzle-orm';"],
  },
  {
    name: 'join',
    operation: 'rows by foreign key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const rows = await db.select({ id: posts.id, author: posts.authorId, name: users.name }).from(posts).innerJoin(users, eq(users.id, posts.authorId)).where(eq(posts.authorId, order.userId)).orderBy(posts.id);
          found.push(rows);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const allPosts = await db.select({ id: posts.id, author: posts.authorId, name: users.name }).from(posts).innerJoin(users, eq(users.id, posts.authorId)).where(inArray(posts.authorId, userIds)).orderBy(posts.id);
        const postsByAuthor = new Map<(typeof allPosts)[number]['author'], typeof allPosts>();
        for (const post of allPosts) {
          const group = postsByAuthor.get(post.author);
          if (group) group.push(post);
          else postsByAuthor.set(post.author, [post]);
        }
        for (const order of orders) {
          const rows = postsByAuthor.get(order.userId) ?? [];
          found.push(rows);
        }
        return found;
      }
    `,
    imports: ["import { and, eq, inArray } from 'drizzle-orm';"],
  },
  {
    name: 'bigint',
    operation: 'row by unique key',
    shape: 'destructured row',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const [account] = await db.select().from(accounts).where(eq(accounts.id, order.accountId));
          found.push(account?.balance);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const accountIds = [...new Set(orders.map((order) => order.accountId))];
        const allAccounts = await db.select().from(accounts).where(inArray(accounts.id, accountIds));
        const accountById = new Map(allAccounts.map((account) => [account.id, account]));
        for (const order of orders) {
          const account = accountById.get(order.accountId);
          found.push(account?.balance);
        }
        return found;
      }
    `,
    imports: ["import { and, inArray } from 'drizzle-orm';"],
  },
  {
    name: 'findFirst',
    only: ['Drizzle 0.45'],
    operation: 'row by unique key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const user = await db.query.users.findFirst({ where: eq(users.id, order.userId), columns: { name: true } });
          found.push(user?.name);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const allUsers = await db.query.users.findMany({ where: inArray(users.id, userIds), columns: { id: true, name: true } });
        const userById = new Map(allUsers.map((user) => [user.id, user]));
        for (const order of orders) {
          const user = userById.get(order.userId);
          found.push(user?.name);
        }
        return found;
      }
    `,
    imports: ["import { and, inArray } from 'drizzle-orm';"],
  },
  {
    name: 'findMany',
    only: ['Drizzle 0.45'],
    operation: 'rows by foreign key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const authored = await db.query.posts.findMany({ where: eq(posts.authorId, order.userId), orderBy: posts.id });
          found.push(authored);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const allPosts = await db.query.posts.findMany({ where: inArray(posts.authorId, userIds), orderBy: posts.id });
        const postsByAuthorId = new Map<(typeof allPosts)[number]['authorId'], typeof allPosts>();
        for (const post of allPosts) {
          const group = postsByAuthorId.get(post.authorId);
          if (group) group.push(post);
          else postsByAuthorId.set(post.authorId, [post]);
        }
        for (const order of orders) {
          const authored = postsByAuthorId.get(order.userId) ?? [];
          found.push(authored);
        }
        return found;
      }
    `,
    imports: ["import { and, inArray } from 'drizzle-orm';"],
  },
  {
    name: 'access',
    operation: 'row by unique key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const user = (await db.select().from(users).where(eq(users.id, order.userId)).limit(1))[0];
          found.push(user ? user.name : null);
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
          found.push(user ? user.name : null);
        }
        return found;
      }
    `,
    imports: ["import { and, inArray } from 'drizzle-orm';"],
  },
  {
    name: 'fan-out',
    operation: 'rows by foreign key',
    shape: 'Promise.all(map)',
    code: `
      export async function run(db: Db, orders: Order[]) {
        return Promise.all(orders.map((order) => db.select().from(posts).where(eq(posts.authorId, order.userId)).orderBy(posts.id)));
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const allPosts = await db.select().from(posts).where(inArray(posts.authorId, userIds)).orderBy(posts.id);
        const postsByAuthorId = new Map<(typeof allPosts)[number]['authorId'], typeof allPosts>();
        for (const post of allPosts) {
          const group = postsByAuthorId.get(post.authorId);
          if (group) group.push(post);
          else postsByAuthorId.set(post.authorId, [post]);
        }
        return orders.map((order) => postsByAuthorId.get(order.userId) ?? []);
      }
    `,
    imports: ["import { and, inArray } from 'drizzle-orm';"],
  },
  {
    name: 'transaction',
    operation: 'row by unique key',
    shape: 'destructured row',
    code: `
      export async function run(db: Db, orders: Order[]) {
        return db.transaction(async (tx) => {
          const names: string[] = [];
          for (const order of orders) {
            const [user] = await tx.select().from(users).where(eq(users.id, order.userId));
            if (user) {
              names.push(user.name);
              await tx.insert(audit).values({ userId: user.id, action: 'read' });
            }
          }
          return names;
        });
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        return db.transaction(async (tx) => {
          const names: string[] = [];
          const userIds = [...new Set(orders.map((order) => order.userId))];
          const allUsers = await tx.select().from(users).where(inArray(users.id, userIds));
          const userById = new Map(allUsers.map((user) => [user.id, user]));
          const auditRows: (typeof audit.$inferInsert)[] = [];
          for (const order of orders) {
            const user = userById.get(order.userId);
            if (user) {
              names.push(user.name);
              auditRows.push({ userId: user.id, action: 'read' });
            }
          }
          if (auditRows.length > 0) await tx.insert(audit).values(auditRows);
          return names;
        });
      }
    `,
    imports: ["import { and, inArray } from 'drizzle-orm';"],
  },
  {
    name: 'insert in for of',
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
    name: 'insert in Promise.all',
    only: ['Drizzle 0.45'],
    operation: 'insert',
    shape: 'Promise.all(map)',
    code: `
      export async function run(db: Db, orders: Order[]) {
        await Promise.all(orders.map((order) => db.insert(audit).values({ userId: order.userId, action: 'seen' }).onConflictDoNothing()));
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        if (orders.length > 0) await db.insert(audit).values(orders.map((order) => ({ userId: order.userId, action: 'seen' }))).onConflictDoNothing();
      }
    `,
  },
  {
    name: 'relational query whose filter is a function',
    only: ['Drizzle 0.45'],
    operation: 'row by unique key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const names: (string | undefined)[] = [];
        for (const order of orders) {
          const user = await db.query.users.findFirst({ where: (table, { and, eq, ne }) => and(eq(table.id, order.userId), ne(table.name, 'User 7')) });
          const [post, second] = await db.query.posts.findMany({ where: (table, { eq }) => eq(table.authorId, order.userId), orderBy: posts.id });
          names.push(user?.name, post?.title, second?.title);
        }
        return names;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const names: (string | undefined)[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const allUsers = await db.query.users.findMany({ where: (table, { and, inArray, ne }) => and(inArray(table.id, userIds), ne(table.name, 'User 7')) });
        const userById = new Map(allUsers.map((user) => [user.id, user]));
        const allPosts = await db.query.posts.findMany({ where: (table, { inArray }) => inArray(table.authorId, userIds), orderBy: posts.id });
        const postsByAuthorId = new Map<(typeof allPosts)[number]['authorId'], typeof allPosts>();
        for (const post of allPosts) {
          const group = postsByAuthorId.get(post.authorId);
          if (group) group.push(post);
          else postsByAuthorId.set(post.authorId, [post]);
        }
        for (const order of orders) {
          const user = userById.get(order.userId);
          const [post, second] = postsByAuthorId.get(order.userId) ?? [];
          names.push(user?.name, post?.title, second?.title);
        }
        return names;
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
          if (order.editorId === null) continue;
          const action = \`edit \${String(order.quantity)}\`;
          // Who edited.
          await db.insert(audit).values({ userId: order.editorId, action });
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const auditRows: (typeof audit.$inferInsert)[] = [];
        for (const order of orders) {
          if (order.editorId === null) continue;
          const action = \`edit \${String(order.quantity)}\`;
          // Who edited.
          auditRows.push({ userId: order.editorId, action });
        }
        if (auditRows.length > 0) await db.insert(audit).values(auditRows);
      }
    `,
  },
  {
    name: 'insert of several rows',
    operation: 'insert',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          await db.insert(audit).values([{ userId: order.userId, action: 'seen' }, { userId: order.id, action: 'sold' }]);
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const auditRows = orders.flatMap((order) => [{ userId: order.userId, action: 'seen' }, { userId: order.id, action: 'sold' }]);
        if (auditRows.length > 0) await db.insert(audit).values(auditRows);
      }
    `,
  },
  {
    name: 'insert with an answer',
    only: ['Drizzle 0.45'],
    operation: 'insert',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          await db.insert(audit).values({ userId: order.userId, action: 'seen' }).returning();
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
          await db.delete(counters).where(eq(counters.id, order.id));
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        await db.delete(counters).where(inArray(counters.id, orders.map((order) => order.id)));
      }
    `,
    imports: ["import { and, inArray } from 'drizzle-orm';"],
  },
  {
    name: 'delete by composite key',
    operation: 'delete by key',
    shape: 'Promise.all(map)',
    code: `
      export async function run(db: Db, orders: Order[]) {
        await Promise.all(orders.map((order) => db.delete(orderItems).where(and(eq(orderItems.orderId, order.line.orderId), eq(orderItems.sku, order.line.sku)))));
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const orderItemKeys = orders.map((order) => ({ orderId: order.line.orderId, sku: order.line.sku }));
        if (orderItemKeys.length > 0) await db.delete(orderItems).where(or(...orderItemKeys.map((key) => and(eq(orderItems.orderId, key.orderId), eq(orderItems.sku, key.sku)))));
      }
    `,
    imports: ["import { and, eq, or } from 'drizzle-orm';"],
  },
  {
    name: 'update with the same values',
    operation: 'update with the same values',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          await db.update(counters).set({ value: 3 }).where(and(eq(counters.id, order.id), eq(counters.value, 1)));
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        await db.update(counters).set({ value: 3 }).where(and(inArray(counters.id, orders.map((order) => order.id)), eq(counters.value, 1)));
      }
    `,
    imports: ["import { and, eq, inArray } from 'drizzle-orm';"],
  },
  {
    name: 'update of nullable keys',
    operation: 'update with the same values',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          if (order.reviewerId !== undefined) await db.update(users).set({ name: 'reviewer', parentId: null }).where(eq(users.id, order.reviewerId));
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        await db.update(users).set({ name: 'reviewer', parentId: null }).where(inArray(users.id, orders.flatMap((order) => (order.reviewerId !== undefined ? [order.reviewerId] : []))));
      }
    `,
    imports: ["import { and, inArray } from 'drizzle-orm';"],
  },
  {
    name: 'update that counts',
    operation: 'update with other values',
    shape: 'for…of',
    code: `
      import { sql } from 'drizzle-orm';

      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          await db.update(counters).set({ value: sql\`\${counters.value} + 1\` }).where(eq(counters.id, order.id));
        }
      }
    `,
    refused: 'relativeChange',
  },
  {
    name: 'update with other values',
    only: ['Drizzle 0.45'],
    operation: 'update with other values',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          await db.update(counters).set({ value: order.id }).where(eq(counters.id, order.userId));
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const counterChanges = orders.map((order) => ({ id: order.userId, value: order.id })).reverse();
        if (counterChanges.length > 0) await db.update(counters).set({ value: sql\`case \${sql.join(counterChanges.map((change) => sql\`when \${eq(counters.id, change.id)} then \${change.value}\`), sql\` \`)} else \${counters.value} end\` }).where(inArray(counters.id, counterChanges.map((change) => change.id)));
      }
    `,
    imports: ["import { and, eq, inArray, sql } from 'drizzle-orm';"],
    caveat: /^Update all counters with one query that is given the values of each, all or none of them\.$/,
  },
  {
    name: 'updates of several columns, of a time, on a condition',
    only: ['Drizzle 0.45'],
    operation: 'update with other values',
    shape: 'guard',
    code: `
      export async function run(db: Db, orders: Order[]) {
        await Promise.all(
          orders.map(async ({ id, day, email, quantity }) => {
            if (quantity === 0) return;
            await db
              .update(posts)
              .set({ title: email, authorId: quantity > 3 ? quantity : null, created: day, score: 1 })
              .where(eq(posts.id, id));
          }),
        );
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const postChanges = orders.flatMap(({ id, day, email, quantity }) => (quantity !== 0 ? [{ id, title: email, authorId: quantity > 3 ? quantity : null, created: day }] : [])).reverse();
        if (postChanges.length > 0) await db
          .update(posts)
          .set({ title: sql\`case \${sql.join(postChanges.map((change) => sql\`when \${eq(posts.id, change.id)} then \${change.title}\`), sql\` \`)} else \${posts.title} end\`, authorId: sql\`case \${sql.join(postChanges.map((change) => sql\`when \${eq(posts.id, change.id)} then \${change.authorId}\`), sql\` \`)} else \${posts.authorId} end\`, created: sql\`case \${sql.join(postChanges.map((change) => sql\`when \${eq(posts.id, change.id)} then \${sql.param(change.created, posts.created)}\`), sql\` \`)} else \${posts.created} end\`, score: 1 })
          .where(inArray(posts.id, postChanges.map((change) => change.id)));
      }
    `,
    imports: ["import { and, eq, inArray, sql } from 'drizzle-orm';"],
  },
  {
    name: 'updates of keys that are uuids, with keys in chunks',
    only: ['Drizzle 0.45'],
    operation: 'update with other values',
    shape: 'for…of',
    maxBatchSize: 2,
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          await db.update(documents).set({ ownerId: order.id }).where(eq(documents.id, order.documentId));
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const documentChanges = orders.map((order) => ({ id: order.documentId, ownerId: order.id }));
        for (let start = 0; start < documentChanges.length; start += 2) {
          const chunk = documentChanges.slice(start, start + 2).reverse();
          await db.update(documents).set({ ownerId: sql\`case \${sql.join(chunk.map((change) => sql\`when \${eq(documents.id, change.id)} then \${change.ownerId}\`), sql\` \`)} else \${documents.ownerId} end\` }).where(inArray(documents.id, chunk.map((change) => change.id)));
        }
      }
    `,
    imports: ["import { and, eq, inArray, sql } from 'drizzle-orm';"],
  },
  {
    name: 'updates by a key and another column',
    operation: 'update with other values',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          await db.update(orderItems).set({ quantity: order.quantity }).where(and(eq(orderItems.orderId, order.line.orderId), eq(orderItems.sku, order.line.sku)));
        }
      }
    `,
    refused: 'tooManyKeys',
  },
  {
    name: 'updates of the key',
    operation: 'update with other values',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          await db.update(counters).set({ id: order.userId }).where(eq(counters.id, order.id));
        }
      }
    `,
    refused: 'relativeChange',
  },
  {
    name: 'updates with a value that may be left out',
    operation: 'update with other values',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          await db.update(users).set({ name: 'seen', parentId: order.reviewerId }).where(eq(users.id, order.id));
        }
      }
    `,
    refused: 'relativeChange',
  },
  {
    name: 'keys in chunks',
    operation: 'rows by foreign key',
    shape: 'for…of',
    maxBatchSize: 4,
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const authored = await db.select().from(posts).where(eq(posts.authorId, order.userId)).orderBy(posts.id);
          found.push(authored.length);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const allPosts = [];
        for (let start = 0; start < userIds.length; start += 4) {
          allPosts.push(...(await db.select().from(posts).where(inArray(posts.authorId, userIds.slice(start, start + 4))).orderBy(posts.id)));
        }
        const postsByAuthorId = new Map<(typeof allPosts)[number]['authorId'], typeof allPosts>();
        for (const post of allPosts) {
          const group = postsByAuthorId.get(post.authorId);
          if (group) group.push(post);
          else postsByAuthorId.set(post.authorId, [post]);
        }
        for (const order of orders) {
          const authored = postsByAuthorId.get(order.userId) ?? [];
          found.push(authored.length);
        }
        return found;
      }
    `,
    imports: ["import { and, inArray } from 'drizzle-orm';"],
  },
  {
    name: 'rows in chunks',
    operation: 'insert',
    shape: 'for…of',
    maxBatchSize: 4,
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          await db.insert(audit).values({ userId: order.userId, action: 'seen' });
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const auditRows = orders.map((order) => ({ userId: order.userId, action: 'seen' }));
        for (let start = 0; start < auditRows.length; start += 4) {
          const chunk = auditRows.slice(start, start + 4);
          await db.insert(audit).values(chunk);
        }
      }
    `,
  },
  {
    name: 'keys of a delete in chunks',
    operation: 'delete by key',
    shape: 'for…of',
    maxBatchSize: 4,
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          await db.delete(counters).where(eq(counters.id, order.id));
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const counterIds = orders.map((order) => order.id);
        for (let start = 0; start < counterIds.length; start += 4) {
          const chunk = counterIds.slice(start, start + 4);
          await db.delete(counters).where(inArray(counters.id, chunk));
        }
      }
    `,
    imports: ["import { and, inArray } from 'drizzle-orm';"],
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
    name: '$count, name of the function taken in the loop',
    operation: 'count by foreign key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const count = await db.$count(posts, and(eq(posts.authorId, order.userId), eq(posts.score, 3)));
          found.push(count);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const postCounts = await db.select({ authorId: posts.authorId, count: count() }).from(posts).where(and(inArray(posts.authorId, userIds), eq(posts.score, 3))).groupBy(posts.authorId);
        const postCountByAuthorId = new Map(postCounts.map((group) => [group.authorId, group.count]));
        for (const order of orders) {
          const count = postCountByAuthorId.get(order.userId) ?? 0;
          found.push(count);
        }
        return found;
      }
    `,
    imports: [`import { and, eq, inArray, count } from 'drizzle-orm';`],
  },
  {
    name: '$count, name of the function taken before the loop',
    operation: 'count by foreign key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        let count = 0;
        for (const order of orders) count += await db.$count(orderItems, and(eq(orderItems.orderId, order.line.orderId), eq(orderItems.sku, order.line.sku)));
        return count;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        let count = 0;
        const orderItemKeys = [...new Map(orders.map((order) => [JSON.stringify([order.line.orderId, order.line.sku]), { orderId: order.line.orderId, sku: order.line.sku }] as const)).values()];
        const orderItemCounts = orderItemKeys.length > 0 ? await db.select({ orderId: orderItems.orderId, sku: orderItems.sku, count: sql<number>\`count(*)\`.mapWith(Number) }).from(orderItems).where(or(...orderItemKeys.map((key) => and(eq(orderItems.orderId, key.orderId), eq(orderItems.sku, key.sku))))).groupBy(orderItems.orderId, orderItems.sku) : [];
        const orderItemCountByOrderIdAndSku = new Map(orderItemCounts.map((group) => [JSON.stringify([group.orderId, group.sku]), group.count]));
        for (const order of orders) count += (orderItemCountByOrderIdAndSku.get(JSON.stringify([order.line.orderId, order.line.sku])) ?? 0);
        return count;
      }
    `,
    imports: [`import { and, eq, or, sql } from 'drizzle-orm';`],
  },
  {
    name: 'aggregates',
    operation: 'sum by foreign key',
    shape: 'several queries',
    code: `
      import { count, countDistinct, max, sum } from 'drizzle-orm';

      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const [{ n }] = await db.select({ n: count() }).from(posts).where(eq(posts.authorId, order.userId));
          const [row] = await db.select({ total: sum(posts.score), best: max(posts.score), titles: countDistinct(posts.title) }).from(posts).innerJoin(users, eq(users.id, posts.authorId)).where(eq(posts.authorId, order.userId));
          found.push(n, row);
        }
        return found;
      }
    `,
    after: `
      import { count, countDistinct, max, sum } from 'drizzle-orm';

      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const postCounts = await db.select({ authorId: posts.authorId, n: count() }).from(posts).where(inArray(posts.authorId, userIds)).groupBy(posts.authorId);
        const postCountByAuthorId = new Map(postCounts.map((group) => [group.authorId, group.n]));
        const postTotals = await db.select({ authorId: posts.authorId, total: sum(posts.score), best: max(posts.score), titles: countDistinct(posts.title) }).from(posts).innerJoin(users, eq(users.id, posts.authorId)).where(inArray(posts.authorId, userIds)).groupBy(posts.authorId);
        const postTotalByAuthorId = new Map(postTotals.map((group) => [group.authorId, { total: group.total, best: group.best, titles: group.titles }]));
        for (const order of orders) {
          const n = postCountByAuthorId.get(order.userId) ?? 0;
          const row = postTotalByAuthorId.get(order.userId) ?? { total: null, best: null, titles: 0 };
          found.push(n, row);
        }
        return found;
      }
    `,
    imports: [`import { and, eq, inArray } from 'drizzle-orm';`],
  },
  {
    name: 'count in SQL, as a number',
    operation: 'count by foreign key',
    shape: 'Promise.all(map)',
    code: `
      import { sql } from 'drizzle-orm';

      export async function run(db: Db, orders: Order[]) {
        return Promise.all(orders.map(async (order) => {
          const result = await db.select({ n: sql<number>\`count(*)\` }).from(posts).where(eq(posts.authorId, order.userId));
          return { id: order.id, n: Number(result[0].n) };
        }));
      }
    `,
    after: `
      import { sql } from 'drizzle-orm';

      export async function run(db: Db, orders: Order[]) {
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const postCounts = await db.select({ authorId: posts.authorId, n: sql<number>\`count(*)\` }).from(posts).where(inArray(posts.authorId, userIds)).groupBy(posts.authorId);
        const postCountByAuthorId = new Map(postCounts.map((group) => [group.authorId, group.n]));
        return orders.map((order) => {
          return { id: order.id, n: Number(postCountByAuthorId.get(order.userId) ?? 0) };
        });
      }
    `,
    imports: [`import { and, inArray } from 'drizzle-orm';`],
  },
  {
    name: 'count in SQL with a cast',
    operation: 'count by foreign key',
    shape: 'Promise.all(map)',
    code: `
      import { sql } from 'drizzle-orm';

      export async function run(db: Db, orders: Order[]) {
        return Promise.all(orders.map(async (order) => {
          const result = await db.select({ n: sql<number>\`cast(count(*) as int)\` }).from(posts).where(eq(posts.authorId, order.userId));
          return { id: order.id, n: result[0].n };
        }));
      }
    `,
    after: `
      import { sql } from 'drizzle-orm';

      export async function run(db: Db, orders: Order[]) {
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const postCounts = await db.select({ authorId: posts.authorId, n: sql<number>\`cast(count(*) as int)\` }).from(posts).where(inArray(posts.authorId, userIds)).groupBy(posts.authorId);
        const postCountByAuthorId = new Map(postCounts.map((group) => [group.authorId, group.n]));
        return orders.map((order) => {
          return { id: order.id, n: postCountByAuthorId.get(order.userId) ?? 0 };
        });
      }
    `,
    imports: [`import { and, inArray } from 'drizzle-orm';`],
  },
  {
    name: 'count in SQL, said to be a number',
    operation: 'count by foreign key',
    shape: 'Promise.all(map)',
    code: `
      import { sql } from 'drizzle-orm';

      export async function run(db: Db, orders: Order[]) {
        return Promise.all(orders.map(async (order) => {
          const result = await db.select({ n: sql<number>\`count(*)\` }).from(posts).where(eq(posts.authorId, order.userId));
          return { id: order.id, n: result[0].n };
        }));
      }
    `,
    refused: 'numberForm',
  },
  {
    name: 'count in SQL, mapped',
    operation: 'count by foreign key',
    shape: 'Promise.all(map)',
    code: `
      import { sql } from 'drizzle-orm';

      export async function run(db: Db, orders: Order[]) {
        return Promise.all(orders.map(async (order) => {
          const result = await db.select({ n: sql<number>\`count(*)\`.mapWith(Number) }).from(posts).where(eq(posts.authorId, order.userId));
          return { id: order.id, n: result[0]?.n ?? 0 };
        }));
      }
    `,
    after: `
      import { sql } from 'drizzle-orm';

      export async function run(db: Db, orders: Order[]) {
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const postCounts = await db.select({ authorId: posts.authorId, n: sql<number>\`count(*)\`.mapWith(Number) }).from(posts).where(inArray(posts.authorId, userIds)).groupBy(posts.authorId);
        const postCountByAuthorId = new Map(postCounts.map((group) => [group.authorId, group.n]));
        return orders.map((order) => {
          return { id: order.id, n: postCountByAuthorId.get(order.userId) ?? 0 };
        });
      }
    `,
    imports: [`import { and, inArray } from 'drizzle-orm';`],
  },
  {
    name: 'a name of a condition that the file gives to something else',
    operation: 'row by unique key',
    shape: 'for…of',
    code: `
      const inArray = (list: readonly unknown[]) => list.length > 0;

      export async function run(db: Db, orders: Order[]) {
        const names: (string | undefined)[] = [];
        for (const order of orders) {
          const [user] = await db.select().from(users).where(eq(users.id, order.userId));
          names.push(user?.name);
        }
        return inArray(names);
      }
    `,
    refused: 'nameTaken',
  },
];
