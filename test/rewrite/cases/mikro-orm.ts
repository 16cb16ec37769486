import type { RewriteCase } from '../rewrite-case.ts';

export const mikroOrmCases: readonly RewriteCase[] = [
  {
    name: 'one row in for of',
    operation: 'row by unique key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const results: unknown[] = [];
        for (const order of orders) {
          // Who ordered.
          const user = await db.findOne(User, { id: order.userId });
          results.push(user?.name);
        }
        return results;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const results: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const users = await db.find(User, { id: { $in: userIds } });
        const userById = new Map(users.reverse().map((user) => [user.id, user]));
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
          const user = await db.findOne(User, { id: orders[index].userId });
          results.push(user?.name);
        }
        return results;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const results: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const users = await db.find(User, { id: { $in: userIds } });
        const userById = new Map(users.reverse().map((user) => [user.id, user]));
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
          const user = await db.findOne(User, { id: orders[index].userId });
          results.push(user?.name);
        }
        return results;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const results: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const users = await db.find(User, { id: { $in: userIds } });
        const userById = new Map(users.reverse().map((user) => [user.id, user]));
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
          const user = await db.findOne(User, { id: order.userId });
          results.push(index, user?.name);
        }
        return results;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const results: unknown[] = [];
        const userIds = [...new Set([...orders.entries()].map(([index, order]) => order.userId))];
        const users = await db.find(User, { id: { $in: userIds } });
        const userById = new Map(users.reverse().map((user) => [user.id, user]));
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
            const user = await db.findOne(User, { id: order.userId });
            return { id: order.id, user: user?.name };
          }),
        );
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const users = await db.find(User, { id: { $in: userIds } });
        const userById = new Map(users.reverse().map((user) => [user.id, user]));
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
          const user = await db.findOne(User, { id: order.userId });
          return user ? [...names, user.name] : names;
        }, Promise.resolve<string[]>([]));
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const users = await db.find(User, { id: { $in: userIds } });
        const userById = new Map(users.reverse().map((user) => [user.id, user]));
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
          const user = await db.findOne(User, { id: order.userId });
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
          const user = await db.findOne(User, { id: order.userId });
          results.push(user?.name);
        }
        return results;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const results: unknown[] = [];
        const selectedOrders = orders.filter(({ quantity }) => quantity > 1);
        const userIds = [...new Set(selectedOrders.map((order) => order.userId))];
        const users = await db.find(User, { id: { $in: userIds } });
        const userById = new Map(users.reverse().map((user) => [user.id, user]));
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
          const user = await db.findOne(User, { id: order.editorId });
          results.push(user?.name);
        }
        return results;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const results: unknown[] = [];
        const editorIds = [...new Set(orders.flatMap((order) => (order.editorId !== null ? [order.editorId] : [])))];
        const users = await db.find(User, { id: { $in: editorIds } });
        const userById = new Map(users.reverse().map((user) => [user.id, user]));
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
          const user = await db.findOne(User, { id: order.userId });
          if (user?.name === 'User 12') return order.id;
        }
        return results;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const results: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const users = await db.find(User, { id: { $in: userIds } });
        const userById = new Map(users.reverse().map((user) => [user.id, user]));
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
          const user = await db.findOne(User, { id: userId });
          results.push(user?.name);
        }
        return results;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const results: unknown[] = [];
        const userIds = [...new Set(orders.map(({ userId }) => userId))];
        const users = await db.find(User, { id: { $in: userIds } });
        const userById = new Map(users.reverse().map((user) => [user.id, user]));
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
          const user = await db.findOne(User, { id: order.line.orderId });
          results.push(user?.name);
        }
        return results;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const results: unknown[] = [];
        const orderIds = [...new Set(orders.map((order) => order.line.orderId))];
        const users = await db.find(User, { id: { $in: orderIds } });
        const userById = new Map(users.reverse().map((user) => [user.id, user]));
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
            const user = await db.findOne(User, { id: order.userId });
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
          const user = await db.findOne(User, { id: order.userId });
          const posts = await db.find(Post, { authorId: order.userId }, { orderBy: { id: 'asc' } });
          results.push(user?.name, posts.length);
        }
        return results;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const results: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const users = await db.find(User, { id: { $in: userIds } });
        const userById = new Map(users.reverse().map((user) => [user.id, user]));
        const allPosts = await db.find(Post, { authorId: { $in: userIds } }, { orderBy: { id: 'asc' } });
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
          const item = await db.findOne(OrderItem, { orderId: order.line.orderId, sku: order.line.sku });
          results.push(item?.quantity);
        }
        return results;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const results: unknown[] = [];
        const orderItemKeys = [...new Map(orders.map((order) => [JSON.stringify([order.line.orderId, order.line.sku]), { orderId: order.line.orderId, sku: order.line.sku }] as const)).values()];
        const orderItems = orderItemKeys.length > 0 ? await db.find(OrderItem, { $or: orderItemKeys }) : [];
        const orderItemByOrderIdAndSku = new Map(orderItems.reverse().map((orderItem) => [JSON.stringify([orderItem.orderId, orderItem.sku]), orderItem]));
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
          const posts = await db.find(Post, { authorId: order.userId }, { orderBy: { id: 'asc' } });
          results.push(posts.map(({ title }) => title));
        }
        return results;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const results: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const allPosts = await db.find(Post, { authorId: { $in: userIds } }, { orderBy: { id: 'asc' } });
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
            const posts = await db.find(Post, { authorId: order.userId }, { orderBy: { id: 'asc' } });
            return posts.length;
          }),
        );
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const allPosts = await db.find(Post, { authorId: { $in: userIds } }, { orderBy: { id: 'asc' } });
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
          const posts = await db.find(Post, { authorId: order.userId }, { limit: 1 });
          results.push(posts.map(({ title }) => title));
        }
        return results;
      }
    `,
    refused: 'limited',
  },
  {
    name: 'row that is changed, of which there is one object',
    operation: 'row by unique key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const results: unknown[] = [];
        for (const order of orders) {
          const user = await db.findOne(User, { id: order.userId });
          if (user) user.name += '!';
          results.push(user?.name);
        }
        await db.flush();
        return results;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const results: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const users = await db.find(User, { id: { $in: userIds } });
        const userById = new Map(users.reverse().map((user) => [user.id, user]));
        for (const order of orders) {
          const user = userById.get(order.userId) ?? null;
          if (user) user.name += '!';
          results.push(user?.name);
        }
        await db.flush();
        return results;
      }
    `,
    caveat: /What the loop changes is written after it/,
  },
  {
    name: 'row that is changed, which only the next query writes',
    operation: 'row by unique key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const results: unknown[] = [];
        for (const order of orders) {
          const user = await db.findOne(User, { id: order.userId });
          if (user) user.name += '!';
          results.push(user?.name);
        }
        return results;
      }
    `,
    refused: 'rowMutated',
  },
  {
    name: 'rows that are changed',
    operation: 'rows by foreign key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const results: unknown[] = [];
        for (const order of orders) {
          const posts = await db.find(Post, { authorId: order.userId }, { orderBy: { id: 'asc' } });
          for (const post of posts) post.title += '!';
          results.push(posts.map(({ title }) => title));
        }
        return results;
      }
    `,
    refused: 'rowMutated',
  },
  {
    name: 'count by a foreign key',
    operation: 'count by foreign key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const results: unknown[] = [];
        for (const order of orders) {
          const count = await db.count(Post, { authorId: order.userId });
          results.push(count);
        }
        return results;
      }
    `,
    refused: 'noBatchForm',
  },
  {
    name: 'insert for each element',
    operation: 'insert',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          await db.insert(Audit, { userId: order.userId, action: 'ordered' });
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        if (orders.length > 0) await db.insertMany(Audit, orders.map((order) => ({ userId: order.userId, action: 'ordered' })));
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
          await db.nativeDelete(Counter, { id: order.userId });
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        await db.nativeDelete(Counter, { id: { $in: orders.map((order) => order.userId) } });
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
          await db.nativeUpdate(Counter, { id: order.userId }, { value: 7 });
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        await db.nativeUpdate(Counter, { id: { $in: orders.map((order) => order.userId) } }, { value: 7 });
      }
    `,
  },
  {
    name: 'changes that are flushed one by one',
    operation: 'update with other values',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const counters = await db.find(Counter, {});
        const counterById = new Map(counters.map((counter) => [counter.id, counter]));
        let changed = 0;
        for (const order of orders) {
          const counter = counterById.get(order.userId);
          if (!counter) continue;
          counter.value = order.quantity;
          changed += 1;
          await db.flush(); // as before
        }
        return changed;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const counters = await db.find(Counter, {});
        const counterById = new Map(counters.map((counter) => [counter.id, counter]));
        let changed = 0;
        for (const order of orders) {
          const counter = counterById.get(order.userId);
          if (!counter) continue;
          counter.value = order.quantity;
          changed += 1; // as before
        }
        await db.flush();
        return changed;
      }
    `,
    caveat: /^Call `flush` once after the loop, .* Where an iteration fails, none of them is written\.$/,
  },
  {
    name: 'rows that are read, changed and flushed one by one',
    operation: 'update with other values',
    shape: 'guard',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          const user = await db.findOne(User, { id: order.userId });
          if (user) {
            user.name = order.email;
            await db.flush();
          }
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const users = await db.find(User, { id: { $in: userIds } });
        const userById = new Map(users.reverse().map((user) => [user.id, user]));
        for (const order of orders) {
          const user = userById.get(order.userId) ?? null;
          if (user) {
            user.name = order.email;
          }
        }
        await db.flush();
      }
    `,
  },
  {
    name: 'rows that are persisted and flushed one by one',
    operation: 'insert',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const entries: Audit[] = [];
        for (const order of orders) {
          const entry = db.create(Audit, { userId: order.userId, action: 'ordered' });
          entries.push(entry);
          await db.persistAndFlush(entry);
        }
        return entries.map(({ id }) => id);
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const entries: Audit[] = [];
        for (const order of orders) {
          const entry = db.create(Audit, { userId: order.userId, action: 'ordered' });
          entries.push(entry);
          db.persist(entry);
        }
        await db.flush();
        return entries.map(({ id }) => id);
      }
    `,
  },
  {
    name: 'rows that are removed one by one',
    operation: 'delete by key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const counter of await db.find(Counter, { id: orders.map(({ userId }) => userId) })) await db.removeAndFlush(counter);
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        for (const counter of await db.find(Counter, { id: orders.map(({ userId }) => userId) })) db.remove(counter);
        await db.flush();
      }
    `,
  },
  {
    name: 'flush before other work',
    operation: 'insert',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const ids: number[] = [];
        for (const order of orders) {
          const entry = db.create(Audit, { userId: order.userId, action: 'ordered' });
          await db.flush();
          ids.push(entry.id);
        }
        return ids;
      }
    `,
    refused: 'otherWork',
  },
  {
    name: 'flush of rows that the next iteration uses',
    operation: 'insert',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        let last: Audit | undefined;
        for (const order of orders) {
          last = db.create(Audit, { userId: order.userId, action: \`after \${last?.id}\` });
          await db.flush();
        }
      }
    `,
    refused: 'loopCarried',
  },
  {
    name: 'flush after a condition that follows the change',
    operation: 'update with other values',
    shape: 'guard',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const [counter] = await db.find(Counter, {}, { orderBy: { id: 'asc' } });
        if (!counter) return;
        for (const order of orders) {
          counter.value = order.quantity;
          if (order.quantity > 3) continue;
          await db.flush();
        }
      }
    `,
    refused: 'otherWork',
  },
  {
    name: 'flush before rows are counted',
    operation: 'insert',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          const count = await db.count(Audit, { userId: order.userId });
          db.create(Audit, { userId: order.userId, action: \`entry \${count}\` });
          await db.flush();
        }
      }
    `,
    refused: 'readAgain',
  },
  {
    name: 'flush whose errors are handled one by one',
    operation: 'insert',
    shape: 'try in the loop',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          try {
            db.create(Audit, { userId: order.userId, action: 'ordered' });
            await db.flush();
          } catch {
            db.clear();
          }
        }
      }
    `,
    refused: 'caughtPerElement',
  },
  {
    name: 'flush of a unit of work of each iteration',
    operation: 'insert',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          const own = db.fork();
          own.create(Audit, { userId: order.userId, action: 'ordered' });
          await own.flush();
        }
      }
    `,
    refused: 'variesElsewhere',
  },
];
