import type { RewriteCase } from '../rewrite-case.ts';

export const sequelizeCases: readonly RewriteCase[] = [
  {
    name: 'one row in for of',
    operation: 'row by unique key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const results: unknown[] = [];
        for (const order of orders) {
          // Who ordered.
          const user = await User.findByPk(order.userId);
          results.push(user?.name);
        }
        return results;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const results: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const users = await User.findAll({ where: { id: userIds } });
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
          const user = await User.findByPk(orders[index].userId);
          results.push(user?.name);
        }
        return results;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const results: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const users = await User.findAll({ where: { id: userIds } });
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
          const user = await User.findByPk(orders[index].userId);
          results.push(user?.name);
        }
        return results;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const results: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const users = await User.findAll({ where: { id: userIds } });
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
          const user = await User.findByPk(order.userId);
          results.push(index, user?.name);
        }
        return results;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const results: unknown[] = [];
        const userIds = [...new Set([...orders.entries()].map(([index, order]) => order.userId))];
        const users = await User.findAll({ where: { id: userIds } });
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
            const user = await User.findByPk(order.userId);
            return { id: order.id, user: user?.name };
          }),
        );
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const users = await User.findAll({ where: { id: userIds } });
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
          const user = await User.findByPk(order.userId);
          return user ? [...names, user.name] : names;
        }, Promise.resolve<string[]>([]));
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const users = await User.findAll({ where: { id: userIds } });
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
          const user = await User.findByPk(order.userId);
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
          const user = await User.findByPk(order.userId);
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
        const users = await User.findAll({ where: { id: userIds } });
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
          const user = await User.findByPk(order.editorId);
          results.push(user?.name);
        }
        return results;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const results: unknown[] = [];
        const editorIds = [...new Set(orders.flatMap((order) => (order.editorId !== null ? [order.editorId] : [])))];
        const users = await User.findAll({ where: { id: editorIds } });
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
          const user = await User.findByPk(order.userId);
          if (user?.name === 'User 12') return order.id;
        }
        return results;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const results: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const users = await User.findAll({ where: { id: userIds } });
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
          const user = await User.findByPk(userId);
          results.push(user?.name);
        }
        return results;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const results: unknown[] = [];
        const userIds = [...new Set(orders.map(({ userId }) => userId))];
        const users = await User.findAll({ where: { id: userIds } });
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
          const user = await User.findByPk(order.line.orderId);
          results.push(user?.name);
        }
        return results;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const results: unknown[] = [];
        const orderIds = [...new Set(orders.map((order) => order.line.orderId))];
        const users = await User.findAll({ where: { id: orderIds } });
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
            const user = await User.findByPk(order.userId);
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
          const user = await User.findByPk(order.userId);
          const posts = await Post.findAll({ where: { authorId: order.userId }, order: [['id', 'ASC']] });
          results.push(user?.name, posts.length);
        }
        return results;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const results: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const users = await User.findAll({ where: { id: userIds } });
        const userById = new Map(users.map((user) => [user.id, user]));
        const allPosts = await Post.findAll({ where: { authorId: userIds }, order: [['id', 'ASC']] });
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
          const item = await OrderItem.findOne({ where: { orderId: order.line.orderId, sku: order.line.sku } });
          results.push(item?.quantity);
        }
        return results;
      }
    `,
    after: `
      import { Op } from 'sequelize';

      export async function run(db: Db, orders: Order[]) {
        const results: unknown[] = [];
        const orderItemKeys = [...new Map(orders.map((order) => [JSON.stringify([order.line.orderId, order.line.sku]), { orderId: order.line.orderId, sku: order.line.sku }] as const)).values()];
        const orderItems = orderItemKeys.length > 0 ? await OrderItem.findAll({ where: { [Op.or]: orderItemKeys } }) : [];
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
          const posts = await Post.findAll({ where: { authorId: order.userId }, order: [['id', 'ASC']] });
          results.push(posts.map(({ title }) => title));
        }
        return results;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const results: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const allPosts = await Post.findAll({ where: { authorId: userIds }, order: [['id', 'ASC']] });
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
            const posts = await Post.findAll({ where: { authorId: order.userId }, order: [['id', 'ASC']] });
            return posts.length;
          }),
        );
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const allPosts = await Post.findAll({ where: { authorId: userIds }, order: [['id', 'ASC']] });
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
          const posts = await Post.findAll({ where: { authorId: order.userId }, limit: 1 });
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
          const posts = await Post.findAll({ where: { authorId: order.userId }, order: [['id', 'ASC']] });
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
          await Audit.create({ userId: order.userId, action: 'ordered' });
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        await Audit.bulkCreate(orders.map((order) => ({ userId: order.userId, action: 'ordered' })), { validate: true });
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
          await Counter.destroy({ where: { id: order.userId } });
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        await Counter.destroy({ where: { id: orders.map((order) => order.userId) } });
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
          await Counter.update({ value: 7 }, { where: { id: order.userId } });
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        await Counter.update({ value: 7 }, { where: { id: orders.map((order) => order.userId) } });
      }
    `,
  },
  {
    name: 'count',
    operation: 'count by foreign key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          found.push(await Post.count({ where: { authorId: order.userId } }));
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const postCounts = await Post.count({ group: ['authorId'], where: { authorId: userIds } });
        const postCountByAuthorId = new Map(postCounts.map((group) => [String(group.authorId), group.count]));
        for (const order of orders) {
          found.push(postCountByAuthorId.get(String(order.userId)) ?? 0);
        }
        return found;
      }
    `,
  },
  {
    name: 'count by two columns',
    operation: 'count by foreign key',
    shape: 'Promise.all(map)',
    code: `
      export async function run(db: Db, orders: Order[]) {
        return Promise.all(orders.map((order) => OrderItem.count({ where: { orderId: order.line.orderId, sku: order.line.sku } })));
      }
    `,
    after: `
      import { Op } from 'sequelize';

      export async function run(db: Db, orders: Order[]) {
        const orderItemKeys = [...new Map(orders.map((order) => [JSON.stringify([String(order.line.orderId), order.line.sku]), { orderId: order.line.orderId, sku: order.line.sku }] as const)).values()];
        const orderItemCounts = orderItemKeys.length > 0 ? await OrderItem.count({ group: ['orderId', 'sku'], where: { [Op.or]: orderItemKeys } }) : [];
        const orderItemCountByOrderIdAndSku = new Map(orderItemCounts.map((group) => [JSON.stringify([String(group.orderId), String(group.sku)]), group.count]));
        return orders.map((order) => orderItemCountByOrderIdAndSku.get(JSON.stringify([String(order.line.orderId), order.line.sku])) ?? 0);
      }
    `,
  },
  {
    name: 'sum',
    operation: 'sum by foreign key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          found.push(await Post.sum('score', { where: { authorId: order.userId } }));
        }
        return found;
      }
    `,
    refused: 'noBatchForm',
  },
  {
    name: 'count of distinct values',
    operation: 'count by foreign key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          found.push(await Post.count({ where: { authorId: order.userId }, distinct: true, col: 'title' }));
        }
        return found;
      }
    `,
    refused: 'noBatchForm',
  },
  {
    name: 'update with other values, for which bulkCreate would add rows',
    operation: 'update with other values',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          await Counter.update({ value: order.quantity }, { where: { id: order.userId } });
        }
      }
    `,
    refused: 'variesElsewhere',
  },
];
