import type { Case } from '../case.ts';

/** Code that runs at another time than where it stands, and so does not repeat there. */
export const deferred: readonly Case[] = [
  {
    name: 'handlers registered in a loop',
    code: `
      import { loadUser, type Order } from './src/users.js';

      export function run(app: { get(path: string, handler: () => Promise<void>): void }, list: Order[]) {
        for (const order of list) {
          app.get(\`/\${order.id}\`, async () => {
            await loadUser(order.userId);
          });
        }
      }
    `,
  },
  {
    name: 'listeners',
    code: `
      import { EventEmitter } from 'node:events';
      import { loadUser } from './src/users.js';
      export function run(emitters: EventEmitter[]) {
        for (const emitter of emitters) {
          emitter.on('user', async (id: number) => {
            await loadUser(id);
          });
          emitter.once('user', (id: number) => void loadUser(id));
        }
      }
    `,
  },
  {
    name: 'timers',
    code: `
      import { loadUser } from './src/users.js';

      export function run(ids: number[]) {
        for (const id of ids) setTimeout(() => void loadUser(id), 1000);
        ids.forEach((id) =>
          setInterval(async () => {
            await loadUser(id);
          }, 1000),
        );
      }
    `,
  },
  {
    name: 'tests of a table',
    code: `
      import { loadUser } from './src/users.js';

      declare function test(name: string, body: () => Promise<void>): void;
      export function run(ids: number[]) {
        for (const id of ids)
          test(\`user \${id}\`, async () => {
            await loadUser(id);
          });
      }
    `,
  },
  {
    name: 'resolvers in an object',
    code: `
      import { loadUser } from './src/users.js';

      export const resolvers = { Query: { user: (_: unknown, { id }: { id: number }) => loadUser(id) } };
      export const names = Object.keys(resolvers).map((name) => name);
    `,
  },
  {
    name: 'routes made per model',
    code: `
      import { pool } from './src/pool.js';

      export function run(models: string[]) {
        return models.map((model) => ({
          path: \`/\${model}\`,
          handler: async () => pool.query(\`select * from \${model}\`),
        }));
      }
    `,
  },
  {
    name: 'functions kept in a map',
    code: `
      import { loadUser } from './src/users.js';

      export function run(ids: number[]) {
        const loaders = new Map<number, () => Promise<unknown>>();
        for (const id of ids) loaders.set(id, () => loadUser(id));
        return loaders;
      }
    `,
  },
  {
    name: 'generator that is not read',
    code: `
      import { loadUser } from './src/users.js';

      export function run(ids: number[]) {
        return ids.map(async function* (id) {
          yield await loadUser(id);
        });
      }
    `,
  },
  {
    name: 'handler that loops',
    code: `
      import { loadUser } from './src/users.js';

      export function run(app: { get(path: string, handler: () => Promise<void>): void }, ids: number[]) {
        app.get('/', async () => {
          for (const id of ids) await loadUser(id);
        });
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 5, column: 33 }],
  },
  {
    name: 'listener that loops',
    code: `
      import { EventEmitter } from 'node:events';
      import { loadUser } from './src/users.js';
      export function run(emitter: EventEmitter) {
        emitter.on('users', async (ids: number[]) => {
          await Promise.all(ids.map((id) => loadUser(id)));
        });
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 5, column: 39 }],
  },
  {
    name: 'timer that loops',
    code: `
      import { loadUser } from './src/users.js';

      export function run(ids: number[]) {
        setInterval(async () => {
          for (const id of ids) await loadUser(id);
        }, 1000);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 5, column: 33 }],
  },
  {
    name: 'resolver that loops',
    code: `
      import { users } from './src/drizzle.js';
      import { loadUser } from './src/users.js';

      export const resolvers = {
        Query: {
          users: async (_: unknown, { ids }: { ids: number[] }) =>
            Promise.all(ids.map((id) => loadUser(id))),
        },
      };
    `,
    fanOut: [{ messageId: 'fanOut', line: 7, column: 35 }],
  },
  {
    name: 'test that loops',
    code: `
      import { prisma } from './src/prisma.js';
      import { loadUser } from './src/users.js';

      declare function test(name: string, body: () => Promise<void>): void;
      test('users', async () => {
        for (const id of await prisma.user.findMany()) await loadUser(id.id);
      });
    `,
    inLoop: [{ messageId: 'sequential', line: 6, column: 56 }],
  },
  {
    name: 'callback in a callback',
    code: `
      import { loadUser, forEachInTurn } from './src/users.js';

      export async function run(groups: number[][]) {
        await Promise.all(
          groups.map(async (group) => {
            await forEachInTurn(group, async (id) => {
              await loadUser(id);
            });
          }),
        );
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 7, column: 15 }],
  },
  {
    name: 'callbacks of a chain that answers with what they do',
    code: `
      import { prisma } from './src/prisma.js';

      interface Match<I, O> {
        with<R>(kind: I, work: (kind: I) => R): Match<I, O | R>;
        otherwise<R>(work: (kind: I) => R): O | R;
      }
      declare function match<I>(value: I): Match<I, never>;
      export async function run(rows: { kind: string; id: number }[]) {
        for (const { kind, id } of rows) {
          await match(kind)
            .with('a', async () => prisma.post.findMany({ where: { authorId: id } }))
            .with('b', async () => {
              await prisma.post.create({ data: { title: 'b', authorId: id } });
            })
            .otherwise(() => null);
        }
      }
    `,
    inLoop: [
      { messageId: 'sequential', line: 11, column: 30 },
      { messageId: 'sequential', line: 13, column: 15 },
    ],
  },
  {
    name: 'callbacks that a chain registers',
    code: `
      import { prisma } from './src/prisma.js';

      interface App {
        get(path: string, work: (request: object) => unknown): App;
        action(work: () => Promise<unknown>): App;
        listen(): Promise<void>;
        parseAsync(): Promise<App>;
      }
      declare function createApp(): App;
      export async function run(ids: number[]) {
        for (const authorId of ids) {
          await createApp()
            .get('/', async (request) => ({ request, posts: await prisma.post.findMany({ where: { authorId } }) }))
            .listen();
          await createApp()
            .get('/', async (request) => {
              console.log(request);
              await prisma.post.deleteMany({ where: { authorId } });
            })
            .listen();
          await createApp()
            .action(async () => prisma.post.findMany({ where: { authorId } }))
            .action(async () => {
              await prisma.post.deleteMany({ where: { authorId } });
            })
            .parseAsync();
        }
      }
    `,
  },
];
