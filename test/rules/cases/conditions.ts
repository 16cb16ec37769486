import type { Case } from '../case.ts';

/** Whether the query of a function is sent, for what a call gives and where nothing fails. */
export const conditions: readonly Case[] = [
  {
    name: 'cache that is handed on, and that is left out',
    code: `
      import { prisma } from './src/prisma.js';

      const list = (kind: string) => prisma.user.findMany({ where: { name: kind } });
      async function listCached(kind: string, { cache }: { cache?: Map<string, ReturnType<typeof list>> }) {
        if (!cache) return list(kind);
        let kept = cache.get(kind);
        if (!kept) {
          kept = list(kind);
          cache.set(kind, kept);
        }
        return kept;
      }
      export async function run(kinds: string[], context: { lists?: Map<string, ReturnType<typeof list>> }) {
        for (const kind of kinds) await listCached(kind, { cache: context.lists });
        for (const kind of kinds) await listCached(kind, {});
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 15, column: 35 }],
  },
  {
    name: 'relation of an entity that may not be loaded, and of an object that has it',
    code: `
      import { prisma } from './src/prisma.js';

      class Author { id = 0; posts: string[] = []; }
      interface Known { id: number; posts: string[] }
      async function postsOf(author: Author | Known) {
        if (author.posts) return author.posts;
        return prisma.order.findMany({ where: { userId: author.id } });
      }
      async function entityPosts(author: Author) {
        if (author.posts) return author.posts;
        return prisma.order.findMany({ where: { userId: author.id } });
      }
      export async function run(authors: Author[], known: Known[]) {
        for (const author of authors) await entityPosts(author);
        for (const author of known) await postsOf(author);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 14, column: 39 }],
  },
  {
    name: 'query only with an argument that is given',
    code: `
      import { prisma } from './src/prisma.js';

      async function title(id: number, withName?: boolean) {
        if (withName) return (await prisma.user.findFirst({ where: { id } }))?.name;
        return String(id);
      }
      export async function run(ids: number[]) {
        for (const id of ids) await title(id, true);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 8, column: 31 }],
  },
  {
    name: 'query only with an argument that is left out',
    code: `
      import { prisma } from './src/prisma.js';

      async function title(id: number, withName?: boolean) {
        if (withName) return (await prisma.user.findFirst({ where: { id } }))?.name;
        return String(id);
      }
      const shortTitle = (id: number, withName?: boolean) => title(id, withName);
      export async function run(ids: number[]) {
        for (const id of ids) {
          await title(id);
          await title(id, false);
          await shortTitle(id);
        }
      }
    `,
  },
  {
    name: 'query also without the argument',
    code: `
      import { prisma } from './src/prisma.js';

      async function title(id: number, name?: string) {
        if (name) return name;
        return (await prisma.user.findFirst({ where: { id } }))?.name;
      }
      export async function run(ids: number[]) {
        for (const id of ids) await title(id);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 8, column: 31 }],
  },
  {
    name: 'query only with a member that a call leaves out',
    code: `
      import { prisma } from './src/prisma.js';

      async function usage({ userId, title }: { userId: number; title?: string }) {
        if (title) return prisma.post.findMany({ where: { authorId: userId, title } });
        return [];
      }
      async function deep(userId: number, options: { isDeep?: boolean } = {}) {
        const { isDeep = false } = options;
        if (!isDeep) return;
        await prisma.post.findMany({ where: { authorId: userId } });
      }
      export async function run(ids: number[]) {
        for (const userId of ids) {
          await usage({ userId });
          await usage({ userId, title: undefined });
          await deep(userId);
          await deep(userId, { isDeep: false });
        }
      }
    `,
  },
  {
    name: 'query only with a member that a call may give',
    code: `
      import { prisma } from './src/prisma.js';

      interface Options {
        userId: number;
        title?: string;
      }
      async function usage({ userId, title }: Options) {
        if (title) return prisma.post.findMany({ where: { authorId: userId, title } });
        return [];
      }
      async function deep(userId: number, isDeep?: boolean) {
        isDeep ??= userId > 10;
        if (isDeep) await prisma.post.findMany({ where: { authorId: userId } });
      }
      async function either(userId: number, one: boolean) {
        const all = () => prisma.post.findMany({ where: { authorId: userId } });
        if (one) return (await all())[0];
        else return all();
      }
      export async function run(ids: number[], options: Options) {
        for (const userId of ids) {
          await usage({ userId, title: 'a' });
          await usage({ ...options, userId });
          await deep(userId);
          await either(userId, true);
          await either(userId, false);
        }
      }
    `,
    inLoop: [
      { messageId: 'sequential', line: 22, column: 11 },
      { messageId: 'sequential', line: 23, column: 11 },
      { messageId: 'sequential', line: 24, column: 11 },
      { messageId: 'sequential', line: 25, column: 11 },
      { messageId: 'sequential', line: 26, column: 11 },
    ],
  },
  {
    name: 'query only without what a call gives',
    code: `
      import { prisma } from './src/prisma.js';

      const load = (userId: number) => prisma.post.findMany({ where: { authorId: userId } });
      async function notify({ userId, posts }: { userId: number; posts?: object[] }) {
        if (posts === undefined) posts = await load(userId);
        console.log(posts);
      }
      const notifyAgain = (userId: number, posts?: object[]) => notify({ userId, posts });
      async function skipping(userId: number, skip?: boolean) {
        if (!skip) await load(userId);
      }
      async function otherwise(userId: number, post: object | null) {
        if (post) console.log(post);
        else await load(userId);
      }
      const given = async (userId: number, posts?: object[]) => posts ?? (await load(userId));
      export async function run(ids: number[], posts: object[]) {
        for (const userId of ids) {
          await notify({ userId, posts });
          await notify({ userId, posts: [] });
          await notifyAgain(userId, posts);
          await skipping(userId, true);
          await otherwise(userId, posts);
          await given(userId, posts);
        }
      }
    `,
  },
  {
    name: 'query only without what a call may leave out',
    code: `
      import { prisma } from './src/prisma.js';

      const load = (userId: number) => prisma.post.findMany({ where: { authorId: userId } });
      async function notify({ userId, posts }: { userId: number; posts?: object[] }) {
        if (posts === undefined) posts = await load(userId);
        console.log(posts);
      }
      const notifyAgain = (userId: number, posts?: object[]) => notify({ userId, posts });
      async function skipping(userId: number, skip?: boolean) {
        if (!skip) await load(userId);
      }
      const given = async (userId: number, posts?: object[]) => posts ?? (await load(userId));
      export async function run(ids: number[], posts: object[] | undefined, by: Record<number, object[]>, skip: boolean) {
        for (const userId of ids) {
          await notify({ userId });
          await notify({ userId, posts });
          await notify({ userId, posts: by[userId] });
          await notifyAgain(userId);
          await skipping(userId);
          await skipping(userId, skip);
          await given(userId);
        }
      }
    `,
    inLoop: [
      { messageId: 'sequential', line: 15, column: 11 },
      { messageId: 'sequential', line: 16, column: 11 },
      { messageId: 'sequential', line: 17, column: 11 },
      { messageId: 'sequential', line: 18, column: 11 },
      { messageId: 'sequential', line: 19, column: 11 },
      { messageId: 'sequential', line: 20, column: 11 },
      { messageId: 'sequential', line: 21, column: 11 },
    ],
  },
  {
    name: 'query only after a failure',
    code: `
      import { prisma } from './src/prisma.js';

      const publish = async (id: number) => void (await fetch(\`https://example.com/\${id}\`));
      const fail = (id: number) => prisma.order.updateMany({ where: { id }, data: { status: 'failed' } });
      async function caught(id: number) {
        try {
          await publish(id);
        } catch {
          await prisma.order.updateMany({ where: { id }, data: { status: 'failed' } });
        }
      }
      const chained = (id: number) => publish(id).catch(() => fail(id));
      const named = (id: number) => publish(id).then(() => undefined, fail);
      export async function run(ids: number[]) {
        for (const id of ids) {
          await caught(id);
          await chained(id);
          await named(id);
        }
      }
    `,
  },
  {
    name: 'query also without a failure',
    code: `
      import { prisma } from './src/prisma.js';

      const publish = async (id: number) => void (await fetch(\`https://example.com/\${id}\`));
      const log = (id: number) => prisma.order.create({ data: { userId: id, status: 'new' } });
      async function save(id: number) {
        try {
          await log(id);
        } catch {
          await prisma.order.updateMany({ where: { id }, data: { status: 'failed' } });
        }
      }
      async function saveEither(id: number) {
        try {
          await publish(id);
        } catch {
          await log(id);
          return;
        }
        await log(id);
      }
      const saveThen = (id: number) => publish(id).then(() => log(id));
      export async function run(ids: number[]) {
        for (const id of ids) {
          await save(id);
          await saveEither(id);
          await saveThen(id);
        }
      }
    `,
    inLoop: [
      { messageId: 'sequential', line: 24, column: 11 },
      { messageId: 'sequential', line: 25, column: 11 },
      { messageId: 'sequential', line: 26, column: 11 },
    ],
  },
  {
    name: 'query before a call that always throws',
    code: `
      import { prisma } from './src/prisma.js';

      declare function redirect(to: string): never;
      function refuse(reason: string) {
        console.error(reason);
        throw new Error(reason);
      }
      async function refresh(id: number) {
        const answer = await fetch(\`https://example.com/\${id}\`);
        if (!answer.ok) {
          await prisma.user.update({ where: { id }, data: { name: 'broken' } });
          refuse('The server refused.');
        }
        return answer.json();
      }
      export async function run(ids: number[]) {
        for (const id of ids) await refresh(id);
      }
      export async function leave(ids: number[]) {
        for (const id of ids) {
          if (id > 0) continue;
          await prisma.user.update({ where: { id }, data: { name: 'broken' } });
          redirect('/');
        }
      }
    `,
  },
  {
    name: 'query before a call that throws at times',
    code: `
      import { prisma } from './src/prisma.js';

      function check(reason: string) {
        if (reason === '') return;
        throw new Error(reason);
      }
      export async function run(ids: number[]) {
        for (const id of ids) {
          const user = await prisma.user.findUnique({ where: { id } });
          check(user?.name ?? 'nobody');
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 9, column: 24 }],
  },
  {
    name: 'query before a throw',
    code: `
      import { prisma } from './src/prisma.js';

      async function refresh(id: number) {
        const answer = await fetch(\`https://example.com/\${id}\`);
        if (!answer.ok) {
          await prisma.user.update({ where: { id }, data: { name: 'broken' } });
          throw new Error('The server refused.');
        }
        return answer.json();
      }
      export async function run(ids: number[]) {
        for (const id of ids) await refresh(id);
      }
    `,
  },
  {
    name: 'query unless an option is false',
    code: `
      import { prisma } from './src/prisma.js';

      async function rename(id: number, options?: { save?: boolean }) {
        if (options?.save !== false) await prisma.user.update({ where: { id }, data: { name: 'x' } });
      }
      export async function run(ids: number[]) {
        for (const id of ids) await rename(id, { save: false });
        for (const id of ids) await rename(id);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 8, column: 31 }],
  },
  {
    name: 'one key of an object or a map',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run(changes: Record<string, string>, kept: Map<string, string>, id: number) {
        for (const key of Object.keys(changes)) {
          if (key === 'name') await prisma.user.update({ where: { id }, data: { name: changes[key] ?? '' } });
        }
        for (const [key, name] of kept.entries()) {
          if (key !== 'name') continue;
          await prisma.user.update({ where: { id }, data: { name } });
        }
        for (const key in changes) {
          if (key === 'name') await prisma.user.findUnique({ where: { id } });
        }
        for (const name of Object.values(changes)) {
          if (name === 'x') await prisma.user.findFirst({ where: { id, name } });
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 15, column: 29 }],
  },
  {
    name: 'one key of an object by a member of another, of which others are changed, and one by a member that is changed',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run(ids: Record<string, number[]>, state: { main: string; rows: object }) {
        for (const key in ids) {
          if (key !== state.main) continue;
          state.rows = { ...state.rows, ...(await prisma.user.findMany({ where: { id: { in: ids[key] ?? [] } } })) };
        }
        for (const key in ids) {
          if (key === state.main) state.main = (await prisma.user.findFirstOrThrow({ where: { email: key } })).name;
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 9, column: 49 }],
  },
  {
    name: 'query before what only looks like a call that always throws',
    code: `
      import { prisma } from './src/prisma.js';

      interface Result<Value, Failure> { value?: Value; failure: Failure }
      declare function failed(reason: string): Result<never, string>;
      async function refuse() {
        throw new Error('later');
      }
      export async function run(ids: number[]) {
        for (const id of ids) {
          await prisma.user.update({ where: { id }, data: { name: 'x' } });
          failed('no');
          refuse().catch(() => undefined);
          refuse();
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 10, column: 11 }],
  },
];
