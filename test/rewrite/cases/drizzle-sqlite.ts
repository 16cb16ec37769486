import type { RewriteCase } from '../rewrite-case.ts';

/** Links that only SQLite's builders have, and that send the query: `get()`, `all()`, `run()`. */
export const drizzleSqliteCases: readonly RewriteCase[] = [
  {
    name: 'get by a unique key',
    operation: 'row by unique key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const user = await db.select().from(users).where(eq(users.id, order.userId)).get();
          found.push(user?.name);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const allUsers = await db.select().from(users).where(inArray(users.id, userIds)).all();
        const userById = new Map(allUsers.map((user) => [user.id, user]));
        for (const order of orders) {
          const user = userById.get(order.userId);
          found.push(user?.name);
        }
        return found;
      }
    `,
    imports: ["import { and, count, inArray } from 'drizzle-orm';"],
  },
  {
    name: 'get of which there may be several',
    operation: 'row by unique key',
    shape: 'guard',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const { id, userId, quantity } of orders) {
          if (quantity > 3) continue;
          const post = await db.select({ title: posts.title }).from(posts).where(and(eq(posts.authorId, userId), eq(posts.score, 3))).get();
          found.push([id, post?.title]);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.flatMap(({ id, userId, quantity }) => (!(quantity > 3) ? [userId] : [])))];
        const allPosts = await db.select({ authorId: posts.authorId, title: posts.title }).from(posts).where(and(inArray(posts.authorId, userIds), eq(posts.score, 3))).all();
        const postByAuthorId = new Map(allPosts.reverse().map((post) => [post.authorId, post]));
        for (const { id, userId, quantity } of orders) {
          if (quantity > 3) continue;
          const post = postByAuthorId.get(userId);
          found.push([id, post?.title]);
        }
        return found;
      }
    `,
    imports: ["import { and, count, eq, inArray } from 'drizzle-orm';"],
  },
  {
    name: 'all by a foreign key',
    operation: 'rows by foreign key',
    shape: 'Promise.all(map)',
    code: `
      export async function run(db: Db, orders: Order[]) {
        return await Promise.all(
          orders.map(async (order) => {
            const written = await db.select().from(posts).where(eq(posts.authorId, order.userId)).all();
            return written.length;
          }),
        );
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const allPosts = await db.select().from(posts).where(inArray(posts.authorId, userIds)).all();
        const postsByAuthorId = new Map<(typeof allPosts)[number]['authorId'], typeof allPosts>();
        for (const post of allPosts) {
          const group = postsByAuthorId.get(post.authorId);
          if (group) group.push(post);
          else postsByAuthorId.set(post.authorId, [post]);
        }
        return orders.map((order) => {
          const written = postsByAuthorId.get(order.userId) ?? [];
          return written.length;
        });
      }
    `,
    imports: ["import { and, count, inArray } from 'drizzle-orm';"],
  },
  {
    name: 'get of a count',
    operation: 'count by foreign key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const row = await db.select({ posts: count() }).from(posts).where(eq(posts.authorId, order.userId)).get();
          found.push(row?.posts);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const postCounts = await db.select({ authorId: posts.authorId, posts: count() }).from(posts).where(inArray(posts.authorId, userIds)).groupBy(posts.authorId).all();
        const postCountByAuthorId = new Map(postCounts.map((group) => [group.authorId, group]));
        for (const order of orders) {
          const row = postCountByAuthorId.get(order.userId) ?? { posts: 0 };
          found.push(row?.posts);
        }
        return found;
      }
    `,
    imports: ["import { and, count, inArray } from 'drizzle-orm';"],
  },
  {
    name: 'writes that are run',
    operation: 'insert',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          await db.insert(audit).values({ userId: order.userId, action: 'seen' }).run();
        }
        for (const order of orders) {
          await db.delete(posts).where(eq(posts.id, order.id)).run();
        }
        for (const order of orders) {
          await db.update(users).set({ name: 'changed' }).where(eq(users.id, order.userId)).run();
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        if (orders.length > 0) await db.insert(audit).values(orders.map((order) => ({ userId: order.userId, action: 'seen' }))).run();
        await db.delete(posts).where(inArray(posts.id, orders.map((order) => order.id))).run();
        await db.update(users).set({ name: 'changed' }).where(inArray(users.id, orders.map((order) => order.userId))).run();
      }
    `,
    imports: ["import { and, count, eq, inArray } from 'drizzle-orm';"],
  },
  {
    name: 'get that is not awaited',
    operation: 'row by unique key',
    shape: 'for…of',
    code: `
      export function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          found.push(db.select().from(users).where(eq(users.id, order.userId)).get());
        }
        return Promise.all(found);
      }
    `,
    refused: 'promiseKept',
  },
];
