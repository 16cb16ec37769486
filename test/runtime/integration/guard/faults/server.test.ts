import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { guard, type Guard } from '../../../../../src/runtime/guard.ts';
import { findMariadb } from '../../own-mariadb.ts';
import { expectNoLostWrite } from './expect-no-lost-write.ts';
import {
  type BreakableServer,
  type FaultyDatabase,
  startBreakableMariadb,
  startFaultyPostgres,
} from './faulty-databases.ts';
import { type GuardedLoad, startGuardedLoad } from './guarded-load.ts';

const timeout = 120_000;
const connections = 4;
const callers = 12;

const servers = [
  { name: 'PostgreSQL, pg', there: true, start: startFaultyPostgres },
  { name: 'MariaDB, mysql2', there: findMariadb() !== undefined, start: startBreakableMariadb },
];

// Each server's tests one after the other, the servers side by side.
describe.concurrent.each(servers.filter(({ there }) => there))('a guard in front of $name', ({ start }) => {
  describe('under faults', { concurrent: false, timeout }, () => {
    let server: BreakableServer;
    let database: FaultyDatabase;
    let db: Guard;

    beforeAll(async () => {
      server = await start();
    }, timeout);

    afterAll(() => server.stop(), timeout);

    beforeEach(async () => {
      database = await server.connect(server.port, connections);
      db = guard(
        { name: 'faults', max: connections },
        {
          deadlineMs: 2000,
          limiter: { queueTimeoutMs: 1000 },
          breaker: { windowMs: 2000, minimumCalls: 5, openMs: 300, probes: 2 },
        },
      );
    }, timeout);

    afterEach(() => database.close(), timeout);

    async function recovered(load: GuardedLoad): Promise<Readonly<Record<string, number>>> {
      await load.served(100);
      const outcome = await load.stop();
      expectNoLostWrite(outcome, await database.written());
      expect(db.state()).toMatchObject({ circuit: { kind: 'closed' }, limiter: { active: 0, queued: 0 } });
      return outcome.counts;
    }

    it('goes on when the server crashes and comes back under load', async () => {
      const load = startGuardedLoad(db, database, callers);
      await load.served(50);
      await server.crash();
      await load.seen('circuitOpen');
      await server.restart();
      const counts = await recovered(load);
      expect(counts['database']).toBeGreaterThan(0);
    });

    it('goes on when others have taken all connections of the server and give them back', async () => {
      const others = await server.takeConnections();
      const load = startGuardedLoad(db, database, callers);
      await load.seen('database');
      await load.seen('circuitOpen');
      await others.giveBack();
      await recovered(load);
    });

    it('goes on when queries were slow for a while', async () => {
      const load = startGuardedLoad(db, database, callers);
      await load.served(50);
      await server.slowDown(60);
      await load.seen('circuitOpen');
      await server.slowDown(0);
      const counts = await recovered(load);
      expect(counts['database']).toBeGreaterThan(0);
    });

    it('keeps 4 pools of 10 within the server: with a limiter each, nobody is refused', async () => {
      const processes = await Promise.all(
        Array.from({ length: 4 }, async () => ({
          database: await server.connect(server.port, 10),
          guard: guard({ name: 'one of four', max: 2 }, { limiter: { maxQueued: 100 } }),
        })),
      );
      const fanOut = processes.flatMap((one) =>
        Array.from({ length: 50 }, () => one.guard.run(() => one.database.read())),
      );
      const outcomes = await Promise.allSettled(fanOut);
      expect(outcomes.filter(({ status }) => status === 'rejected')).toEqual([]);
      await Promise.all(processes.map((one) => one.database.close()));
    });
  });
});
