import type { RewriteCase } from '../rewrite-case.ts';

export const mongooseCases: readonly RewriteCase[] = [
  {
    name: 'findById',
    operation: 'row by unique key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const user = await User.findById(order.userId);
          found.push(user?.name);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const users = await User.find({ _id: { $in: userIds } });
        const userById = new Map(users.map((user) => [user._id, user]));
        for (const order of orders) {
          const user = userById.get(order.userId) ?? null;
          found.push(user?.name);
        }
        return found;
      }
    `,
  },
  {
    name: 'findById by an ObjectId',
    operation: 'row by unique key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[], members: Member[]) {
        const found: unknown[] = [];
        for (const member of members) {
          const team = await Team.findById(member.teamId);
          found.push(team?.name);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[], members: Member[]) {
        const found: unknown[] = [];
        const teamIds = [...new Set(members.map((member) => member.teamId))];
        const teams = await Team.find({ _id: { $in: teamIds } });
        const teamById = new Map(teams.map((team) => [String(team._id), team]));
        for (const member of members) {
          const team = teamById.get(String(member.teamId)) ?? null;
          found.push(team?.name);
        }
        return found;
      }
    `,
  },
  {
    name: 'findOne by _id, lean',
    operation: 'row by unique key',
    shape: 'Promise.all(map)',
    code: `
      export async function run(db: Db, orders: Order[]) {
        return Promise.all(orders.map(async (order) => {
          const user = await User.findOne({ _id: order.userId }).lean();
          return user?.name ?? 'nobody';
        }));
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const users = await User.find({ _id: { $in: userIds } }).lean();
        const userById = new Map(users.reverse().map((user) => [user._id, user]));
        return orders.map((order) => {
          const user = userById.get(order.userId) ?? null;
          return user?.name ?? 'nobody';
        });
      }
    `,
  },
  {
    name: 'findOne by another column',
    operation: 'row by unique key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const user = await User.findOne({ email: order.email });
          found.push(user?.name);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userEmails = [...new Set(orders.map((order) => order.email))];
        const users = await User.find({ email: { $in: userEmails } });
        const userByEmail = new Map(users.reverse().map((user) => [user.email, user]));
        for (const order of orders) {
          const user = userByEmail.get(order.email) ?? null;
          found.push(user?.name);
        }
        return found;
      }
    `,
  },
  {
    name: 'find',
    operation: 'rows by foreign key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const posts = await Post.find({ authorId: order.userId });
          found.push(posts.map((post) => post.title));
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const allPosts = await Post.find({ authorId: { $in: userIds } });
        const postsByAuthorId = new Map<(typeof allPosts)[number]['authorId'], typeof allPosts>();
        for (const post of allPosts) {
          const group = postsByAuthorId.get(post.authorId);
          if (group) group.push(post);
          else postsByAuthorId.set(post.authorId, [post]);
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
    name: 'findOne by two columns',
    operation: 'row by composite key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const post = await Post.findOne({ authorId: order.userId, title: order.email });
          found.push(post?.score);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const postKeys = [...new Map(orders.map((order) => [JSON.stringify([order.userId, order.email]), { authorId: order.userId, title: order.email }] as const)).values()];
        const posts = postKeys.length > 0 ? await Post.find({ $or: postKeys }) : [];
        const postByAuthorIdAndTitle = new Map(posts.reverse().map((post) => [JSON.stringify([post.authorId, post.title]), post]));
        for (const order of orders) {
          const post = postByAuthorIdAndTitle.get(JSON.stringify([order.userId, order.email])) ?? null;
          found.push(post?.score);
        }
        return found;
      }
    `,
  },
  {
    name: 'find with a limit',
    operation: 'rows by foreign key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const posts = await Post.find({ authorId: order.userId }).limit(3);
          found.push(posts.map((post) => post.title));
        }
        return found;
      }
    `,
    refused: 'noBatchForm',
  },
  {
    name: 'document that is changed',
    operation: 'row by unique key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          const user = await User.findById(order.userId);
          if (user) user.name = 'changed';
        }
      }
    `,
    refused: 'rowMutated',
  },
  {
    name: 'create',
    operation: 'insert',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          await Post.create({ authorId: order.userId, title: order.email, score: 0 });
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        await Post.insertMany(orders.map((order) => ({ authorId: order.userId, title: order.email, score: 0 })));
      }
    `,
  },
  {
    name: 'deleteMany',
    operation: 'delete by key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          await Post.deleteMany({ authorId: order.userId });
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        await Post.deleteMany({ authorId: { $in: orders.map((order) => order.userId) } });
      }
    `,
  },
  {
    name: 'findByIdAndDelete',
    operation: 'delete by key',
    shape: 'Promise.all(map)',
    code: `
      export async function run(db: Db, orders: Order[], members: Member[]) {
        await Promise.all(members.map(({ teamId }) => Team.findByIdAndDelete(teamId)));
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[], members: Member[]) {
        await Team.deleteMany({ _id: { $in: members.map(({ teamId }) => teamId) } });
      }
    `,
  },
  {
    name: 'deleteOne by _id',
    operation: 'delete by key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          await User.deleteOne({ _id: order.userId });
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        await User.deleteMany({ _id: { $in: orders.map((order) => order.userId) } });
      }
    `,
  },
  {
    name: 'deleteOne by another column',
    operation: 'delete by key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          await Post.deleteOne({ authorId: order.userId });
        }
      }
    `,
    refused: 'notUnique',
  },
  {
    name: 'updateMany with the same values',
    operation: 'update with the same values',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          await Post.updateMany({ authorId: order.userId }, { $set: { score: 3 } });
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        await Post.updateMany({ authorId: { $in: orders.map((order) => order.userId) } }, { $set: { score: 3 } });
      }
    `,
  },
  {
    name: 'updateOne with the same values',
    operation: 'update with the same values',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          await User.updateOne({ _id: order.userId }, { name: 'same' });
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        await User.updateMany({ _id: { $in: orders.map((order) => order.userId) } }, { name: 'same' });
      }
    `,
  },
  {
    name: 'updateOne of a column that is not unique',
    operation: 'update with the same values',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          await Post.updateOne({ authorId: order.userId }, { title: 'first' });
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        if (orders.length > 0) await Post.bulkWrite(orders.map((order) => ({ updateOne: { filter: { authorId: order.userId }, update: { title: 'first' } } })));
      }
    `,
  },
  {
    name: 'updateOne with other values',
    operation: 'update with other values',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          await User.updateOne({ _id: order.userId }, { $set: { name: order.email } });
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        if (orders.length > 0) await User.bulkWrite(orders.map((order) => ({ updateOne: { filter: { _id: order.userId }, update: { $set: { name: order.email } } } })));
      }
    `,
  },
  {
    name: 'updateOne that counts',
    operation: 'update with other values',
    shape: 'guard',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          if (order.editorId) await Post.updateOne({ _id: order.id }, { $inc: { score: 1 } });
        }
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const postChanges = orders.flatMap((order) => (order.editorId ? [{ updateOne: { filter: { _id: order.id }, update: { $inc: { score: 1 } } } }] : []));
        if (postChanges.length > 0) await Post.bulkWrite(postChanges);
      }
    `,
  },
  {
    name: 'findByIdAndUpdate with other values',
    operation: 'update with other values',
    shape: 'Promise.all(map)',
    code: `
      export async function run(db: Db, orders: Order[], members: Member[]) {
        await Promise.all(members.map(({ teamId, name }) => Team.findByIdAndUpdate(teamId, { name })));
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[], members: Member[]) {
        if (members.length > 0) await Team.bulkWrite(members.map(({ teamId, name }) => ({ updateOne: { filter: { _id: teamId }, update: { name } } })));
      }
    `,
  },
  {
    name: 'updateOne with options',
    operation: 'update with other values',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          await User.updateOne({ _id: order.userId }, { name: order.email }, { upsert: true });
        }
      }
    `,
    refused: 'noBatchForm',
  },
  {
    name: 'countDocuments',
    operation: 'count by foreign key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          found.push(await Post.countDocuments({ authorId: order.userId }));
        }
        return found;
      }
    `,
    refused: 'noBatchForm',
  },
];
