import type { Case } from '../case.ts';

/** Libraries that iterate or limit, by import. They need not be installed. */
export const iterationLibraries: readonly Case[] = [
  {
    name: 'p-limit',
    code: `
      import pLimit from 'p-limit';
      import { loadUser } from './src/users.js';
      const limit = pLimit(5);
      export async function run(ids: number[]) {
        return Promise.all(ids.map((id) => limit(() => loadUser(id))));
      }
    `,
    fanOut: [{ messageId: 'limitedFanOut', line: 5, column: 50 }],
  },
  {
    name: 'p-limit with the function and its arguments',
    code: `
      import pLimit from 'p-limit';
      import { loadUser } from './src/users.js';
      export async function run(ids: number[]) {
        const limit = pLimit(5);
        return Promise.all(ids.map((id) => limit(loadUser, id)));
      }
    `,
    fanOut: [{ messageId: 'limitedFanOut', line: 5, column: 44 }],
  },
  {
    name: 'p-limit in a loop',
    code: `
      import pLimit from 'p-limit';
      import { loadUser } from './src/users.js';
      export async function run(ids: number[]) {
        const limit = pLimit(5);
        const pending: Promise<unknown>[] = [];
        for (const id of ids) pending.push(limit(() => loadUser(id)));
        await Promise.all(pending);
      }
    `,
    fanOut: [{ messageId: 'limitedFanOut', line: 6, column: 50 }],
  },
  {
    name: 'p-map with a limit',
    code: `
      import pMap from 'p-map';
      import { loadUser } from './src/users.js';
      export async function run(ids: number[]) {
        return pMap(ids, (id: number) => loadUser(id), { concurrency: 4 });
      }
    `,
    fanOut: [{ messageId: 'limitedFanOut', line: 4, column: 36 }],
  },
  {
    name: 'p-map without a limit',
    code: `
      import pMap from 'p-map';
      import { loadUser } from './src/users.js';
      export async function run(ids: number[]) {
        return pMap(ids, async (id: number) => loadUser(id));
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 4, column: 42 }],
  },
  {
    name: 'p-map one at a time',
    code: `
      import pMap from 'p-map';
      import { loadUser } from './src/users.js';
      export async function run(ids: number[]) {
        return pMap(ids, async (id: number) => loadUser(id), { concurrency: 1 });
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 4, column: 42 }],
  },
  {
    name: 'p-map by name',
    code: `
      import pMap from 'p-map';
      import { loadUser } from './src/users.js';
      export async function run(ids: number[], concurrency: number) {
        return pMap(ids, loadUser, { concurrency });
      }
    `,
    fanOut: [{ messageId: 'limitedFanOut', line: 4, column: 20 }],
  },
  {
    name: 'p-queue',
    code: `
      import PQueue from 'p-queue';
      import { loadUser } from './src/users.js';
      const queue = new PQueue({ concurrency: 2 });
      export async function run(ids: number[]) {
        await Promise.all(ids.map((id) => queue.add(() => loadUser(id))));
      }
    `,
    fanOut: [{ messageId: 'limitedFanOut', line: 5, column: 53 }],
  },
  {
    name: 'p-queue in a loop, waited for at the end',
    code: `
      import PQueue from 'p-queue';
      import { loadUser } from './src/users.js';
      export async function run(ids: number[]) {
        const queue = new PQueue({ concurrency: 2 });
        for (const id of ids)
          void queue.add(async () => {
            await loadUser(id);
          });
        await queue.onIdle();
      }
    `,
    fanOut: [{ messageId: 'limitedFanOut', line: 7, column: 13 }],
  },
  {
    name: 'p-each-series, p-map-series and p-reduce',
    code: `
      import pEachSeries from 'p-each-series';
      import pMapSeries from 'p-map-series';
      import pReduce from 'p-reduce';
      import { prisma } from './src/prisma.js';
      import { loadUser } from './src/users.js';
      export async function run(ids: number[]) {
        await pEachSeries(ids, async (id: number) => {
          await loadUser(id);
        });
        await pMapSeries(ids, async (id: number) => loadUser(id));
        await pReduce(
          ids,
          async (count: number, id: number) =>
            count + (await prisma.order.count({ where: { userId: id } })),
          0,
        );
      }
    `,
    inLoop: [
      { messageId: 'sequential', line: 8, column: 11 },
      { messageId: 'sequential', line: 10, column: 47 },
      { messageId: 'sequential', line: 14, column: 22 },
    ],
  },
  {
    name: 'p-filter',
    code: `
      import pFilter from 'p-filter';
      import { loadUser } from './src/users.js';
      export async function run(ids: number[]) {
        return pFilter(ids, async (id: number) => (await loadUser(id)) !== null);
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 4, column: 52 }],
  },
  {
    name: 'bottleneck',
    code: `
      import Bottleneck from 'bottleneck';
      import { loadUser } from './src/users.js';
      const limiter = new Bottleneck({ maxConcurrent: 3 });
      export async function run(ids: number[]) {
        return Promise.all(ids.map((id) => limiter.schedule(() => loadUser(id))));
      }
    `,
    fanOut: [{ messageId: 'limitedFanOut', line: 5, column: 61 }],
  },
  {
    name: 'async',
    code: `
      import async from 'async';
      import { loadUser } from './src/users.js';
      export async function run(ids: number[]) {
        await async.each(ids, async (id: number) => {
          await loadUser(id);
        });
        await async.map(ids, async (id: number) => loadUser(id));
      }
    `,
    fanOut: [
      { messageId: 'fanOut', line: 5, column: 11 },
      { messageId: 'fanOut', line: 7, column: 46 },
    ],
  },
  {
    name: 'async by methods that a list has as well, waited for',
    code: `
      import async from 'async';
      import { db, users } from './src/drizzle.js';
      import { loadUser } from './src/users.js';
      export async function run(ids: number[]) {
        await async.filter(ids, async (id: number) => (await loadUser(id)) !== null);
        await async.some(ids, async (id: number) => (await loadUser(id)) !== null);
        await async.forEach(ids, async (id: number) => {
          await loadUser(id);
        });
        await async.filterLimit(ids, 5, async (id: number) => (await loadUser(id)) !== null);
        await async.forEach(ids, (id: number) => db.select().from(users).limit(id));
      }
    `,
    fanOut: [
      { messageId: 'fanOut', line: 5, column: 56 },
      { messageId: 'fanOut', line: 6, column: 54 },
      { messageId: 'fanOut', line: 8, column: 11 },
      { messageId: 'limitedFanOut', line: 10, column: 64 },
      { messageId: 'fanOut', line: 11, column: 44 },
    ],
  },
  {
    name: 'async by methods that a list has as well, nothing waits',
    code: `
      import async from 'async';
      import { loadUser } from './src/users.js';
      export function run(ids: number[]) {
        async.forEach(ids, async (id: number) => {
          await loadUser(id);
        });
      }
    `,
    fanOut: [{ messageId: 'abandoned', line: 5, column: 11 }],
  },
  {
    name: 'async, several at a time',
    code: `
      import { eachLimit, mapLimit } from 'async';
      import { loadUser } from './src/users.js';
      export async function run(ids: number[]) {
        await eachLimit(ids, 5, async (id: number) => {
          await loadUser(id);
        });
        await mapLimit(ids, 5, async (id: number) => loadUser(id));
      }
    `,
    fanOut: [
      { messageId: 'limitedFanOut', line: 5, column: 11 },
      { messageId: 'limitedFanOut', line: 7, column: 48 },
    ],
  },
  {
    name: 'async, one at a time',
    code: `
      import * as async from 'async';
      import { loadUser } from './src/users.js';
      export async function run(ids: number[]) {
        await async.eachSeries(ids, async (id: number) => {
          await loadUser(id);
        });
        await async.mapSeries(ids, async (id: number) => loadUser(id));
      }
    `,
    inLoop: [
      { messageId: 'sequential', line: 5, column: 11 },
      { messageId: 'sequential', line: 7, column: 52 },
    ],
  },
  {
    name: 'async by path',
    code: `
      import eachOfLimit from 'async/eachOfLimit.js';
      import { loadUser } from './src/users.js';
      export async function run(ids: number[]) {
        await eachOfLimit(ids, 5, async (id: number) => {
          await loadUser(id);
        });
      }
    `,
    fanOut: [{ messageId: 'limitedFanOut', line: 5, column: 11 }],
  },
  {
    name: 'bluebird',
    code: `
      import Bluebird from 'bluebird';
      import { loadUser } from './src/users.js';
      export async function run(ids: number[]) {
        await Bluebird.map(ids, (id: number) => loadUser(id));
        await Bluebird.map(ids, (id: number) => loadUser(id), { concurrency: 3 });
        await Bluebird.each(ids, (id: number) => loadUser(id));
        await Bluebird.mapSeries(ids, (id: number) => loadUser(id));
      }
    `,
    inLoop: [
      { messageId: 'sequential', line: 6, column: 44 },
      { messageId: 'sequential', line: 7, column: 49 },
    ],
    fanOut: [
      { messageId: 'fanOut', line: 4, column: 43 },
      { messageId: 'limitedFanOut', line: 5, column: 43 },
    ],
  },
  {
    name: 'bluebird under the name of Promise',
    code: `
      import Promise from 'bluebird';
      import { loadUser } from './src/users.js';
      export function run(ids: number[]) {
        return Promise.map(ids, (id: number) => loadUser(id));
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 4, column: 43 }],
  },
  {
    name: 'lodash',
    code: `
      import _ from 'lodash';
      import { loadUser } from './src/users.js';
      export async function run(ids: number[]) {
        await Promise.all(_.map(ids, (id: number) => loadUser(id)));
        await Promise.all(_.flatMap(ids, (id: number) => [loadUser(id)]));
      }
    `,
    fanOut: [
      { messageId: 'fanOut', line: 4, column: 48 },
      { messageId: 'fanOut', line: 5, column: 53 },
    ],
  },
  {
    name: 'lodash forEach, nothing waits',
    code: `
      import { forEach } from 'lodash';
      import { loadUser } from './src/users.js';
      export function run(ids: number[]) {
        forEach(ids, async (id: number) => {
          await loadUser(id);
        });
      }
    `,
    fanOut: [{ messageId: 'abandoned', line: 5, column: 11 }],
  },
  {
    name: 'lodash by path',
    code: `
      import map from 'lodash/map.js';
      import { loadUser } from './src/users.js';
      export async function run(ids: number[]) {
        return Promise.all(map(ids, (id: number) => loadUser(id)));
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 4, column: 47 }],
  },
  {
    name: 'lodash-es',
    code: `
      import { mapValues } from 'lodash-es';
      import { loadUser } from './src/users.js';
      export async function run(byName: Record<string, number>) {
        return Promise.all(Object.values(mapValues(byName, (id: number) => loadUser(id))));
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 4, column: 70 }],
  },
  {
    name: 'written-out list',
    code: `
      import pMap from 'p-map';
      import { loadUser } from './src/users.js';
      export async function run() {
        return pMap([1, 2, 3], (id: number) => loadUser(id), { concurrency: 2 });
      }
    `,
  },
  {
    name: 'chunks of lodash',
    code: `
      import _ from 'lodash';
      import { prisma } from './src/prisma.js';
      export async function run(ids: number[]) {
        for (const group of _.chunk(ids, 100))
          await prisma.user.findMany({ where: { id: { in: group } } });
        await Promise.all(
          _.chunk(ids, 100).map((group: number[]) =>
            prisma.user.findMany({ where: { id: { in: group } } }),
          ),
        );
      }
    `,
  },
  {
    name: 'limited requests to another service',
    code: `
      import pLimit from 'p-limit';
      const limit = pLimit(5);
      export async function run(ids: number[]) {
        return Promise.all(ids.map((id) => limit(() => fetch(\`https://example.com/\${id}\`))));
      }
    `,
  },
  {
    name: 'one call through a limiter',
    code: `
      import pLimit from 'p-limit';
      import { loadUser } from './src/users.js';
      const limit = pLimit(5);
      export async function run(id: number) {
        return limit(() => loadUser(id));
      }
    `,
  },
  {
    name: 'one job in a queue',
    code: `
      import PQueue from 'p-queue';
      import { loadUser } from './src/users.js';
      const queue = new PQueue({ concurrency: 2 });
      export function run(id: number) {
        return queue.add(() => loadUser(id));
      }
    `,
  },
  {
    name: 'callbacks of lodash that do not query',
    code: `
      import _ from 'lodash';
      import { prisma } from './src/prisma.js';
      export async function run() {
        const rows = await prisma.user.findMany();
        return _.groupBy(
          _.map(rows, (row: { name: string }) => row.name),
          (name: string) => name[0],
        );
      }
    `,
  },
  {
    name: 'lodash memoize',
    code: `
      import { memoize } from 'lodash';
      import { loadUser } from './src/users.js';
      const user = memoize((id: number) => loadUser(id));
      export async function run(ids: number[]) {
        for (const id of ids) await user(id);
      }
    `,
  },
  {
    name: 'function of the same name from elsewhere',
    code: `
      import { mapLimit } from './src/missing.js';
      import { loadUser } from './src/users.js';
      export function run(ids: number[]) {
        return mapLimit(ids, 5, (id: number) => () => loadUser(id));
      }
    `,
  },
  {
    name: 'underscore and remeda',
    code: `
      import * as R from 'remeda';
      import _ from 'underscore';
      import { loadUser } from './src/users.js';
      export async function run(ids: number[]) {
        await Promise.all(_.map(ids, (id: number) => loadUser(id)));
        await Promise.all(R.map(ids, (id: number) => loadUser(id)));
      }
    `,
    fanOut: [
      { messageId: 'fanOut', line: 5, column: 48 },
      { messageId: 'fanOut', line: 6, column: 48 },
    ],
  },
];
