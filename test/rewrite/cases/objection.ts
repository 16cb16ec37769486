import type { RewriteCase } from '../rewrite-case.ts';

export const objectionCases: readonly RewriteCase[] = [
  {
    name: 'findById',
    operation: 'row by unique key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const user = await User.query().findById(order.userId);
          found.push(user?.name);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const users = await User.query().whereIn('id', userIds);
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
    name: 'findById in a fan-out',
    operation: 'row by unique key',
    shape: 'Promise.all(map)',
    code: `
      export async function run(db: Db, orders: Order[]) {
        return Promise.all(orders.map((order) => User.query().findById(order.userId)));
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const users = await User.query().whereIn('id', userIds);
        const userById = new Map(users.map((user) => [String(user.id), user]));
        return orders.map((order) => userById.get(String(order.userId)));
      }
    `,
  },
  {
    name: 'findOne',
    operation: 'row by unique key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const user = await User.query().findOne({ email: order.email });
          found.push(user?.name);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userEmails = [...new Set(orders.map((order) => order.email))];
        const users = await User.query().whereIn('email', userEmails);
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
    name: 'findOne with another condition',
    operation: 'row by unique key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const post = await Post.query().findOne({ author_id: order.userId, score: 3 });
          found.push(post?.title);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const posts = await Post.query().where({ score: 3 }).whereIn('author_id', userIds);
        const postByAuthorId = new Map(posts.reverse().map((post) => [String(post.author_id), post]));
        for (const order of orders) {
          const post = postByAuthorId.get(String(order.userId));
          found.push(post?.title);
        }
        return found;
      }
    `,
  },
  {
    name: 'where and first',
    operation: 'row by composite key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const item = await OrderItem.query().where({ order_id: order.line.orderId, sku: order.line.sku }).first();
          found.push(item?.quantity);
        }
        return found;
      }
    `,
    refused: 'noBatchForm',
  },
  {
    name: 'findById of a key of two columns',
    operation: 'row by composite key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const item = await OrderItem.query().findById([order.line.orderId, order.line.sku]);
          found.push(item?.quantity);
        }
        return found;
      }
    `,
    refused: 'filterNotLiteral',
  },
  {
    name: 'where',
    operation: 'rows by foreign key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const posts = await Post.query().where('author_id', order.userId).where('score', '>', 3).orderBy('id');
          found.push(posts.map((post) => post.title));
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const allPosts = await Post.query().whereIn('author_id', userIds).where('score', '>', 3).orderBy('id');
        const postsByAuthorId = new Map<string, typeof allPosts>();
        for (const post of allPosts) {
          const group = postsByAuthorId.get(String(post.author_id));
          if (group) group.push(post);
          else postsByAuthorId.set(String(post.author_id), [post]);
        }
        for (const order of orders) {
          const posts = postsByAuthorId.get(String(order.userId)) ?? [];
          found.push(posts.map((post) => post.title));
        }
        return found;
      }
    `,
  },
  {
    name: 'where with a limit',
    operation: 'rows by foreign key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const posts = await Post.query().where('author_id', order.userId).orderBy('id').limit(3);
          found.push(posts.map((post) => post.title));
        }
        return found;
      }
    `,
    refused: 'limited',
  },
  {
    name: 'where in a transaction',
    operation: 'rows by foreign key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        await db.transaction(async (trx) => {
          for (const order of orders) {
            const posts = await Post.query(trx).select('title').where({ author_id: order.userId }).orderBy('id');
            found.push(posts.map((post) => post.title));
          }
        });
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        await db.transaction(async (trx) => {
          const userIds = [...new Set(orders.map((order) => order.userId))];
          const allPosts = await Post.query(trx).select(['author_id', 'title']).whereIn('author_id', userIds).orderBy('id');
          const postsByAuthorId = new Map<string, typeof allPosts>();
          for (const post of allPosts) {
            const group = postsByAuthorId.get(String(post.author_id));
            if (group) group.push(post);
            else postsByAuthorId.set(String(post.author_id), [post]);
          }
          for (const order of orders) {
            const posts = postsByAuthorId.get(String(order.userId)) ?? [];
            found.push(posts.map((post) => post.title));
          }
        });
        return found;
      }
    `,
  },
  {
    name: 'resultSize',
    operation: 'count by foreign key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          found.push(await Post.query().where({ author_id: order.userId }).resultSize());
        }
        return found;
      }
    `,
    refused: 'unknownLink',
  },
  {
    name: 'insert',
    operation: 'insert',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          await Audit.query().insert({ user_id: order.userId, action: 'seen' });
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        if (orders.length > 0) await Audit.query().insert(orders.map((order) => ({ user_id: order.userId, action: 'seen' })));
      }
    `,
    caveat:
      /^Write all audits with one query, all or none of them\. Objection takes a list on PostgreSQL and SQL Server only\.$/,
  },
  {
    name: 'insert whose row is used',
    operation: 'insert',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const ids: number[] = [];
        for (const order of orders) {
          const entry = await Audit.query().insert({ user_id: order.userId, action: 'seen' });
          ids.push(entry.id);
        }
        return ids;
      }
    `,
    refused: 'resultNeeded',
  },
  {
    name: 'delete',
    operation: 'delete by key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          await Counter.query().delete().where('id', order.id);
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        await Counter.query().delete().whereIn('id', orders.map((order) => order.id));
      }
    `,
  },
  {
    name: 'patch with the same values',
    operation: 'update with the same values',
    shape: 'Promise.all(map)',
    code: `
      export async function run(db: Db, orders: Order[]) {
        await Promise.all(orders.map((order) => User.query().patch({ name: 'changed' }).where('id', order.userId)));
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        await User.query().patch({ name: 'changed' }).whereIn('id', orders.map((order) => order.userId));
      }
    `,
  },
  {
    name: 'patch with other values',
    operation: 'update with other values',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          await User.query().patch({ name: order.email }).where('id', order.userId);
        }
      }
    `,
    refused: 'variesElsewhere',
  },
  {
    name: 'findById of a model with another key',
    operation: 'row by unique key',
    shape: 'for…of',
    code: `
      class Named extends User {
        static override idColumn = 'email';
      }

      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const user = await Named.query().findById(order.email);
          found.push(user?.name);
        }
        return found;
      }
    `,
    refused: 'filterNotLiteral',
  },
  {
    name: 'column of another name in rows',
    operation: 'rows by foreign key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const posts = await Post.query().where('authorId', order.userId);
          found.push(posts.map((post) => post.title));
        }
        return found;
      }
    `,
    refused: 'incomparableKey',
  },
];
