import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { guard, type Guard } from '../../../../../src/runtime/guard.ts';
import { hasMariadb } from '../../mariadb.ts';
import { expectNoLostWrite } from './expect-no-lost-write.ts';
import { type FaultyDatabase, type FaultyServer, startFaultyMariadb, startFaultyPostgres } from './faulty-databases.ts';
import { type GuardedLoad, type LoadOutcome, startGuardedLoad } from './guarded-load.ts';
import { openTcpProxy, type TcpProxy } from './tcp-proxy.ts';

const timeout = 120_000;
const connections = 4;
const callers = 12;

const servers = [
  { name: 'PostgreSQL, pg', there: true, start: startFaultyPostgres },
  { name: 'MariaDB, mysql2', there: await hasMariadb(), start: startFaultyMariadb },
];

// Each server's tests one after the other, the servers side by side.
describe.concurrent.each(servers.filter(({ there }) => there))('a guard in front of $name', ({ start }) => {
  describe('under faults', { concurrent: false, timeout }, () => {
    let server: FaultyServer;
    let proxy: TcpProxy;
    let database: FaultyDatabase;
    let db: Guard;
    let load: GuardedLoad;

    beforeAll(async () => {
      server = await start();
    }, timeout);

    afterAll(() => server.stop(), timeout);

    beforeEach(async () => {
      proxy = await openTcpProxy(server.port);
      database = await server.connect(proxy.port, connections);
      db = guard(
        { name: 'faults', max: connections },
        {
          deadlineMs: 2000,
          limiter: { queueTimeoutMs: 1000 },
          breaker: { windowMs: 2000, minimumCalls: 5, openMs: 300, probes: 2 },
        },
      );
      load = startGuardedLoad(db, database, callers);
      await load.served(50);
    }, timeout);

    afterEach(async () => {
      await load.stop();
      await database.close();
      await proxy.close();
    }, timeout);

    /** Everybody is served again, in the same process. */
    async function recovered(): Promise<LoadOutcome> {
      await load.served(100);
      const outcome = await load.stop();
      expectNoLostWrite(outcome, await database.written());
      expect(db.state()).toMatchObject({ circuit: { kind: 'closed' }, limiter: { active: 0, queued: 0 } });
      return outcome;
    }

    it('loses and doubles no write while connections are reset', async () => {
      for (let fault = 0; fault < 5; fault++) {
        proxy.reset();
        await load.served(30);
      }
      const { counts } = await recovered();
      expect(counts['database']).toBeGreaterThan(0);
    });

    it('serves all when the network is only slow', async () => {
      const before = load.served(60);
      proxy.delay(40);
      await before;
      const { counts } = await recovered();
      expect(Object.keys(counts)).toEqual(['served']);
    });

    it('answers in a black hole, and goes on when the network is back', async () => {
      proxy.swallow();
      await load.seen('deadline');
      await load.seen('circuitOpen');
      proxy.pass();
      await recovered();
    });

    it('answers in a black hole, and goes on when its connections are lost with it', async () => {
      proxy.swallow();
      await load.seen('circuitOpen');
      proxy.reset();
      proxy.pass();
      await recovered();
    });
  });
});
