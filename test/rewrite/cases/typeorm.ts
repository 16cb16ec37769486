import type { RewriteCase } from '../rewrite-case.ts';

export const typeormCases: readonly RewriteCase[] = [
  {
    name: 'one row in for of',
    operation: 'row by unique key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const results: unknown[] = [];
        for (const order of orders) {
          // Who ordered.
          const user = await db.getRepository(User).findOneBy({ id: order.userId });
          results.push(user?.name);
        }
        return results;
      }
    `,
    after: `
      import { In } from 'typeorm';

      export async function run(db: Db, orders: Order[]) {
        const results: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const users = await db.getRepository(User).findBy({ id: In(userIds) });
        const userById = new Map(users.map((user) => [user.id, user]));
        for (const order of orders) {
          // Who ordered.
          const user = userById.get(order.userId) ?? null;
          results.push(user?.name);
        }
        return results;
      }
    `,
  },
  {
    name: 'one row in an index loop',
    operation: 'row by unique key',
    shape: 'index for',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const results: unknown[] = [];
        for (let index = 0; index < orders.length; index++) {
          const user = await db.getRepository(User).findOneBy({ id: orders[index].userId });
          results.push(user?.name);
        }
        return results;
      }
    `,
    after: `
      import { In } from 'typeorm';

      export async function run(db: Db, orders: Order[]) {
        const results: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const users = await db.getRepository(User).findBy({ id: In(userIds) });
        const userById = new Map(users.map((user) => [user.id, user]));
        for (let index = 0; index < orders.length; index++) {
          const user = userById.get(orders[index].userId) ?? null;
          results.push(user?.name);
        }
        return results;
      }
    `,
  },
  {
    name: 'one row in for in',
    operation: 'row by unique key',
    shape: 'for…in',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const results: unknown[] = [];
        for (const index in orders) {
          const user = await db.getRepository(User).findOneBy({ id: orders[index].userId });
          results.push(user?.name);
        }
        return results;
      }
    `,
    after: `
      import { In } from 'typeorm';

      export async function run(db: Db, orders: Order[]) {
        const results: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const users = await db.getRepository(User).findBy({ id: In(userIds) });
        const userById = new Map(users.map((user) => [user.id, user]));
        for (const index in orders) {
          const user = userById.get(orders[index].userId) ?? null;
          results.push(user?.name);
        }
        return results;
      }
    `,
  },
  {
    name: 'one row over entries',
    operation: 'row by unique key',
    shape: 'entries',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const results: unknown[] = [];
        for (const [index, order] of orders.entries()) {
          const user = await db.getRepository(User).findOneBy({ id: order.userId });
          results.push(index, user?.name);
        }
        return results;
      }
    `,
    after: `
      import { In } from 'typeorm';

      export async function run(db: Db, orders: Order[]) {
        const results: unknown[] = [];
        const userIds = [...new Set([...orders.entries()].map(([index, order]) => order.userId))];
        const users = await db.getRepository(User).findBy({ id: In(userIds) });
        const userById = new Map(users.map((user) => [user.id, user]));
        for (const [index, order] of orders.entries()) {
          const user = userById.get(order.userId) ?? null;
          results.push(index, user?.name);
        }
        return results;
      }
    `,
  },
  {
    name: 'one row in Promise.all',
    operation: 'row by unique key',
    shape: 'Promise.all(map)',
    code: `
      export async function run(db: Db, orders: Order[]) {
        return Promise.all(
          orders.map(async (order) => {
            const user = await db.getRepository(User).findOneBy({ id: order.userId });
            return { id: order.id, user: user?.name };
          }),
        );
      }
    `,
    after: `
      import { In } from 'typeorm';

      export async function run(db: Db, orders: Order[]) {
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const users = await db.getRepository(User).findBy({ id: In(userIds) });
        const userById = new Map(users.map((user) => [user.id, user]));
        return orders.map((order) => {
          const user = userById.get(order.userId) ?? null;
          return { id: order.id, user: user?.name };
        });
      }
    `,
  },
  {
    name: 'one row in a reduce chain',
    operation: 'row by unique key',
    shape: 'reduce',
    code: `
      export async function run(db: Db, orders: Order[]) {
        return orders.reduce(async (previous, order) => {
          const names = await previous;
          const user = await db.getRepository(User).findOneBy({ id: order.userId });
          return user ? [...names, user.name] : names;
        }, Promise.resolve<string[]>([]));
      }
    `,
    after: `
      import { In } from 'typeorm';

      export async function run(db: Db, orders: Order[]) {
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const users = await db.getRepository(User).findBy({ id: In(userIds) });
        const userById = new Map(users.map((user) => [user.id, user]));
        return orders.reduce(async (previous, order) => {
          const names = await previous;
          const user = userById.get(order.userId) ?? null;
          return user ? [...names, user.name] : names;
        }, Promise.resolve<string[]>([]));
      }
    `,
  },
  {
    name: 'one row in forEach',
    operation: 'row by unique key',
    shape: 'forEach',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const names: string[] = [];
        orders.forEach(async (order) => {
          const user = await db.getRepository(User).findOneBy({ id: order.userId });
          if (user) names.push(user.name);
        });
        return names;
      }
    `,
    refused: 'abandoned',
  },
  {
    name: 'one row after a filter',
    operation: 'row by unique key',
    shape: 'filter before',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const results: unknown[] = [];
        for (const order of orders.filter(({ quantity }) => quantity > 1)) {
          const user = await db.getRepository(User).findOneBy({ id: order.userId });
          results.push(user?.name);
        }
        return results;
      }
    `,
    after: `
      import { In } from 'typeorm';

      export async function run(db: Db, orders: Order[]) {
        const results: unknown[] = [];
        const selectedOrders = orders.filter(({ quantity }) => quantity > 1);
        const userIds = [...new Set(selectedOrders.map((order) => order.userId))];
        const users = await db.getRepository(User).findBy({ id: In(userIds) });
        const userById = new Map(users.map((user) => [user.id, user]));
        for (const order of selectedOrders) {
          const user = userById.get(order.userId) ?? null;
          results.push(user?.name);
        }
        return results;
      }
    `,
  },
  {
    name: 'one row behind a guard',
    operation: 'row by unique key',
    shape: 'guard',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const results: unknown[] = [];
        for (const order of orders) {
          if (order.editorId === null) continue;
          const user = await db.getRepository(User).findOneBy({ id: order.editorId });
          results.push(user?.name);
        }
        return results;
      }
    `,
    after: `
      import { In } from 'typeorm';

      export async function run(db: Db, orders: Order[]) {
        const results: unknown[] = [];
        const editorIds = [...new Set(orders.flatMap((order) => (order.editorId !== null ? [order.editorId] : [])))];
        const users = await db.getRepository(User).findBy({ id: In(editorIds) });
        const userById = new Map(users.map((user) => [user.id, user]));
        for (const order of orders) {
          if (order.editorId === null) continue;
          const user = userById.get(order.editorId) ?? null;
          results.push(user?.name);
        }
        return results;
      }
    `,
  },
  {
    name: 'one row in a loop that may stop early',
    operation: 'row by unique key',
    shape: 'early exit',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const results: unknown[] = [];
        for (const order of orders) {
          const user = await db.getRepository(User).findOneBy({ id: order.userId });
          if (user?.name === 'User 12') return order.id;
        }
        return results;
      }
    `,
    after: `
      import { In } from 'typeorm';

      export async function run(db: Db, orders: Order[]) {
        const results: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const users = await db.getRepository(User).findBy({ id: In(userIds) });
        const userById = new Map(users.map((user) => [user.id, user]));
        for (const order of orders) {
          const user = userById.get(order.userId) ?? null;
          if (user?.name === 'User 12') return order.id;
        }
        return results;
      }
    `,
  },
  {
    name: 'one row by a destructured key',
    operation: 'row by unique key',
    shape: 'destructured element',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const results: unknown[] = [];
        for (const { userId } of orders) {
          const user = await db.getRepository(User).findOneBy({ id: userId });
          results.push(user?.name);
        }
        return results;
      }
    `,
    after: `
      import { In } from 'typeorm';

      export async function run(db: Db, orders: Order[]) {
        const results: unknown[] = [];
        const userIds = [...new Set(orders.map(({ userId }) => userId))];
        const users = await db.getRepository(User).findBy({ id: In(userIds) });
        const userById = new Map(users.map((user) => [user.id, user]));
        for (const { userId } of orders) {
          const user = userById.get(userId) ?? null;
          results.push(user?.name);
        }
        return results;
      }
    `,
  },
  {
    name: 'one row by a nested property',
    operation: 'row by unique key',
    shape: 'nested property',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const results: unknown[] = [];
        for (const order of orders) {
          const user = await db.getRepository(User).findOneBy({ id: order.line.orderId });
          results.push(user?.name);
        }
        return results;
      }
    `,
    after: `
      import { In } from 'typeorm';

      export async function run(db: Db, orders: Order[]) {
        const results: unknown[] = [];
        const orderIds = [...new Set(orders.map((order) => order.line.orderId))];
        const users = await db.getRepository(User).findBy({ id: In(orderIds) });
        const userById = new Map(users.map((user) => [user.id, user]));
        for (const order of orders) {
          const user = userById.get(order.line.orderId) ?? null;
          results.push(user?.name);
        }
        return results;
      }
    `,
  },
  {
    name: 'one row whose error is caught in the loop',
    operation: 'row by unique key',
    shape: 'try in the loop',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const results: unknown[] = [];
        for (const order of orders) {
          try {
            const user = await db.getRepository(User).findOneBy({ id: order.userId });
            results.push(user?.name);
          } catch {
            results.push('failed');
          }
        }
        return results;
      }
    `,
    refused: 'caughtPerElement',
  },
  {
    name: 'a row and a count',
    operation: 'row by unique key',
    shape: 'several queries',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const results: unknown[] = [];
        for (const order of orders) {
          const user = await db.getRepository(User).findOneBy({ id: order.userId });
          const posts = await db.getRepository(Post).find({ where: { authorId: order.userId }, order: { id: 'ASC' } });
          results.push(user?.name, posts.length);
        }
        return results;
      }
    `,
    after: `
      import { In } from 'typeorm';

      export async function run(db: Db, orders: Order[]) {
        const results: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const users = await db.getRepository(User).findBy({ id: In(userIds) });
        const userById = new Map(users.map((user) => [user.id, user]));
        const allPosts = await db.getRepository(Post).find({ where: { authorId: In(userIds) }, order: { id: 'ASC' } });
        const postsByAuthorId = new Map<(typeof allPosts)[number]['authorId'], typeof allPosts>();
        for (const post of allPosts) {
          const group = postsByAuthorId.get(post.authorId);
          if (group) group.push(post);
          else postsByAuthorId.set(post.authorId, [post]);
        }
        for (const order of orders) {
          const user = userById.get(order.userId) ?? null;
          const posts = postsByAuthorId.get(order.userId) ?? [];
          results.push(user?.name, posts.length);
        }
        return results;
      }
    `,
  },
  {
    name: 'one row by two columns',
    operation: 'row by composite key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const results: unknown[] = [];
        for (const order of orders) {
          const item = await db.getRepository(OrderItem).findOneBy({ orderId: order.line.orderId, sku: order.line.sku });
          results.push(item?.quantity);
        }
        return results;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const results: unknown[] = [];
        const orderItemKeys = [...new Map(orders.map((order) => [JSON.stringify([order.line.orderId, order.line.sku]), { orderId: order.line.orderId, sku: order.line.sku }] as const)).values()];
        const orderItems = orderItemKeys.length > 0 ? await db.getRepository(OrderItem).findBy(orderItemKeys) : [];
        const orderItemByOrderIdAndSku = new Map(orderItems.map((orderItem) => [JSON.stringify([orderItem.orderId, orderItem.sku]), orderItem]));
        for (const order of orders) {
          const item = orderItemByOrderIdAndSku.get(JSON.stringify([order.line.orderId, order.line.sku])) ?? null;
          results.push(item?.quantity);
        }
        return results;
      }
    `,
  },
  {
    name: 'rows by a foreign key',
    operation: 'rows by foreign key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const results: unknown[] = [];
        for (const order of orders) {
          const posts = await db.getRepository(Post).find({ where: { authorId: order.userId }, order: { id: 'ASC' } });
          results.push(posts.map(({ title }) => title));
        }
        return results;
      }
    `,
    after: `
      import { In } from 'typeorm';

      export async function run(db: Db, orders: Order[]) {
        const results: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const allPosts = await db.getRepository(Post).find({ where: { authorId: In(userIds) }, order: { id: 'ASC' } });
        const postsByAuthorId = new Map<(typeof allPosts)[number]['authorId'], typeof allPosts>();
        for (const post of allPosts) {
          const group = postsByAuthorId.get(post.authorId);
          if (group) group.push(post);
          else postsByAuthorId.set(post.authorId, [post]);
        }
        for (const order of orders) {
          const posts = postsByAuthorId.get(order.userId) ?? [];
          results.push(posts.map(({ title }) => title));
        }
        return results;
      }
    `,
  },
  {
    name: 'rows by a foreign key in Promise.all',
    operation: 'rows by foreign key',
    shape: 'Promise.all(map)',
    code: `
      export async function run(db: Db, orders: Order[]) {
        return Promise.all(
          orders.map(async (order) => {
            const posts = await db.getRepository(Post).find({ where: { authorId: order.userId }, order: { id: 'ASC' } });
            return posts.length;
          }),
        );
      }
    `,
    after: `
      import { In } from 'typeorm';

      export async function run(db: Db, orders: Order[]) {
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const allPosts = await db.getRepository(Post).find({ where: { authorId: In(userIds) }, order: { id: 'ASC' } });
        const postsByAuthorId = new Map<(typeof allPosts)[number]['authorId'], typeof allPosts>();
        for (const post of allPosts) {
          const group = postsByAuthorId.get(post.authorId);
          if (group) group.push(post);
          else postsByAuthorId.set(post.authorId, [post]);
        }
        return orders.map((order) => {
          const posts = postsByAuthorId.get(order.userId) ?? [];
          return posts.length;
        });
      }
    `,
  },
  {
    name: 'rows by a foreign key with a limit',
    operation: 'rows by foreign key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const results: unknown[] = [];
        for (const order of orders) {
          const posts = await db.getRepository(Post).find({ where: { authorId: order.userId }, take: 1 });
          results.push(posts.map(({ title }) => title));
        }
        return results;
      }
    `,
    refused: 'limited',
  },
  {
    name: 'rows that are changed',
    operation: 'rows by foreign key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const results: unknown[] = [];
        for (const order of orders) {
          const posts = await db.getRepository(Post).find({ where: { authorId: order.userId }, order: { id: 'ASC' } });
          for (const post of posts) post.title += '!';
          results.push(posts.map(({ title }) => title));
        }
        return results;
      }
    `,
    refused: 'rowMutated',
  },
  {
    name: 'insert for each element',
    operation: 'insert',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          await db.getRepository(Audit).insert({ userId: order.userId, action: 'ordered' });
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        if (orders.length > 0) await db.getRepository(Audit).insert(orders.map((order) => ({ userId: order.userId, action: 'ordered' })));
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
          await db.getRepository(Counter).delete({ id: order.userId });
        }
      }
    `,
    after: `
      import { In } from 'typeorm';

      export async function run(db: Db, orders: Order[]) {
        await db.getRepository(Counter).delete({ id: In(orders.map((order) => order.userId)) });
      }
    `,
  },
  {
    name: 'remove beside other work',
    operation: 'delete by key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const counters = await db.getRepository(Counter).find({ where: { value: orders.length % 5 }, order: { id: 'ASC' } });
        const removed: number[] = [];
        for (const counter of counters) {
          removed.push(counter.id);
          await db.getRepository(Counter).remove(counter);
        }
        return removed;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const counters = await db.getRepository(Counter).find({ where: { value: orders.length % 5 }, order: { id: 'ASC' } });
        const removed: number[] = [];
        const counterRows = [];
        for (const counter of counters) {
          removed.push(counter.id);
          counterRows.push(counter);
        }
        if (counterRows.length > 0) await db.getRepository(Counter).remove(counterRows);
        return removed;
      }
    `,
    caveat: /Collect the counters and remove them .* none of them is removed/,
  },
  {
    name: 'remove of a relation',
    operation: 'delete by key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          await db.getRepository(User).createQueryBuilder().relation('posts').of(order.userId).remove(order.id);
        }
      }
    `,
    refused: 'noBatchForm',
  },
  {
    name: 'update with the same values',
    operation: 'update with the same values',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          await db.getRepository(Counter).update({ id: order.userId }, { value: 7 });
        }
      }
    `,
    after: `
      import { In } from 'typeorm';

      export async function run(db: Db, orders: Order[]) {
        await db.getRepository(Counter).update({ id: In(orders.map((order) => order.userId)) }, { value: 7 });
      }
    `,
  },
  {
    name: 'countBy',
    operation: 'count by foreign key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          found.push(await db.getRepository(Post).countBy({ authorId: order.userId }));
        }
        return found;
      }
    `,
    after: `
      import { In } from 'typeorm';

      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const postCounts = await db.getRepository(Post).createQueryBuilder('post').select('post.authorId', 'authorId').addSelect('COUNT(*)', 'count').where({ authorId: In(userIds) }).groupBy('post.authorId').getRawMany<{ authorId: number; count: number | string }>();
        const postCountByAuthorId = new Map(postCounts.map((group) => [String(group.authorId), Number(group.count)]));
        for (const order of orders) {
          found.push(postCountByAuthorId.get(String(order.userId)) ?? 0);
        }
        return found;
      }
    `,
  },
  {
    name: 'count with another condition',
    operation: 'count by foreign key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const count = await db.manager.count(Post, { where: { authorId: order.userId, score: 3 } });
          found.push(count);
        }
        return found;
      }
    `,
    after: `
      import { In } from 'typeorm';

      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const postCounts = await db.manager.createQueryBuilder(Post, 'post').select('post.authorId', 'authorId').addSelect('COUNT(*)', 'count').where({ authorId: In(userIds), score: 3 }).groupBy('post.authorId').getRawMany<{ authorId: number; count: number | string }>();
        const postCountByAuthorId = new Map(postCounts.map((group) => [String(group.authorId), Number(group.count)]));
        for (const order of orders) {
          const count = postCountByAuthorId.get(String(order.userId)) ?? 0;
          found.push(count);
        }
        return found;
      }
    `,
  },
  {
    name: 'countBy of two columns',
    operation: 'count by foreign key',
    shape: 'Promise.all(map)',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const items = db.getRepository(OrderItem);
        return Promise.all(orders.map((order) => items.countBy({ orderId: order.line.orderId, sku: order.line.sku })));
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const items = db.getRepository(OrderItem);
        const itemKeys = [...new Map(orders.map((order) => [JSON.stringify([String(order.line.orderId), order.line.sku]), { orderId: order.line.orderId, sku: order.line.sku }] as const)).values()];
        const itemCounts = itemKeys.length > 0 ? await items.createQueryBuilder('item').select('item.orderId', 'orderId').addSelect('item.sku', 'sku').addSelect('COUNT(*)', 'count').where(itemKeys).groupBy('item.orderId').addGroupBy('item.sku').getRawMany<{ orderId: number; sku: string; count: number | string }>() : [];
        const itemCountByOrderIdAndSku = new Map(itemCounts.map((group) => [JSON.stringify([String(group.orderId), String(group.sku)]), Number(group.count)]));
        return orders.map((order) => itemCountByOrderIdAndSku.get(JSON.stringify([String(order.line.orderId), order.line.sku])) ?? 0);
      }
    `,
  },
  {
    name: 'countBy with a condition that may be missing',
    operation: 'count by foreign key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[], title?: string) {
        const found: unknown[] = [];
        for (const order of orders) {
          found.push(await db.getRepository(Post).countBy({ authorId: order.userId, title }));
        }
        return found;
      }
    `,
    refused: 'nullableKey',
  },
  {
    name: 'sum',
    operation: 'sum by foreign key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const total = await db.getRepository(Post).sum('score', { authorId: order.userId });
          found.push(total ?? 0);
        }
        return found;
      }
    `,
    after: `
      import { In } from 'typeorm';

      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const postSums = await db.getRepository(Post).createQueryBuilder('post').select('post.authorId', 'authorId').addSelect('SUM(post.score)', 'sum').where({ authorId: In(userIds) }).groupBy('post.authorId').getRawMany<{ authorId: number; sum: null | number | string }>();
        const postSumByAuthorId = new Map(postSums.map((group) => [String(group.authorId), group.sum === null ? null : Number(group.sum)]));
        for (const order of orders) {
          const total = postSumByAuthorId.get(String(order.userId)) ?? null;
          found.push(total ?? 0);
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
          found.push(await db.manager.maximum(Post, 'score', { authorId: order.userId }));
        }
        return found;
      }
    `,
    after: `
      import { In } from 'typeorm';

      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const postMaximums = await db.manager.createQueryBuilder(Post, 'post').select('post.authorId', 'authorId').addSelect('MAX(post.score)', 'max').where({ authorId: In(userIds) }).groupBy('post.authorId').getRawMany<{ authorId: number; max: null | number | string }>();
        const postMaximumByAuthorId = new Map(postMaximums.map((group) => [String(group.authorId), group.max === null ? null : Number(group.max)]));
        for (const order of orders) {
          found.push(postMaximumByAuthorId.get(String(order.userId)) ?? null);
        }
        return found;
      }
    `,
  },
  {
    name: 'update with other values, for which save of a list sends a statement each',
    operation: 'update with other values',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          await db.getRepository(Counter).update({ id: order.userId }, { value: order.quantity });
        }
      }
    `,
    refused: 'variesElsewhere',
  },
  {
    name: 'insert through a repository that each iteration makes',
    operation: 'insert',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          const users = db.getRepository(User);
          await users.insert({ id: order.id + 1000, name: 'user' });
        }
      }
    `,
    refused: 'variesElsewhere',
  },
  {
    name: 'an import over several lines in a file of double quotes, and names that are taken',
    operation: 'rows by foreign key',
    shape: 'for…of',
    code: `
      import {
      \tNot,
      } from "typeorm";

      export async function run(db: Db, orders: Order[]) {
      \tconst posts = db.getRepository(Post);
      \tconst postsByAuthorId = new Map([["a", "b"], ["c", "d"], ["e", "f"], ["g", "h"]]);
      \tfor (const order of orders) {
      \t\tconst own = await posts.find({ where: { authorId: order.userId, title: Not("Post 1") }, order: { id: "asc" } });
      \t\tpostsByAuthorId.set(String(order.id), own.map(({ title }) => title).join());
      \t}
      \treturn [...postsByAuthorId];
      }
    `,
    after: `
      import {
      \tNot,
      \tIn,
      } from "typeorm";

      export async function run(db: Db, orders: Order[]) {
      \tconst posts = db.getRepository(Post);
      \tconst postsByAuthorId = new Map([["a", "b"], ["c", "d"], ["e", "f"], ["g", "h"]]);
      \tconst userIds = [...new Set(orders.map((order) => order.userId))];
      \tconst allPosts = await posts.find({ where: { authorId: In(userIds), title: Not("Post 1") }, order: { id: "asc" } });
      \tconst postsByAuthorId2 = new Map<(typeof allPosts)[number]["authorId"], typeof allPosts>();
      \tfor (const post of allPosts) {
      \t\tconst group = postsByAuthorId2.get(post.authorId);
      \t\tif (group) group.push(post);
      \t\telse postsByAuthorId2.set(post.authorId, [post]);
      \t}
      \tfor (const order of orders) {
      \t\tconst own = postsByAuthorId2.get(order.userId) ?? [];
      \t\tpostsByAuthorId.set(String(order.id), own.map(({ title }) => title).join());
      \t}
      \treturn [...postsByAuthorId];
      }
    `,
  },
];
