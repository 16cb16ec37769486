import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../../../../scripts/embedded-postgres.ts';
import { guard, type Guard } from '../../../../../src/runtime/guard.ts';
import { expectNoLostWrite } from './expect-no-lost-write.ts';
import { connectPostgres, type FaultyDatabase } from './faulty-databases.ts';
import { type GuardedLoad, startGuardedLoad } from './guarded-load.ts';

const timeout = 120_000;
const connections = 4;
let server: EmbeddedPostgres;
let url: string;

beforeAll(async () => {
  // 3 of them are for superusers. What was confirmed must outlive a crash.
  server = await startEmbeddedPostgres({ max_connections: 13, synchronous_commit: 'on' });
  url = await server.createDatabase('faults');
}, timeout);

afterAll(() => server.stop(), timeout);

function createGuard(): Guard {
  return guard(
    { name: 'faults', max: connections },
    {
      deadlineMs: 2000,
      limiter: { queueTimeoutMs: 1000 },
      breaker: { windowMs: 2000, minimumCalls: 5, openMs: 300, probes: 2 },
    },
  );
}

describe('a guard in front of PostgreSQL', { timeout }, () => {
  let database: FaultyDatabase;
  let db: Guard;

  beforeEach(async () => {
    database = await connectPostgres(url, Number(new URL(url).port), connections);
    db = createGuard();
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
    const load = startGuardedLoad(db, database, 12);
    await load.served(50);
    await server.crash();
    await load.seen('circuitOpen');
    await server.restart();
    const counts = await recovered(load);
    expect(counts['database']).toBeGreaterThan(0);
  });

  it('goes on when others have taken all connections of the server and give them back', async () => {
    const others: pg.Client[] = [];
    for (;;) {
      const other = new pg.Client({ connectionString: url });
      try {
        await other.connect();
      } catch {
        break;
      }
      others.push(other);
    }
    const load = startGuardedLoad(db, database, 12);
    await load.seen('database');
    await load.seen('circuitOpen');
    await Promise.all(others.map((other) => other.end()));
    await recovered(load);
  });

  it('goes on when queries were slow for a while', async () => {
    const administrator = new pg.Client({ connectionString: url });
    await administrator.connect();
    await administrator.query('DROP TABLE IF EXISTS slowness; CREATE TABLE slowness AS SELECT 0 AS seconds');
    const pool = new pg.Pool({ connectionString: url, max: connections, statement_timeout: 200 });
    const slow: FaultyDatabase = {
      ...database,
      read: () => pool.query('SELECT pg_sleep(seconds) FROM slowness'),
      write: (id) => pool.query('INSERT INTO written SELECT $1 FROM slowness, pg_sleep(seconds)', [id]),
    };
    const load = startGuardedLoad(db, slow, 12);
    await load.served(50);
    await administrator.query('UPDATE slowness SET seconds = 60');
    await load.seen('circuitOpen');
    await administrator.query('UPDATE slowness SET seconds = 0');
    const counts = await recovered(load);
    expect(counts['database']).toBeGreaterThan(0);
    await pool.end();
    await administrator.end();
  });

  it('keeps 4 pools of 10 within the server: with a limiter each, nobody is refused', async () => {
    const processes = await Promise.all(
      Array.from({ length: 4 }, async () => ({
        database: await connectPostgres(url, Number(new URL(url).port), 10),
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
