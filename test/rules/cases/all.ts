import { answeredLists } from './answered-lists.ts';
import { arrayCallbacks } from './array-callbacks.ts';
import { attempts } from './attempts.ts';
import { barriers } from './barriers.ts';
import { callbackLibraries } from './callback-libraries.ts';
import { choices } from './choices.ts';
import { collections } from './collections.ts';
import { conditions } from './conditions.ts';
import { contracts } from './contracts.ts';
import { commandHandlers } from './command-handlers.ts';
import { deferred } from './deferred.ts';
import { drizzleQueries } from './drizzle-queries.ts';
import { functions } from './functions.ts';
import { groups } from './groups.ts';
import { guards } from './guards.ts';
import { invariant } from './invariant.ts';
import { iterationLibraries } from './iteration-libraries.ts';
import { javascript } from './javascript.ts';
import { loops } from './loops.ts';
import { ownIteration } from './own-iteration.ts';
import { pgQueries } from './pg-queries.ts';
import { prismaQueries } from './prisma-queries.ts';
import { promises } from './promises.ts';
import { recursion } from './recursion.ts';
import { repetition } from './repetition.ts';
import { transactions } from './transactions.ts';
import { untyped } from './untyped.ts';
import { wrappers } from './wrappers.ts';

export const typedCases = [
  ...prismaQueries,
  ...pgQueries,
  ...drizzleQueries,
  ...loops,
  ...arrayCallbacks,
  ...promises,
  ...iterationLibraries,
  ...callbackLibraries,
  ...collections,
  ...commandHandlers,
  ...contracts,
  ...answeredLists,
  ...groups,
  ...repetition,
  ...attempts,
  ...guards,
  ...invariant,
  ...functions,
  ...choices,
  ...conditions,
  ...ownIteration,
  ...recursion,
  ...barriers,
  ...transactions,
  ...deferred,
  ...wrappers,
];

export const untypedCases = [...untyped, ...javascript];
