import { guard } from '../../src/runtime/index.ts';
import {
  type BreakableServer,
  breakableConnections,
  type FaultyDatabase,
  startBreakableMariadb,
  startFaultyPostgres,
} from '../../test/runtime/integration/guard/faults/faulty-databases.ts';
import { type GuardedLoad, startGuardedLoad } from '../../test/runtime/integration/guard/faults/guarded-load.ts';
import { openTcpProxy, type TcpProxy } from '../../test/runtime/integration/guard/faults/tcp-proxy.ts';
import { findMariadb } from '../../test/runtime/integration/own-mariadb.ts';
import { markdownTable } from './markdown-table.ts';

const connections = 4;
const callers = 12;
const faultMs = 2000;

interface Scene {
  readonly server: BreakableServer;
  readonly proxy: TcpProxy;
  readonly load: GuardedLoad;
}

/** Lasts for a while, and answers when the fault is over. */
const faults: Readonly<Record<string, (scene: Scene) => Promise<unknown>>> = {
  'server killed, and restarted': async ({ server }) => {
    await server.crash();
    await pause();
    await server.restart();
  },
  '`max_connections` taken by others, connections reset': async ({ server, proxy }) => {
    const others = [await server.takeConnections()];
    // The pool is quick to connect again: until the others have won.
    while (others.reduce((sum, { taken }) => sum + taken, 0) < breakableConnections) {
      proxy.reset();
      others.push(await server.takeConnections());
    }
    await pause();
    await Promise.all(others.map((other) => other.giveBack()));
  },
  'connections reset, again and again': async ({ proxy }) => {
    for (let times = 0; times < 10; times++) {
      proxy.reset();
      await pause(faultMs / 10);
    }
  },
  '40 ms of latency each way': async ({ proxy }) => {
    proxy.delay(40);
    await pause();
    proxy.pass();
  },
  'black hole': async ({ proxy, load }) => {
    proxy.swallow();
    await load.seen('circuitOpen');
    await pause();
    proxy.pass();
  },
  'statements take a minute': async ({ server }) => {
    await server.slowDown(60);
    await pause();
    await server.slowDown(0);
  },
};

/** What callers see while something is wrong, and how soon all is well afterwards. */
export async function measureFaults(): Promise<void> {
  const servers = [
    { name: 'PostgreSQL', start: startFaultyPostgres },
    ...(findMariadb() ? [{ name: 'MariaDB', start: startBreakableMariadb }] : []),
  ];
  const rows: string[][] = [];
  for (const { name, start } of servers) {
    const server = await start();
    try {
      for (const fault of Object.keys(faults)) rows.push([`${name}: ${fault}`, ...(await measureFault(server, fault))]);
    } finally {
      await server.stop();
    }
  }
  console.log(`\n${String(callers)} callers, a guard with ${String(connections)} places and a deadline of 2 s:\n`);
  console.log(
    markdownTable(
      ['fault', 'served', 'turned away', 'failed', 'writes lost, doubled', 'longest call, ms', 'well again after, ms'],
      rows,
    ),
  );
}

async function measureFault(server: BreakableServer, fault: string): Promise<string[]> {
  const proxy = await openTcpProxy(server.port);
  const database = await server.connect(proxy.port, connections);
  const db = guard(
    { name: 'faults', max: connections },
    {
      deadlineMs: 2000,
      limiter: { queueTimeoutMs: 1000 },
      breaker: { windowMs: 2000, minimumCalls: 5, openMs: 300, probes: 2 },
    },
  );
  let longest = 0;
  const timed: typeof db = {
    ...db,
    async run(work, options) {
      const startedAt = performance.now();
      try {
        return await db.run(work, options);
      } finally {
        longest = Math.max(longest, performance.now() - startedAt);
      }
    },
  };
  const load = startGuardedLoad(timed, database, callers);
  await load.served(200);
  await faults[fault]?.({ server, proxy, load });
  const overAt = performance.now();
  await wellAgain(db.breaker, load);
  const wellAfter = performance.now() - overAt;
  const outcome = await load.stop();
  const { served = 0, database: failed = 0, deadline = 0, ...refusals } = outcome.counts;
  const turnedAway = Object.values(refusals).reduce((sum, count) => sum + count, 0);
  const { lost, doubled } = await compare(outcome.confirmed, database);
  await database.close();
  await proxy.close();
  return [
    ...[served, turnedAway, failed + deadline].map((count) => count.toLocaleString('en')),
    `${String(lost)}, ${String(doubled)}`,
    ...[longest, wellAfter].map((milliseconds) => Math.round(milliseconds).toLocaleString('en')),
  ];
}

/** Closed, and every caller served once more. */
async function wellAgain(breaker: { readonly isClosed: boolean }, load: GuardedLoad): Promise<void> {
  do await load.served(2 * callers);
  while (!breaker.isClosed);
}

async function compare(
  confirmed: ReadonlySet<number>,
  database: FaultyDatabase,
): Promise<{ readonly lost: number; readonly doubled: number }> {
  const written = await database.written();
  const present = new Set(written);
  return { lost: [...confirmed].filter((id) => !present.has(id)).length, doubled: written.length - present.size };
}

function pause(milliseconds = faultMs): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
