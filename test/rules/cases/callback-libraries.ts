import type { Case } from '../case.ts';

/** Libraries that run the functions they are given, by import. They need not be installed. */
export const callbackLibraries: readonly Case[] = [
  {
    name: 'a wrapper around Effect.tryPromise with an object',
    code: `
      import { eq } from 'drizzle-orm';
      import { Effect } from 'effect';
      import { db, users } from './src/drizzle.js';
      async function withRetry<T>(work: () => Promise<T>): Promise<T> {
        return Effect.runPromise(Effect.tryPromise({ try: () => work(), catch: (error) => error }));
      }
      const load = (id: number) => withRetry(() => db.query.users.findFirst({ where: eq(users.id, id) }));
      export async function run(ids: number[]) {
        for (const id of ids) await load(id);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 9, column: 31 }],
  },
  {
    name: 'Effect.forEach by its concurrency',
    code: `
      import { Effect, pipe } from 'effect';
      import * as E from 'effect/Effect';
      import { db, users } from './src/drizzle.js';
      const load = (id: number) => Effect.tryPromise(() => db.select().from(users).limit(id));
      export const some = (ids: number[]) =>
        Effect.forEach(ids, (id) => load(id), { concurrency: 10 });
      export const all = (ids: number[]) =>
        Effect.forEach(ids, (id) => load(id), { concurrency: 'unbounded', discard: true });
      export const inTurn = (ids: number[]) =>
        Effect.forEach(ids, (id) => load(id));
      export const piped = (ids: number[]) =>
        pipe(ids, E.forEach((id) => load(id)));
      export const within = (ids: number[]) =>
        Effect.succeed(ids).pipe(Effect.flatMap((found) => Effect.forEach(found, (id) => load(id))));
    `,
    inLoop: [
      { messageId: 'sequential', line: 10, column: 31 },
      { messageId: 'sequential', line: 12, column: 31 },
      { messageId: 'sequential', line: 14, column: 84 },
    ],
    fanOut: [
      { messageId: 'limitedFanOut', line: 6, column: 31 },
      { messageId: 'fanOut', line: 8, column: 31 },
    ],
  },
  {
    name: 'Effect.all by its concurrency',
    code: `
      import { Effect } from 'effect';
      import { loadUser } from './src/users.js';
      const load = (id: number) => Effect.promise(() => loadUser(id));
      export const inTurn = (ids: number[]) => Effect.all(ids.map((id) => load(id)));
      export const all = (ids: number[]) => {
        const effects = ids.map((id) => load(id));
        return Effect.all(effects, { concurrency: 'unbounded' });
      };
      export const pushed = (ids: number[]) =>
        Effect.gen(function* () {
          const effects: Effect.Effect<unknown>[] = [];
          for (const id of ids) effects.push(load(id));
          yield* Effect.all(effects, { concurrency: 5 });
        });
    `,
    inLoop: [{ messageId: 'sequential', line: 4, column: 69 }],
    fanOut: [
      { messageId: 'fanOut', line: 6, column: 35 },
      { messageId: 'limitedFanOut', line: 12, column: 40 },
    ],
  },
  {
    name: 'Effect.gen, with a loop and in one',
    code: `
      import { Effect } from 'effect';
      import { loadUser } from './src/users.js';
      const load = (id: number) =>
        Effect.gen(function* () {
          return yield* Effect.tryPromise({ try: () => loadUser(id), catch: () => new Error('lost') });
        });
      export const run = (ids: number[]) =>
        Effect.gen(function* () {
          for (const id of ids) {
            yield* Effect.tryPromise(() => loadUser(id));
            yield* load(id);
          }
        });
    `,
    inLoop: [
      { messageId: 'sequential', line: 10, column: 38 },
      { messageId: 'sequential', line: 11, column: 14 },
    ],
  },
  {
    name: 'a transaction behind Effect',
    code: `
      import { Effect } from 'effect';
      import { prisma } from './src/prisma.js';
      export const run = (ids: number[]) =>
        Effect.tryPromise(() =>
          prisma.$transaction(async (tx) => {
            for (const id of ids) await tx.user.findFirst({ where: { id } });
          }),
        );
    `,
    inLoop: [{ messageId: 'held', line: 6, column: 35 }],
  },
  {
    name: 'effects for one row, for few, and of queries for all',
    code: `
      import { Effect, Option } from 'effect';
      import { prisma } from './src/prisma.js';
      import { loadUser } from './src/users.js';
      export const one = (id: number) => Effect.tryPromise(() => loadUser(id));
      export const few = () => Effect.forEach([1, 2], (id) => one(id));
      export const all = (ids: number[]) =>
        Effect.gen(function* () {
          const users = yield* Effect.promise(() => prisma.user.findMany({ where: { id: { in: ids } } }));
          for (const user of users) console.log(Option.map(Option.some(user), ({ name }) => name));
        });
    `,
  },
  {
    name: 'effects that are kept, and run at another time',
    code: `
      import { Effect } from 'effect';
      import { loadUser } from './src/users.js';
      export function register(handlers: Map<number, unknown>, ids: number[]) {
        for (const id of ids) handlers.set(id, Effect.promise(() => loadUser(id)));
      }
    `,
  },
  {
    name: 'functions of the same names from elsewhere',
    code: `
      import { Effect } from './src/missing.js';
      import { loadUser } from './src/users.js';
      export const run = (ids: number[]) => Effect.forEach(ids, (id: number) => () => loadUser(id));
    `,
  },
  {
    name: 'p-retry in a function that does not wait itself',
    code: `
      import pRetry from 'p-retry';
      import { prisma } from './src/prisma.js';
      const load = (id: number) => pRetry(() => prisma.user.findFirst({ where: { id } }), { retries: 3 });
      export async function run(ids: number[]) {
        for (const id of ids) await load(id);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 5, column: 31 }],
  },
];
