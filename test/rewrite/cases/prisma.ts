import type { RewriteCase } from '../rewrite-case.ts';

export const prismaCases: readonly RewriteCase[] = [
  {
    name: 'findUnique in for of',
    operation: 'row by unique key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const names: (string | undefined)[] = [];
        for (const order of orders) {
          // Who ordered.
          const user = await db.user.findUnique({ where: { id: order.userId } });
          names.push(user?.name);
        }
        return names;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const names: (string | undefined)[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const users = await db.user.findMany({ where: { id: { in: userIds } } });
        const userById = new Map(users.map((user) => [user.id, user]));
        for (const order of orders) {
          // Who ordered.
          const user = userById.get(order.userId) ?? null;
          names.push(user?.name);
        }
        return names;
      }
    `,
    inputs: ['none', 'one', 'several', 'many'],
  },
  {
    name: 'equality as an operator',
    operation: 'row by unique key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const names: (string | undefined)[] = [];
        for (const order of orders) {
          const user = await db.user.findFirst({ where: { id: { equals: order.userId }, name: { not: 'User 7' } } });
          names.push(user?.name);
        }
        return names;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const names: (string | undefined)[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const users = await db.user.findMany({ where: { id: { in: userIds }, name: { not: 'User 7' } } });
        const userById = new Map(users.map((user) => [user.id, user]));
        for (const order of orders) {
          const user = userById.get(order.userId) ?? null;
          names.push(user?.name);
        }
        return names;
      }
    `,
  },
  {
    name: 'queries that are awaited together, in a try that throws again',
    operation: 'rows by foreign key',
    shape: 'Promise.all(map)',
    code: `
      export async function run(db: Db, orders: Order[]) {
        return Promise.all(
          orders.map(async (order) => {
            try {
              const [author, posts, count] = await Promise.all([
                db.user.findUnique({ where: { id: order.userId } }),
                db.post.findMany({ where: { authorId: order.userId }, orderBy: { id: 'asc' } }),
                db.post.count({ where: { authorId: order.userId, score: { gt: 10 } } }),
              ]);
              return [author?.name, posts.map(({ title }) => title), count];
            } catch (error) {
              console.error(order.id, error);
              throw error;
            }
          }),
        );
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const allPosts = await db.post.findMany({ where: { authorId: { in: userIds } }, orderBy: { id: 'asc' } });
        const postsByAuthorId = new Map<(typeof allPosts)[number]['authorId'], typeof allPosts>();
        for (const post of allPosts) {
          const group = postsByAuthorId.get(post.authorId);
          if (group) group.push(post);
          else postsByAuthorId.set(post.authorId, [post]);
        }
        const postCounts = await db.post.groupBy({ by: ['authorId'], _count: { _all: true }, where: { authorId: { in: userIds }, score: { gt: 10 } } });
        const postCountByAuthorId = new Map(postCounts.map((group) => [group.authorId, group._count._all]));
        return Promise.all(
          orders.map(async (order) => {
            try {
              const [author, posts, count] = await Promise.all([
                db.user.findUnique({ where: { id: order.userId } }),
                postsByAuthorId.get(order.userId) ?? [],
                postCountByAuthorId.get(order.userId) ?? 0,
              ]);
              return [author?.name, posts.map(({ title }) => title), count];
            } catch (error) {
              console.error(order.id, error);
              throw error;
            }
          }),
        );
      }
    `,
    caveat: /An error of the query does not pass the handler in the loop any more/,
  },
  {
    name: 'filter that another one may replace',
    operation: 'row by unique key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const filter: { id?: number } = { id: 3 };
        const names: (string | undefined)[] = [];
        for (const order of orders) {
          const user = await db.user.findFirst({ where: { id: order.userId, ...filter } });
          names.push(user?.name);
        }
        return names;
      }
    `,
    refused: 'noVaryingKey',
  },
  {
    name: 'row that is added where there is none',
    operation: 'row by unique key',
    shape: 'guard',
    code: `
      export async function run(db: Db, orders: Order[]) {
        let known = 0;
        for (const order of orders) {
          const counter = await db.counter.findUnique({ where: { id: order.userId }, select: { value: true } });
          if (counter) {
            known += counter.value;
            continue;
          }
          await db.counter.create({ data: { id: order.userId, value: order.quantity } });
        }
        return known;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        let known = 0;
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const counters = await db.counter.findMany({ where: { id: { in: userIds } }, select: { id: true, value: true } });
        const counterById = new Map(counters.map((counter) => [counter.id, counter]));
        const counterRows = [];
        for (const order of orders) {
          const counter = counterById.get(order.userId) ?? null;
          if (counter) {
            known += counter.value;
            continue;
          }
          counterRows.push({ id: order.userId, value: order.quantity });
        }
        if (counterRows.length > 0) await db.counter.createMany({ data: counterRows });
        return known;
      }
    `,
    caveat: /the row that one of them adds is not found by the next/,
    inputs: ['none', 'one', 'many'],
  },
  {
    name: 'key that is read of another type',
    operation: 'row by unique key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const names: (string | undefined)[] = [];
        for (const order of orders) {
          const one = order as unknown as { authorId: number; userId: number };
          const user = await db.user.findUnique({ where: { id: one.userId } });
          names.push(user?.name);
        }
        return names;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const names: (string | undefined)[] = [];
        const userIds = [...new Set(orders.map((order) => (order as unknown as { authorId: number; userId: number }).userId))];
        const users = await db.user.findMany({ where: { id: { in: userIds } } });
        const userById = new Map(users.map((user) => [user.id, user]));
        for (const order of orders) {
          const one = order as unknown as { authorId: number; userId: number };
          const user = userById.get(one.userId) ?? null;
          names.push(user?.name);
        }
        return names;
      }
    `,
  },
  {
    name: 'filter of two branches',
    operation: 'row by unique key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const isMany = orders.length > 1;
        const names: (string | undefined)[] = [];
        for (const order of orders) {
          const user = await db.user.findFirst({
            where: isMany ? { id: order.userId, name: { not: 'User 7' } } : { id: order.userId },
          });
          names.push(user?.name);
        }
        return names;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const isMany = orders.length > 1;
        const names: (string | undefined)[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const users = await db.user.findMany({
          where: isMany ? { id: { in: userIds }, name: { not: 'User 7' } } : { id: { in: userIds } },
        });
        const userById = new Map(users.map((user) => [user.id, user]));
        for (const order of orders) {
          const user = userById.get(order.userId) ?? null;
          names.push(user?.name);
        }
        return names;
      }
    `,
  },
  {
    name: 'filter of two branches, chosen for each element',
    operation: 'row by unique key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const names: (string | undefined)[] = [];
        for (const order of orders) {
          const user = await db.user.findFirst({
            where: order.quantity > 2 ? { id: order.userId, name: { not: 'User 7' } } : { id: order.userId },
          });
          names.push(user?.name);
        }
        return names;
      }
    `,
    refused: 'variesElsewhere',
  },
  {
    name: 'key of another type that may be null, behind a condition',
    operation: 'row by unique key',
    shape: 'guard',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const names: (string | undefined)[] = [];
        for (const order of orders) {
          const one = order as unknown as { editorId: number | null };
          names.push(one.editorId == null ? 'none' : (await db.user.findUnique({ where: { id: one.editorId } }))?.name);
        }
        return names;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const names: (string | undefined)[] = [];
        const editorIds = [...new Set(orders.flatMap((order) => ((order as unknown as { editorId: number | null }).editorId != null ? [(order as unknown as { editorId: number | null }).editorId!] : [])))];
        const users = await db.user.findMany({ where: { id: { in: editorIds } } });
        const userById = new Map(users.map((user) => [user.id, user]));
        for (const order of orders) {
          const one = order as unknown as { editorId: number | null };
          names.push(one.editorId == null ? 'none' : (userById.get(one.editorId) ?? null)?.name);
        }
        return names;
      }
    `,
  },
  {
    name: 'findUniqueOrThrow in for of',
    operation: 'row by unique key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const names: string[] = [];
        for (const order of orders) {
          if (order.userId > 1000) continue;
          const user = await db.user.findUniqueOrThrow({ where: { email: order.email }, select: { name: true } });
          names.push(user.name);
        }
        return names;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const names: string[] = [];
        const userEmails = [...new Set(orders.flatMap((order) => (!(order.userId > 1000) ? [order.email] : [])))];
        const users = await db.user.findMany({ where: { email: { in: userEmails } }, select: { email: true, name: true } });
        const userByEmail = new Map(users.map((user) => [user.email, user]));
        for (const order of orders) {
          if (order.userId > 1000) continue;
          const user = userByEmail.get(order.email);
          if (!user) throw new Error(\`No user has the key \${order.email}.\`);
          names.push(user.name);
        }
        return names;
      }
    `,
  },
  {
    name: 'findUniqueOrThrow inside an expression',
    operation: 'row by unique key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const names: string[] = [];
        for (const order of orders) {
          names.push((await db.user.findUniqueOrThrow({ where: { id: order.userId } })).name);
        }
        return names;
      }
    `,
    refused: 'noPlaceBefore',
  },
  {
    name: 'findFirst by a unique field in an index loop',
    operation: 'row by unique key',
    shape: 'index for',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: string[] = [];
        for (let index = 0; index < orders.length; index++) {
          const user = await db.user.findFirst({ where: { email: orders[index].email } });
          if (user) found.push(user.name);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: string[] = [];
        const userEmails = [...new Set(orders.map((order) => order.email))];
        const users = await db.user.findMany({ where: { email: { in: userEmails } } });
        const userByEmail = new Map(users.map((user) => [user.email, user]));
        for (let index = 0; index < orders.length; index++) {
          const user = userByEmail.get(orders[index].email) ?? null;
          if (user) found.push(user.name);
        }
        return found;
      }
    `,
  },
  {
    name: 'findUnique in for in',
    operation: 'row by unique key',
    shape: 'for…in',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const names: Record<string, string | undefined> = {};
        for (const index in orders) {
          const user = await db.user.findUnique({ where: { id: orders[index].userId } });
          names[index] = user?.name;
        }
        return names;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const names: Record<string, string | undefined> = {};
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const users = await db.user.findMany({ where: { id: { in: userIds } } });
        const userById = new Map(users.map((user) => [user.id, user]));
        for (const index in orders) {
          const user = userById.get(orders[index].userId) ?? null;
          names[index] = user?.name;
        }
        return names;
      }
    `,
  },
  {
    name: 'findUnique over entries',
    operation: 'row by unique key',
    shape: 'entries',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const names: string[] = [];
        for (const [index, order] of orders.entries()) {
          const user = await db.user.findUnique({ where: { id: order.userId } });
          names.push(\`\${index}: \${user?.name ?? 'nobody'}\`);
        }
        return names;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const names: string[] = [];
        const userIds = [...new Set([...orders.entries()].map(([index, order]) => order.userId))];
        const users = await db.user.findMany({ where: { id: { in: userIds } } });
        const userById = new Map(users.map((user) => [user.id, user]));
        for (const [index, order] of orders.entries()) {
          const user = userById.get(order.userId) ?? null;
          names.push(\`\${index}: \${user?.name ?? 'nobody'}\`);
        }
        return names;
      }
    `,
  },
  {
    name: 'findFirst in Promise.all',
    operation: 'row by unique key',
    shape: 'Promise.all(map)',
    code: `
      export async function run(db: Db, orders: Order[]) {
        return Promise.all(
          orders.map(async (order) => {
            const user = await db.user.findFirst({ where: { id: order.userId } });
            return { ...order, user: user?.name ?? null };
          }),
        );
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const users = await db.user.findMany({ where: { id: { in: userIds } } });
        const userById = new Map(users.map((user) => [user.id, user]));
        return orders.map((order) => {
          const user = userById.get(order.userId) ?? null;
          return { ...order, user: user?.name ?? null };
        });
      }
    `,
  },
  {
    name: 'findFirst as the whole of a callback',
    operation: 'row by unique key',
    shape: 'Promise.all(map)',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const users = await Promise.all(orders.map((order) => db.user.findFirst({ where: { id: order.userId } })));
        return users.map((user) => user?.email);
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const allUsers = await db.user.findMany({ where: { id: { in: userIds } } });
        const userById = new Map(allUsers.map((user) => [user.id, user]));
        const users = orders.map((order) => userById.get(order.userId) ?? null);
        return users.map((user) => user?.email);
      }
    `,
  },
  {
    name: 'findUnique in a reduce chain',
    operation: 'row by unique key',
    shape: 'reduce',
    code: `
      export async function run(db: Db, orders: Order[]) {
        return orders.reduce(async (previous, order) => {
          const names = await previous;
          const user = await db.user.findUnique({ where: { id: order.userId } });
          return user ? [...names, user.name] : names;
        }, Promise.resolve<string[]>([]));
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const users = await db.user.findMany({ where: { id: { in: userIds } } });
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
    name: 'findMany in forEach',
    operation: 'rows by foreign key',
    shape: 'forEach',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const names: string[] = [];
        orders.forEach(async (order) => {
          const posts = await db.post.findMany({ where: { authorId: order.userId } });
          for (const { title } of posts) names.push(title);
        });
        return names;
      }
    `,
    refused: 'abandoned',
  },
  {
    name: 'findUnique after a filter',
    operation: 'row by unique key',
    shape: 'filter before',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const names: (string | undefined)[] = [];
        for (const order of orders.filter(({ quantity }) => quantity > 1)) {
          const user = await db.user.findUnique({ where: { id: order.userId } });
          names.push(user?.name);
        }
        return names;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const names: (string | undefined)[] = [];
        const selectedOrders = orders.filter(({ quantity }) => quantity > 1);
        const userIds = [...new Set(selectedOrders.map((order) => order.userId))];
        const users = await db.user.findMany({ where: { id: { in: userIds } } });
        const userById = new Map(users.map((user) => [user.id, user]));
        for (const order of selectedOrders) {
          const user = userById.get(order.userId) ?? null;
          names.push(user?.name);
        }
        return names;
      }
    `,
  },
  {
    name: 'findUnique behind a guard',
    operation: 'row by unique key',
    shape: 'guard',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const names: (string | undefined)[] = [];
        for (const order of orders) {
          if (order.editorId === null) continue;
          const editor = await db.user.findUnique({ where: { id: order.editorId } });
          names.push(editor?.name);
        }
        return names;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const names: (string | undefined)[] = [];
        const editorIds = [...new Set(orders.flatMap((order) => (order.editorId !== null ? [order.editorId] : [])))];
        const editors = await db.user.findMany({ where: { id: { in: editorIds } } });
        const editorById = new Map(editors.map((editor) => [editor.id, editor]));
        for (const order of orders) {
          if (order.editorId === null) continue;
          const editor = editorById.get(order.editorId) ?? null;
          names.push(editor?.name);
        }
        return names;
      }
    `,
  },
  {
    name: 'findUnique under a condition',
    operation: 'row by unique key',
    shape: 'guard',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const names: string[] = [];
        for (const order of orders) {
          if (order.reviewerId) {
            const reviewer = await db.user.findUnique({ where: { id: order.reviewerId } });
            names.push(reviewer ? reviewer.name : 'gone');
          } else {
            names.push('none');
          }
        }
        return names;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const names: string[] = [];
        const reviewerIds = [...new Set(orders.flatMap((order) => (order.reviewerId ? [order.reviewerId] : [])))];
        const reviewers = await db.user.findMany({ where: { id: { in: reviewerIds } } });
        const reviewerById = new Map(reviewers.map((reviewer) => [reviewer.id, reviewer]));
        for (const order of orders) {
          if (order.reviewerId) {
            const reviewer = reviewerById.get(order.reviewerId) ?? null;
            names.push(reviewer ? reviewer.name : 'gone');
          } else {
            names.push('none');
          }
        }
        return names;
      }
    `,
  },
  {
    name: 'findUnique in a conditional expression',
    operation: 'row by unique key',
    shape: 'guard',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const names: (string | undefined)[] = [];
        for (const order of orders) {
          const editor = order.editorId ? await db.user.findUnique({ where: { id: order.editorId } }) : null;
          names.push(editor?.name);
        }
        return names;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const names: (string | undefined)[] = [];
        const editorIds = [...new Set(orders.flatMap((order) => (order.editorId ? [order.editorId] : [])))];
        const users = await db.user.findMany({ where: { id: { in: editorIds } } });
        const userById = new Map(users.map((user) => [user.id, user]));
        for (const order of orders) {
          const editor = order.editorId ? (userById.get(order.editorId) ?? null) : null;
          names.push(editor?.name);
        }
        return names;
      }
    `,
  },
  {
    name: 'findUnique in a loop that may stop early',
    operation: 'row by unique key',
    shape: 'early exit',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          const user = await db.user.findUnique({ where: { id: order.userId } });
          if (user?.name === 'User 12') return order;
        }
        return null;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const users = await db.user.findMany({ where: { id: { in: userIds } } });
        const userById = new Map(users.map((user) => [user.id, user]));
        for (const order of orders) {
          const user = userById.get(order.userId) ?? null;
          if (user?.name === 'User 12') return order;
        }
        return null;
      }
    `,
    caveat: /even if the loop stops early/,
  },
  {
    name: 'findUnique by a destructured key',
    operation: 'row by unique key',
    shape: 'destructured element',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const names: (string | undefined)[] = [];
        for (const { userId, quantity } of orders) {
          const user = await db.user.findUnique({ where: { id: userId } });
          for (let time = 0; time < quantity; time++) names.push(user?.name);
        }
        return names;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const names: (string | undefined)[] = [];
        const userIds = [...new Set(orders.map(({ userId, quantity }) => userId))];
        const users = await db.user.findMany({ where: { id: { in: userIds } } });
        const userById = new Map(users.map((user) => [user.id, user]));
        for (const { userId, quantity } of orders) {
          const user = userById.get(userId) ?? null;
          for (let time = 0; time < quantity; time++) names.push(user?.name);
        }
        return names;
      }
    `,
  },
  {
    name: 'findFirst in a map over destructured elements',
    operation: 'row by unique key',
    shape: 'destructured element',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const labels = await Promise.all(
          orders.map(async ({ id, userId }) => {
            const user = await db.user.findFirst({ where: { id: userId } });
            return \`\${id} \${user?.name}\`;
          }),
        );
        return labels;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const userIds = [...new Set(orders.map(({ id, userId }) => userId))];
        const users = await db.user.findMany({ where: { id: { in: userIds } } });
        const userById = new Map(users.map((user) => [user.id, user]));
        const labels = orders.map(({ id, userId }) => {
          const user = userById.get(userId) ?? null;
          return \`\${id} \${user?.name}\`;
        });
        return labels;
      }
    `,
  },
  {
    name: 'findUnique by a nested property',
    operation: 'row by unique key',
    shape: 'nested property',
    code: `
      export async function run(db: Db, orders: Order[]) {
        let count = 0;
        for (const order of orders) {
          const user = await db.user.findUnique({ where: { id: order.line.orderId } });
          if (user) count++;
        }
        return count;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        let count = 0;
        const orderIds = [...new Set(orders.map((order) => order.line.orderId))];
        const users = await db.user.findMany({ where: { id: { in: orderIds } } });
        const userById = new Map(users.map((user) => [user.id, user]));
        for (const order of orders) {
          const user = userById.get(order.line.orderId) ?? null;
          if (user) count++;
        }
        return count;
      }
    `,
  },
  {
    name: 'findUnique whose row is destructured',
    operation: 'row by unique key',
    shape: 'destructured row',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const mails: string[] = [];
        for (const order of orders) {
          if (order.userId > 1000) continue;
          const { name, email } = (await db.user.findUnique({ where: { id: order.userId } }))!;
          mails.push(\`\${name} <\${email}>\`);
        }
        return mails;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const mails: string[] = [];
        const userIds = [...new Set(orders.flatMap((order) => (!(order.userId > 1000) ? [order.userId] : [])))];
        const users = await db.user.findMany({ where: { id: { in: userIds } } });
        const userById = new Map(users.map((user) => [user.id, user]));
        for (const order of orders) {
          if (order.userId > 1000) continue;
          const { name, email } = (userById.get(order.userId) ?? null)!;
          mails.push(\`\${name} <\${email}>\`);
        }
        return mails;
      }
    `,
  },
  {
    name: 'two findUnique in one body',
    operation: 'row by unique key',
    shape: 'several queries',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const pairs: [string | undefined, string | undefined][] = [];
        for (const order of orders) {
          const user = await db.user.findUnique({ where: { id: order.userId } });
          const document = await db.document.findUnique({ where: { id: order.documentId }, select: { title: true } });
          pairs.push([user?.name, document?.title]);
        }
        return pairs;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const pairs: [string | undefined, string | undefined][] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const users = await db.user.findMany({ where: { id: { in: userIds } } });
        const userById = new Map(users.map((user) => [user.id, user]));
        const documentIds = [...new Set(orders.map((order) => order.documentId))];
        const documents = await db.document.findMany({ where: { id: { in: documentIds } }, select: { id: true, title: true } });
        const documentById = new Map(documents.map((document) => [document.id, document]));
        for (const order of orders) {
          const user = userById.get(order.userId) ?? null;
          const document = documentById.get(order.documentId) ?? null;
          pairs.push([user?.name, document?.title]);
        }
        return pairs;
      }
    `,
  },
  {
    name: 'a local helper that reads one row',
    operation: 'row by unique key',
    shape: 'local helper',
    code: `
      async function loadUser(db: Db, id: number) {
        return db.user.findUnique({ where: { id } });
      }

      export async function run(db: Db, orders: Order[]) {
        const names: (string | undefined)[] = [];
        for (const order of orders) {
          const user = await loadUser(db, order.userId);
          names.push(user?.name);
        }
        return names;
      }
    `,
    after: `
      async function loadUsersByIds(db: Db, ids: readonly number[]) {
        const users = await db.user.findMany({ where: { id: { in: [...new Set(ids)] } } });
        return new Map(users.map((user) => [user.id, user]));
      }

      export async function run(db: Db, orders: Order[]) {
        const names: (string | undefined)[] = [];
        const userById = await loadUsersByIds(db, orders.map((order) => order.userId));
        for (const order of orders) {
          const user = userById.get(order.userId) ?? null;
          names.push(user?.name);
        }
        return names;
      }
    `,
  },
  {
    name: 'findUnique whose error is caught in the loop',
    operation: 'row by unique key',
    shape: 'try in the loop',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const names: string[] = [];
        for (const order of orders) {
          try {
            const user = await db.user.findUniqueOrThrow({ where: { id: order.userId } });
            names.push(user.name);
          } catch {
            names.push('nobody');
          }
        }
        return names;
      }
    `,
    refused: 'caughtPerElement',
  },
  {
    name: 'findUnique by a bigint',
    operation: 'row by unique key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const balances: (number | undefined)[] = [];
        for (const order of orders) {
          const account = await db.account.findUnique({ where: { id: order.accountId } });
          balances.push(account?.balance);
        }
        return balances;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const balances: (number | undefined)[] = [];
        const accountIds = [...new Set(orders.map((order) => order.accountId))];
        const accounts = await db.account.findMany({ where: { id: { in: accountIds } } });
        const accountById = new Map(accounts.map((account) => [account.id, account]));
        for (const order of orders) {
          const account = accountById.get(order.accountId) ?? null;
          balances.push(account?.balance);
        }
        return balances;
      }
    `,
  },
  {
    name: 'findUnique by a date',
    operation: 'row by unique key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const notes: (string | undefined)[] = [];
        for (const order of orders) {
          const day = await db.day.findUnique({ where: { day: order.day } });
          notes.push(day?.note);
        }
        return notes;
      }
    `,
    refused: 'incomparableKey',
  },
  {
    name: 'findUnique by two fields',
    operation: 'row by composite key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const quantities: number[] = [];
        for (const { line } of orders) {
          const item = await db.orderItem.findUnique({ where: { orderId_sku: { orderId: line.orderId, sku: line.sku } } });
          quantities.push(item?.quantity ?? 0);
        }
        return quantities;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const quantities: number[] = [];
        const orderItemKeys = [...new Map(orders.map(({ line }) => [JSON.stringify([line.orderId, line.sku]), { orderId: line.orderId, sku: line.sku }] as const)).values()];
        const orderItems = await db.orderItem.findMany({ where: { OR: orderItemKeys } });
        const orderItemByOrderIdAndSku = new Map(orderItems.map((orderItem) => [JSON.stringify([orderItem.orderId, orderItem.sku]), orderItem]));
        for (const { line } of orders) {
          const item = orderItemByOrderIdAndSku.get(JSON.stringify([line.orderId, line.sku])) ?? null;
          quantities.push(item?.quantity ?? 0);
        }
        return quantities;
      }
    `,
  },
  {
    name: 'findFirst by two fields',
    operation: 'row by composite key',
    shape: 'Promise.all(map)',
    code: `
      export async function run(db: Db, orders: Order[]) {
        return Promise.all(
          orders.map(async ({ line: { orderId, sku } }) => {
            const item = await db.orderItem.findFirst({ where: { orderId, sku } });
            return item?.quantity;
          }),
        );
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const orderItemKeys = [...new Map(orders.map(({ line: { orderId, sku } }) => [JSON.stringify([orderId, sku]), { orderId, sku }] as const)).values()];
        const orderItems = await db.orderItem.findMany({ where: { OR: orderItemKeys } });
        const orderItemByOrderIdAndSku = new Map(orderItems.map((orderItem) => [JSON.stringify([orderItem.orderId, orderItem.sku]), orderItem]));
        return orders.map(({ line: { orderId, sku } }) => {
          const item = orderItemByOrderIdAndSku.get(JSON.stringify([orderId, sku])) ?? null;
          return item?.quantity;
        });
      }
    `,
  },
  {
    name: 'findMany by a foreign key',
    operation: 'rows by foreign key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const titles: string[][] = [];
        for (const order of orders) {
          const posts = await db.post.findMany({ where: { authorId: order.userId }, orderBy: { id: 'desc' } });
          titles.push(posts.map(({ title }) => title));
        }
        return titles;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const titles: string[][] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const allPosts = await db.post.findMany({ where: { authorId: { in: userIds } }, orderBy: { id: 'desc' } });
        const postsByAuthorId = new Map<(typeof allPosts)[number]['authorId'], typeof allPosts>();
        for (const post of allPosts) {
          const group = postsByAuthorId.get(post.authorId);
          if (group) group.push(post);
          else postsByAuthorId.set(post.authorId, [post]);
        }
        for (const order of orders) {
          const posts = postsByAuthorId.get(order.userId) ?? [];
          titles.push(posts.map(({ title }) => title));
        }
        return titles;
      }
    `,
  },
  {
    name: 'findMany with another filter in Promise.all',
    operation: 'rows by foreign key',
    shape: 'Promise.all(map)',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const since = new Date('2024-04-01');
        return Promise.all(
          orders.map(async (order) => ({
            order: order.id,
            posts: await db.post.findMany({ where: { authorId: order.userId, created: { gt: since } }, select: { title: true } }),
          })),
        );
      }
    `,
    refused: 'rowEscapes',
  },
  {
    name: 'findMany with a limit',
    operation: 'rows by foreign key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const titles: string[][] = [];
        for (const order of orders) {
          const posts = await db.post.findMany({ where: { authorId: order.userId }, orderBy: { id: 'asc' }, take: 1 });
          titles.push(posts.map(({ title }) => title));
        }
        return titles;
      }
    `,
    refused: 'limited',
  },
  {
    name: 'findFirst by a foreign key',
    operation: 'rows by foreign key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const titles: (string | undefined)[] = [];
        for (const order of orders) {
          const post = await db.post.findFirst({ where: { authorId: order.userId } });
          titles.push(post?.title);
        }
        return titles;
      }
    `,
    refused: 'notUnique',
  },
  {
    name: 'findMany by a key that may be null',
    operation: 'rows by foreign key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const titles: string[][] = [];
        for (const order of orders) {
          const posts = await db.post.findMany({ where: { authorId: order.editorId } });
          titles.push(posts.map(({ title }) => title));
        }
        return titles;
      }
    `,
    refused: 'nullableKey',
  },
  {
    name: 'findMany whose rows are changed',
    operation: 'rows by foreign key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const titles: string[] = [];
        for (const order of orders) {
          const posts = await db.post.findMany({ where: { authorId: order.userId } });
          for (const post of posts) post.title += '!';
          titles.push(...posts.map(({ title }) => title));
        }
        return titles;
      }
    `,
    refused: 'loopCarried',
  },
  {
    name: 'count by a foreign key',
    operation: 'count by foreign key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const counts: number[] = [];
        for (const order of orders) {
          counts.push(await db.post.count({ where: { authorId: order.userId } }));
        }
        return counts;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const counts: number[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const postCounts = await db.post.groupBy({ by: ['authorId'], _count: { _all: true }, where: { authorId: { in: userIds } } });
        const postCountByAuthorId = new Map(postCounts.map((group) => [group.authorId, group._count._all]));
        for (const order of orders) {
          counts.push(postCountByAuthorId.get(order.userId) ?? 0);
        }
        return counts;
      }
    `,
  },
  {
    name: 'create for each element',
    operation: 'insert',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          await db.audit.create({ data: { userId: order.userId, action: 'ordered' } });
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        await db.audit.createMany({ data: orders.map((order) => ({ userId: order.userId, action: 'ordered' })) });
      }
    `,
  },
  {
    name: 'create for each element at once',
    operation: 'insert',
    shape: 'Promise.all(map)',
    code: `
      export async function run(db: Db, orders: Order[]) {
        await Promise.all(orders.map((order) => db.audit.create({ data: { userId: order.userId, action: 'ordered' } })));
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        await db.audit.createMany({ data: orders.map((order) => ({ userId: order.userId, action: 'ordered' })) });
      }
    `,
  },
  {
    name: 'create behind a guard',
    operation: 'insert',
    shape: 'guard',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const { editorId, quantity } of orders) {
          if (editorId === null) continue;
          await db.audit.create({ data: { userId: editorId, action: \`edited \${quantity}\` } });
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        await db.audit.createMany({ data: orders.flatMap(({ editorId, quantity }) => (editorId !== null ? [{ userId: editorId, action: \`edited \${quantity}\` }] : [])) });
      }
    `,
  },
  {
    name: 'create whose row is used',
    operation: 'insert',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const ids: number[] = [];
        for (const order of orders) {
          const { id } = await db.audit.create({ data: { userId: order.userId, action: 'ordered' } });
          ids.push(id);
        }
        return ids;
      }
    `,
    refused: 'resultNeeded',
  },
  {
    name: 'create beside other work',
    operation: 'insert',
    shape: 'guard',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const seen: string[] = [];
        for (const order of orders) {
          seen.push(order.email);
          // Who ordered.
          if (order.quantity > 2) await db.audit.create({ data: { userId: order.userId, action: 'ordered' } });
          if (order.quantity > 4) break;
          seen.push(order.documentId);
        }
        return seen;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const seen: string[] = [];
        const auditRows = [];
        for (const order of orders) {
          seen.push(order.email);
          // Who ordered.
          if (order.quantity > 2) auditRows.push({ userId: order.userId, action: 'ordered' });
          if (order.quantity > 4) break;
          seen.push(order.documentId);
        }
        if (auditRows.length > 0) await db.audit.createMany({ data: auditRows });
        return seen;
      }
    `,
    caveat: /Where an iteration fails, none of them is written; check that nothing in the loop needs that they are/,
  },
  {
    name: 'create beside other work in Promise.all, whose results are returned',
    operation: 'insert',
    shape: 'Promise.all(map)',
    code: `
      const auditOf = (userId: number) => ({ userId, action: 'counted' });

      export async function run(db: Db, orders: Order[]) {
        return await Promise.all(
          orders.map(async (order) => {
            const { count } = await db.counter.updateMany({ where: { id: order.id }, data: { value: { increment: 1 } } });
            await db.audit.create({
              // One for each.
              data: auditOf(
                order.userId,
              ),
            });
            return count;
          }),
        );
      }
    `,
    after: `
      const auditOf = (userId: number) => ({ userId, action: 'counted' });

      export async function run(db: Db, orders: Order[]) {
        const auditRows: ReturnType<typeof auditOf>[] = [];
        const results = await Promise.all(
          orders.map(async (order) => {
            const { count } = await db.counter.updateMany({ where: { id: order.id }, data: { value: { increment: 1 } } });
            auditRows.push(auditOf(
              order.userId,
            ));
            return count;
          }),
        );
        if (auditRows.length > 0) {
          await db.audit.createMany({
            // One for each.
            data: auditRows,
          });
        }
        return results;
      }
    `,
  },
  {
    name: 'create beside other work in Promise.all, of a function that does not wait',
    operation: 'insert',
    shape: 'Promise.all(map)',
    code: `
      export function run(db: Db, orders: Order[]) {
        return Promise.all(
          orders.map(async (order) => {
            const count = await db.post.count({ where: { authorId: order.userId, score: { gt: order.quantity } } });
            if (count > 1) await db.audit.create({ data: { userId: order.userId, action: \`counted \${count}\` } });
            return count;
          }),
        );
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const auditRows: { userId: number; action: string }[] = [];
        const results = await Promise.all(
          orders.map(async (order) => {
            const count = await db.post.count({ where: { authorId: order.userId, score: { gt: order.quantity } } });
            if (count > 1) auditRows.push({ userId: order.userId, action: \`counted \${count}\` });
            return count;
          }),
        );
        if (auditRows.length > 0) await db.audit.createMany({ data: auditRows });
        return results;
      }
    `,
  },
  {
    name: 'create after which nothing is awaited',
    operation: 'insert',
    shape: 'Promise.all(map)',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const late = await Promise.all(
          orders.map(async (order) => {
            const isLate = order.quantity > 3;
            if (isLate) {
              await db.audit.create({ data: { userId: order.userId, action: 'late' } });
            }
            return isLate;
          }),
        );
        return late;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const auditRows: { userId: number; action: string }[] = [];
        const late = orders.map((order) => {
          const isLate = order.quantity > 3;
          if (isLate) {
            auditRows.push({ userId: order.userId, action: 'late' });
          }
          return isLate;
        });
        if (auditRows.length > 0) await db.audit.createMany({ data: auditRows });
        return late;
      }
    `,
  },
  {
    name: 'createMany for each',
    operation: 'insert',
    shape: 'guard',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          const actions = ['seen', 'sold'].slice(0, order.quantity);
          const rows = actions.map((action) => ({ userId: order.userId, action }));
          if (rows.length > 0) {
            await db.audit.createMany({ data: rows });
          } else {
            order.quantity = 0;
          }
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const auditRows = [];
        for (const order of orders) {
          const actions = ['seen', 'sold'].slice(0, order.quantity);
          const rows = actions.map((action) => ({ userId: order.userId, action }));
          if (rows.length > 0) {
            auditRows.push(...rows);
          } else {
            order.quantity = 0;
          }
        }
        if (auditRows.length > 0) await db.audit.createMany({ data: auditRows });
      }
    `,
  },
  {
    name: 'create, and the function is left',
    operation: 'insert',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          await db.audit.create({ data: { userId: order.userId, action: 'seen' } });
          if (order.quantity > 4) return order.email;
        }
        return undefined;
      }
    `,
    refused: 'leavesFunction',
  },
  {
    name: 'two creates of one table, one after another',
    operation: 'insert',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          await db.audit.create({ data: { userId: order.userId, action: 'seen' } });
          await db.audit.create({ data: { userId: order.userId, action: 'sold' } });
        }
      }
    `,
    refused: 'readAgain',
  },
  {
    name: 'two creates of one table, at once',
    operation: 'insert',
    shape: 'Promise.all(map)',
    code: `
      export async function run(db: Db, orders: Order[]) {
        return Promise.all(
          orders.map(async (order) => {
            await db.audit.create({ data: { userId: order.userId, action: 'seen' } });
            await db.audit.create({ data: { userId: order.userId, action: 'sold' } });
            return order.email;
          }),
        );
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const auditRows: { userId: number; action: string }[] = [];
        const allAuditRows: { userId: number; action: string }[] = [];
        const results = orders.map((order) => {
          auditRows.push({ userId: order.userId, action: 'seen' });
          allAuditRows.push({ userId: order.userId, action: 'sold' });
          return order.email;
        });
        if (auditRows.length > 0) await db.audit.createMany({ data: auditRows });
        if (allAuditRows.length > 0) await db.audit.createMany({ data: allAuditRows });
        return results;
      }
    `,
    caveat: /Other audits that the loop writes may come before them/,
  },
  {
    name: 'create, and the table is read',
    operation: 'insert',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const counts: number[] = [];
        for (const order of orders) {
          await db.audit.create({ data: { userId: order.userId, action: 'seen' } });
          counts.push(await db.audit.count());
        }
        return counts;
      }
    `,
    refused: 'readAgain',
  },
  {
    name: 'create of a row whose type cannot be seen',
    operation: 'insert',
    shape: 'Promise.all(map)',
    code: `
      export async function run(db: Db, orders: Order[]) {
        return await Promise.all(orders.map(async (order) => {
          interface Row { userId: number; action: string }
          const row: Row = { userId: order.userId, action: 'seen' };
          await db.audit.create({ data: row });
          return order.email;
        }));
      }
    `,
    refused: 'rowType',
  },
  {
    name: 'create of a row that is changed after it',
    operation: 'insert',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const actions: string[] = [];
        for (const order of orders) {
          const row = { userId: order.userId, action: 'seen' };
          await db.audit.create({ data: row });
          row.action = 'written';
          actions.push(row.action);
        }
        return actions;
      }
    `,
    refused: 'rowMutated',
  },
  {
    name: 'create with a finally',
    operation: 'insert',
    shape: 'try in the loop',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const done: number[] = [];
        for (const order of orders) {
          try {
            await db.audit.create({ data: { userId: order.userId, action: 'seen' } });
          } finally {
            done.push(order.id);
          }
        }
        return done;
      }
    `,
    refused: 'otherWork',
  },
  {
    name: 'deleteMany by key',
    operation: 'delete by key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          await db.counter.deleteMany({ where: { id: order.userId } });
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        await db.counter.deleteMany({ where: { id: { in: orders.map((order) => order.userId) } } });
      }
    `,
  },
  {
    name: 'updateMany with the same values',
    operation: 'update with the same values',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          await db.counter.updateMany({ where: { id: order.userId }, data: { value: 7 } });
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        await db.counter.updateMany({ where: { id: { in: orders.map((order) => order.userId) } }, data: { value: 7 } });
      }
    `,
  },
  {
    name: 'update with other values for each element',
    operation: 'update with other values',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          await db.counter.updateMany({ where: { id: order.userId }, data: { value: order.quantity } });
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        await db.$transaction(orders.map((order) => db.counter.updateMany({ where: { id: order.userId }, data: { value: order.quantity } })));
      }
    `,
    sendsEach: true,
    caveat:
      /^Send the updates in one `\$transaction`, on one connection, all or none \(still one statement per element\)\. Prisma 7 undoes it after its `timeout`, by default 5 s\.$/,
  },
  {
    name: 'update of one row with other values, on conditions and over lines',
    operation: 'update with other values',
    shape: 'guard',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          if (order.quantity < 2) continue;
          const name = \`Order \${order.id}\`;
          await db.user.update({
            // The name is shown.
            where: { id: order.id },
            data: { name, parentId: { increment: order.quantity } },
          });
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        await db.$transaction(orders.flatMap((order) => {
          if (order.quantity < 2) return [];
          const name = \`Order \${order.id}\`;
          return [db.user.update({
            // The name is shown.
            where: { id: order.id },
            data: { name, parentId: { increment: order.quantity } },
          })];
        }));
      }
    `,
    sendsEach: true,
  },
  {
    name: 'increment by key',
    operation: 'update with other values',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          await db.counter.updateMany({ where: { id: order.userId }, data: { value: { increment: 1 } } });
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        await db.$transaction(orders.map((order) => db.counter.updateMany({ where: { id: order.userId }, data: { value: { increment: 1 } } })));
      }
    `,
    sendsEach: true,
  },
  {
    name: 'updates whose rows are used as a list',
    operation: 'update with other values',
    shape: 'Promise.all(map)',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const users = await Promise.all(
          orders.map((order) =>
            db.user.update({
              where: { id: order.id },
              data: { name: order.email },
            }),
          ),
        );
        return users.map((user) => user.name);
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const users = await db.$transaction(orders.map((order) => db.user.update({
          where: { id: order.id },
          data: { name: order.email },
        })));
        return users.map((user) => user.name);
      }
    `,
    sendsEach: true,
  },
  {
    name: 'updates of an async callback, returned',
    operation: 'update with other values',
    shape: 'Promise.all(map)',
    code: `
      export async function run(db: Db, orders: Order[]) {
        return Promise.all(
          orders.map(async (order) => {
            const name = order.email.toUpperCase();
            return await db.user.update({ where: { id: order.id }, data: { name }, select: { name: true } });
          }),
        );
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        return db.$transaction(orders.map((order) => {
          const name = order.email.toUpperCase();
          return db.user.update({ where: { id: order.id }, data: { name }, select: { name: true } });
        }));
      }
    `,
    sendsEach: true,
  },
  {
    name: 'upsert for each element',
    operation: 'update with other values',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const { id, quantity } of orders) {
          await db.counter.upsert({ where: { id }, create: { id, value: quantity }, update: { value: quantity } });
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        await db.$transaction(orders.map(({ id, quantity }) => db.counter.upsert({ where: { id }, create: { id, value: quantity }, update: { value: quantity } })));
      }
    `,
    sendsEach: true,
    caveat: /^Send the upserts in one `\$transaction`/,
  },
  {
    name: 'updates in chunks',
    operation: 'update with other values',
    shape: 'for…of',
    maxBatchSize: 2,
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          await db.counter.updateMany({ where: { id: order.userId }, data: { value: order.quantity } });
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const counterUpdates = orders.map((order) => db.counter.updateMany({ where: { id: order.userId }, data: { value: order.quantity } }));
        for (let start = 0; start < counterUpdates.length; start += 2) {
          const chunk = counterUpdates.slice(start, start + 2);
          await db.$transaction(chunk);
        }
      }
    `,
    sendsEach: true,
    caveat: /^Send the updates in one `\$transaction` for each 2, on one connection/,
  },
  {
    name: 'an update in raw SQL',
    operation: 'update with other values',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          await db.$executeRaw\`UPDATE counters SET value = value + \${order.quantity} WHERE id = \${order.userId}\`;
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        await db.$transaction(orders.map((order) => db.$executeRaw\`UPDATE counters SET value = value + \${order.quantity} WHERE id = \${order.userId}\`));
      }
    `,
    sendsEach: true,
    caveat: /^Send the statements in one `\$transaction`/,
  },
  {
    name: 'updates in an interactive transaction',
    operation: 'update with other values',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        await db.$transaction(async (tx) => {
          for (const order of orders) {
            await tx.counter.updateMany({ where: { id: order.userId }, data: { value: order.quantity } });
          }
        });
      }
    `,
    refused: 'noListOfStatements',
  },
  {
    name: 'updates whose errors are handled one by one',
    operation: 'update with other values',
    shape: 'try in the loop',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          await db.user.update({ where: { id: order.userId }, data: { name: order.email } }).catch(() => undefined);
        }
      }
    `,
    refused: 'caughtPerElement',
  },
  {
    name: 'updates with a value that an iteration hands on to the next',
    operation: 'update with other values',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        let total = 0;
        for (const order of orders) {
          await db.counter.update({ where: { id: order.id }, data: { value: total } });
          total += order.quantity;
        }
        return total;
      }
    `,
    refused: 'loopCarried',
  },
  {
    name: 'a query in which nothing varies',
    operation: 'invariant query',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const labels: string[] = [];
        for (const order of orders) {
          const first = await db.user.findFirst({ where: { parentId: null }, orderBy: { id: 'asc' } });
          labels.push(\`\${order.id} \${first?.name}\`);
        }
        return labels;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const labels: string[] = [];
        const first = await db.user.findFirst({ where: { parentId: null }, orderBy: { id: 'asc' } });
        for (const order of orders) {
          labels.push(\`\${order.id} \${first?.name}\`);
        }
        return labels;
      }
    `,
  },
  {
    name: 'key from a function',
    operation: 'row by unique key',
    shape: 'for…of',
    code: `
      function keyOf(order: Order): number {
        return order.userId + order.quantity;
      }

      export async function run(db: Db, orders: Order[]) {
        const names: (string | undefined)[] = [];
        for (const order of orders) {
          const user = await db.user.findUnique({ where: { id: keyOf(order) } });
          names.push(user?.name);
        }
        return names;
      }
    `,
    refused: 'keyNotKnownBefore', // keyNotKnownBefore
  },
  {
    name: 'key from a query',
    operation: 'row by unique key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const names: (string | undefined)[] = [];
        for (const order of orders) {
          const [latest] = await db.post.findMany({ where: { authorId: order.userId }, take: 1 });
          const user = await db.user.findUnique({ where: { id: latest?.id ?? 0 } });
          names.push(user?.name);
        }
        return names;
      }
    `,
    refused: 'keyDependsOnQuery',
  },
  {
    name: 'unknown call between',
    operation: 'row by unique key',
    shape: 'for…of',
    code: `
      const seen: (string | undefined)[] = [];
      const handlers: Record<string, (name: string | undefined) => Promise<void>> = {
        notify: async (name) => void seen.push(name),
      };

      export async function run(db: Db, orders: Order[]) {
        seen.length = 0;
        for (const order of orders) {
          const user = await db.user.findUnique({ where: { id: order.userId } });
          await handlers['notify']?.(user?.name);
        }
        return [...seen];
      }
    `,
    after: `
      const seen: (string | undefined)[] = [];
      const handlers: Record<string, (name: string | undefined) => Promise<void>> = {
        notify: async (name) => void seen.push(name),
      };

      export async function run(db: Db, orders: Order[]) {
        seen.length = 0;
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const users = await db.user.findMany({ where: { id: { in: userIds } } });
        const userById = new Map(users.map((user) => [user.id, user]));
        for (const order of orders) {
          const user = userById.get(order.userId) ?? null;
          await handlers['notify']?.(user?.name);
        }
        return [...seen];
      }
    `,
    caveat: /Check that nothing in the loop changes what is read/,
  },
  {
    name: 'promises in a list',
    operation: 'rows by foreign key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const pending: Promise<unknown>[] = [];
        for (const order of orders) {
          const posts = db.post.findMany({ where: { authorId: order.userId } });
          pending.push(posts);
        }
        return Promise.all(pending);
      }
    `,
    refused: 'promiseKept', // promiseKept
  },
  {
    name: 'promises settled',
    operation: 'rows by foreign key',
    shape: 'Promise.all(map)',
    code: `
      export async function run(db: Db, orders: Order[]) {
        return Promise.allSettled(orders.map(async (order) => await db.post.findMany({ where: { authorId: order.userId } })));
      }
    `,
    refused: 'settledPerElement', // settledPerElement
  },
  {
    name: 'generator',
    operation: 'row by unique key',
    shape: 'for…of',
    code: `
      function* late(orders: Order[]) {
        for (const order of orders) if (order.quantity > 2) yield order;
      }

      export async function run(db: Db, orders: Order[]) {
        const names: (string | undefined)[] = [];
        for (const order of late(orders)) {
          const user = await db.user.findUnique({ where: { id: order.userId } });
          names.push(user?.name);
        }
        return names;
      }
    `,
    refused: 'readOnce', // readOnce
  },
  {
    name: 'while',
    operation: 'row by unique key',
    shape: 'index for',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const names: (string | undefined)[] = [];
        const open = [...orders];
        while (open.length > 0) {
          const order = open.pop()!;
          const user = await db.user.findUnique({ where: { id: order.userId } });
          names.push(user?.name);
        }
        return names;
      }
    `,
    refused: 'loopForm', // loopForm
  },
  {
    name: 'list that changes',
    operation: 'row by unique key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const names: (string | undefined)[] = [];
        for (const order of orders) {
          const user = await db.user.findUnique({ where: { id: order.userId } });
          names.push(user?.name);
          if (!user) orders.pop();
        }
        return names;
      }
    `,
    refused: 'changedSource',
  },
  {
    name: 'helper that does more',
    operation: 'row by unique key',
    shape: 'local helper',
    code: `
      async function nameOf(db: Db, id: number) {
        const user = await db.user.findUnique({ where: { id } });
        return user?.name.toUpperCase();
      }

      export async function run(db: Db, orders: Order[]) {
        const names: (string | undefined)[] = [];
        for (const order of orders) names.push(await nameOf(db, order.userId));
        return names;
      }
    `,
    refused: 'helperForm', // helperForm
  },
  {
    name: 'helper with several queries',
    operation: 'row by unique key',
    shape: 'local helper',
    code: `
      async function load(db: Db, id: number) {
        const user = await db.user.findUnique({ where: { id } });
        const posts = await db.post.findMany({ where: { authorId: id } });
        return { user, posts };
      }

      export async function run(db: Db, orders: Order[]) {
        const loaded: unknown[] = [];
        for (const order of orders) loaded.push(await load(db, order.userId));
        return loaded;
      }
    `,
    refused: 'severalQueries', // severalQueries
  },
  {
    name: 'helper of another file',
    operation: 'row by unique key',
    shape: 'local helper',
    code: `
      import { loadUser } from './prisma-helpers.js';

      export async function run(db: Db, orders: Order[]) {
        const names: (string | undefined)[] = [];
        for (const order of orders) {
          const user = await loadUser(db, order.userId);
          names.push(user?.name);
        }
        return names;
      }
    `,
    refused: 'otherFile', // otherFile
  },
  {
    name: 'rows of an insert',
    operation: 'insert',
    shape: 'Promise.all(map)',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const created = await Promise.all(orders.map((order) => db.audit.create({ data: { userId: order.userId, action: 'seen' } })));
        return created.map(({ id }) => id);
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const created = await db.$transaction(orders.map((order) => db.audit.create({ data: { userId: order.userId, action: 'seen' } })));
        return created.map(({ id }) => id);
      }
    `,
    sendsEach: true,
    caveat: /^Send the inserts in one `\$transaction`/,
  },
  {
    name: 'set of a column',
    operation: 'update with the same values',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          await db.user.updateMany({ where: { id: order.userId }, data: { name: { set: 'changed' } } });
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        await db.user.updateMany({ where: { id: { in: orders.map((order) => order.userId) } }, data: { name: { set: 'changed' } } });
      }
    `,
  },
  {
    name: 'create with a row of another table beside other work',
    operation: 'insert',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const seen: number[] = [];
        for (const order of orders) {
          await db.audit.create({ data: { action: 'seen', user: { connect: { id: order.userId } } } as never });
          seen.push(order.id);
        }
        return seen;
      }
    `,
    refused: 'nestedWrite',
  },
  {
    name: 'create with rows of another table that are spread into it',
    operation: 'insert',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const titles = ['first', 'second'];
        for (const { id, email } of orders) {
          await db.user.create({
            data: {
              id: id + 5000,
              email: \`\${id}-\${email}\`,
              name: email,
              ...(titles.length > 0 && {
                posts: { create: titles.map((title, index) => ({ id: (id + 5000) * 10 + index, title, score: 1, created: new Date(0) })) },
              }),
            },
          });
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const titles = ['first', 'second'];
        await db.$transaction(orders.map(({ id, email }) => db.user.create({
          data: {
            id: id + 5000,
            email: \`\${id}-\${email}\`,
            name: email,
            ...(titles.length > 0 && {
              posts: { create: titles.map((title, index) => ({ id: (id + 5000) * 10 + index, title, score: 1, created: new Date(0) })) },
            }),
          },
        })));
      }
    `,
    caveat: /all or none/,
    sendsEach: true,
  },
  {
    name: 'create with rows of another table that are spread from a variable, beside other work',
    operation: 'insert',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const seen: number[] = [];
        for (const { id, email } of orders) {
          const extra = { posts: { create: [{ id: id + 5000, title: email, score: 1, created: new Date(0) }] } };
          await db.user.create({ data: { id: id + 5000, email: \`\${id}-\${email}\`, name: email, ...extra } });
          seen.push(id);
        }
        return seen;
      }
    `,
    refused: 'nestedWrite',
  },
  {
    name: 'create with a row that may have rows of another table',
    operation: 'insert',
    shape: 'for…of',
    code: `
      type Row = Parameters<Db['user']['create']>[0]['data'];

      export async function run(db: Db, orders: Order[], rowOf: (order: Order) => Row = ({ id, email }) => ({ id: id + 5000, email, name: email })) {
        const seen: number[] = [];
        for (const order of orders) {
          await db.user.create({ data: rowOf(order) });
          seen.push(order.id);
        }
        return seen;
      }
    `,
    refused: 'nestedWrite',
  },
  {
    name: 'create with columns that are spread into it',
    operation: 'insert',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const { id, email, editorId } of orders) {
          const parent = editorId === null ? {} : { parentId: editorId };
          await db.user.create({ data: { id: id + 5000, email: \`\${id}-\${email}\`, name: email, ...parent } });
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        await db.user.createMany({ data: orders.map(({ id, email, editorId }) => {
          const parent = editorId === null ? {} : { parentId: editorId };
          return { id: id + 5000, email: \`\${id}-\${email}\`, name: email, ...parent };
        }) });
      }
    `,
  },
  {
    name: 'delete behind a call',
    operation: 'delete by key',
    shape: 'guard',
    code: `
      function isLate(order: Order): boolean {
        return order.quantity > 3;
      }

      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          if (isLate(order)) await db.counter.deleteMany({ where: { id: order.id } });
        }
      }
    `,
    after: `
      function isLate(order: Order): boolean {
        return order.quantity > 3;
      }

      export async function run(db: Db, orders: Order[]) {
        const counterIds: number[] = [];
        for (const order of orders) {
          if (isLate(order)) counterIds.push(order.id);
        }
        if (counterIds.length > 0) await db.counter.deleteMany({ where: { id: { in: counterIds } } });
      }
    `,
    caveat: /none of them is deleted/,
  },
  {
    name: 'row that must be there, taken apart',
    operation: 'row by unique key',
    shape: 'destructured row',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const names: string[] = [];
        for (const order of orders.filter(({ userId }) => userId < 400)) {
          const { name, email } = await db.user.findUniqueOrThrow({ where: { id: order.userId } });
          names.push(\`\${name} <\${email}>\`);
        }
        return names;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const names: string[] = [];
        const selectedOrders = orders.filter(({ userId }) => userId < 400);
        const userIds = [...new Set(selectedOrders.map((order) => order.userId))];
        const users = await db.user.findMany({ where: { id: { in: userIds } } });
        const userById = new Map(users.map((user) => [user.id, user]));
        for (const order of selectedOrders) {
          const user = userById.get(order.userId);
          if (!user) throw new Error(\`No user has the key \${order.userId}.\`);
          const { name, email } = user;
          names.push(\`\${name} <\${email}>\`);
        }
        return names;
      }
    `,
  },
  {
    name: 'two queries by one key',
    operation: 'row by unique key',
    shape: 'several queries',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const user = await db.user.findUnique({ where: { id: order.userId } });
          const posts = await db.post.findMany({ where: { authorId: order.userId }, orderBy: { id: 'asc' } });
          found.push(user?.name, posts.length);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const users = await db.user.findMany({ where: { id: { in: userIds } } });
        const userById = new Map(users.map((user) => [user.id, user]));
        const allPosts = await db.post.findMany({ where: { authorId: { in: userIds } }, orderBy: { id: 'asc' } });
        const postsByAuthorId = new Map<(typeof allPosts)[number]['authorId'], typeof allPosts>();
        for (const post of allPosts) {
          const group = postsByAuthorId.get(post.authorId);
          if (group) group.push(post);
          else postsByAuthorId.set(post.authorId, [post]);
        }
        for (const order of orders) {
          const user = userById.get(order.userId) ?? null;
          const posts = postsByAuthorId.get(order.userId) ?? [];
          found.push(user?.name, posts.length);
        }
        return found;
      }
    `,
  },
  {
    name: 'Promise.all over several lines',
    operation: 'rows by foreign key',
    shape: 'Promise.all(map)',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const named = await Promise.all(
          orders.map(async (order) => {
            const posts = await db.post.findMany({
              where: { authorId: order.userId },
            });
            if (posts.length === 0) {
              return { id: order.id };
            }
            return { id: order.id, count: posts.length };
          }),
        );
        return named;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const allPosts = await db.post.findMany({
          where: { authorId: { in: userIds } },
        });
        const postsByAuthorId = new Map<(typeof allPosts)[number]['authorId'], typeof allPosts>();
        for (const post of allPosts) {
          const group = postsByAuthorId.get(post.authorId);
          if (group) group.push(post);
          else postsByAuthorId.set(post.authorId, [post]);
        }
        const named = orders.map((order) => {
          const posts = postsByAuthorId.get(order.userId) ?? [];
          if (posts.length === 0) {
            return { id: order.id };
          }
          return { id: order.id, count: posts.length };
        });
        return named;
      }
    `,
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
          const user = await db.user.findUnique({ where: { id: order.userId } });
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
          users.push(...(await db.user.findMany({ where: { id: { in: userIds.slice(start, start + 4) } } })));
        }
        const userById = new Map(users.map((user) => [user.id, user]));
        for (const order of orders) {
          const user = userById.get(order.userId) ?? null;
          names.push(user?.name);
        }
        return names;
      }
    `,
  },
  {
    name: 'rows in chunks',
    operation: 'insert',
    shape: 'for…of',
    maxBatchSize: 4,
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          await db.audit.create({ data: { userId: order.userId, action: 'seen' } });
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const auditRows = orders.map((order) => ({ userId: order.userId, action: 'seen' }));
        for (let start = 0; start < auditRows.length; start += 4) {
          const chunk = auditRows.slice(start, start + 4);
          await db.audit.createMany({ data: chunk });
        }
      }
    `,
  },
  {
    name: 'aggregate, its object',
    operation: 'sum by foreign key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const stats = await db.post.aggregate({ where: { authorId: order.userId }, _sum: { score: true }, _count: true });
          found.push(stats._sum.score ?? 0, stats._count);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const postTotals = await db.post.groupBy({ by: ['authorId'], where: { authorId: { in: userIds } }, _sum: { score: true }, _count: true });
        const postTotalByAuthorId = new Map(postTotals.map((group) => [group.authorId, group]));
        for (const order of orders) {
          const stats = postTotalByAuthorId.get(order.userId) ?? { _sum: { score: null }, _count: 0 };
          found.push(stats._sum.score ?? 0, stats._count);
        }
        return found;
      }
    `,
  },
  {
    name: 'aggregate, one value taken apart',
    operation: 'sum by foreign key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const { _sum: { score } } = await db.post.aggregate({ where: { authorId: order.userId, score: { gt: 3 } }, _sum: { score: true } });
          found.push(score);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const postSums = await db.post.groupBy({ by: ['authorId'], where: { authorId: { in: userIds }, score: { gt: 3 } }, _sum: { score: true } });
        const postSumByAuthorId = new Map(postSums.map((group) => [group.authorId, group._sum.score]));
        for (const order of orders) {
          const score = postSumByAuthorId.get(order.userId) ?? null;
          found.push(score);
        }
        return found;
      }
    `,
  },
  {
    name: 'aggregate, with another default',
    operation: 'sum by foreign key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          found.push((await db.post.aggregate({ where: { authorId: order.userId }, _max: { score: true, created: true } }))._max.score ?? -1);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const postMaximums = await db.post.groupBy({ by: ['authorId'], where: { authorId: { in: userIds } }, _max: { score: true, created: true } });
        const postMaximumByAuthorId = new Map(postMaximums.map((group) => [group.authorId, group._max.score]));
        for (const order of orders) {
          found.push(postMaximumByAuthorId.get(order.userId) ?? -1);
        }
        return found;
      }
    `,
  },
  {
    name: 'aggregate, handed on',
    operation: 'sum by foreign key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          found.push(await db.post.aggregate({ where: { authorId: order.userId }, _avg: { score: true }, _count: { _all: true, authorId: true } }));
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const postTotals = await db.post.groupBy({ by: ['authorId'], where: { authorId: { in: userIds } }, _avg: { score: true }, _count: { _all: true, authorId: true } });
        const postTotalByAuthorId = new Map(postTotals.map((group) => [group.authorId, { _avg: group._avg, _count: group._count }]));
        for (const order of orders) {
          found.push(postTotalByAuthorId.get(order.userId) ?? { _avg: { score: null }, _count: { _all: 0, authorId: 0 } });
        }
        return found;
      }
    `,
  },
  {
    name: 'aggregate by two columns',
    operation: 'sum by foreign key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const { _min, _max } = await db.orderItem.aggregate({ where: { orderId: order.line.orderId, sku: order.line.sku }, _min: { quantity: true }, _max: { quantity: true } });
          found.push(_min, _max.quantity);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const orderItemKeys = [...new Map(orders.map((order) => [JSON.stringify([order.line.orderId, order.line.sku]), { orderId: order.line.orderId, sku: order.line.sku }] as const)).values()];
        const orderItemTotals = await db.orderItem.groupBy({ by: ['orderId', 'sku'], where: { OR: orderItemKeys }, _min: { quantity: true }, _max: { quantity: true } });
        const orderItemTotalByOrderIdAndSku = new Map(orderItemTotals.map((group) => [JSON.stringify([group.orderId, group.sku]), group]));
        for (const order of orders) {
          const { _min, _max } = orderItemTotalByOrderIdAndSku.get(JSON.stringify([order.line.orderId, order.line.sku])) ?? { _min: { quantity: null }, _max: { quantity: null } };
          found.push(_min, _max.quantity);
        }
        return found;
      }
    `,
  },
  {
    name: 'aggregate in a fan-out',
    operation: 'sum by foreign key',
    shape: 'Promise.all(map)',
    code: `
      export async function run(db: Db, orders: Order[]) {
        return Promise.all(orders.map(async (order) => ({ id: order.id, total: (await db.post.aggregate({ where: { authorId: order.userId }, _sum: { score: true } }))._sum.score })));
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const postSums = await db.post.groupBy({ by: ['authorId'], where: { authorId: { in: userIds } }, _sum: { score: true } });
        const postSumByAuthorId = new Map(postSums.map((group) => [group.authorId, group._sum.score]));
        return orders.map((order) => ({ id: order.id, total: postSumByAuthorId.get(order.userId) ?? null }));
      }
    `,
  },
  {
    name: 'count and aggregate of one loop',
    operation: 'count by foreign key',
    shape: 'several queries',
    code: `
      export async function run(db: Db, orders: Order[]) {
        let total = 0;
        for (const order of orders) {
          total += await db.post.count({ where: { authorId: order.userId } });
          const best = (await db.post.aggregate({ where: { authorId: order.userId }, _max: { score: true } }))._max.score;
          total += best ?? 0;
        }
        return total;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        let total = 0;
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const postCounts = await db.post.groupBy({ by: ['authorId'], _count: { _all: true }, where: { authorId: { in: userIds } } });
        const postCountByAuthorId = new Map(postCounts.map((group) => [group.authorId, group._count._all]));
        const postMaximums = await db.post.groupBy({ by: ['authorId'], where: { authorId: { in: userIds } }, _max: { score: true } });
        const postMaximumByAuthorId = new Map(postMaximums.map((group) => [group.authorId, group._max.score]));
        for (const order of orders) {
          total += (postCountByAuthorId.get(order.userId) ?? 0);
          const best = postMaximumByAuthorId.get(order.userId) ?? null;
          total += best ?? 0;
        }
        return total;
      }
    `,
  },
  {
    name: 'count of several columns',
    operation: 'count by foreign key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          found.push(await db.post.count({ where: { authorId: order.userId }, select: { _all: true, authorId: true } }));
        }
        return found;
      }
    `,
    refused: 'aggregate',
  },
  {
    name: 'a column of the row with a default',
    operation: 'row by unique key',
    shape: 'guard',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          if (!order.reviewerId) continue;
          const name = (await db.user.findUnique({ where: { id: order.reviewerId }, select: { name: true } }))?.name ?? 'none';
          found.push(name);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const reviewerIds = [...new Set(orders.flatMap((order) => (order.reviewerId ? [order.reviewerId] : [])))];
        const users = await db.user.findMany({ where: { id: { in: reviewerIds } }, select: { id: true, name: true } });
        const userById = new Map(users.map((user) => [user.id, user]));
        for (const order of orders) {
          if (!order.reviewerId) continue;
          const name = (userById.get(order.reviewerId) ?? null)?.name ?? 'none';
          found.push(name);
        }
        return found;
      }
    `,
  },
];
