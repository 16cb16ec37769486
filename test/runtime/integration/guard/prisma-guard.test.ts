import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../../../scripts/embedded-postgres.ts';
import { guard, type Guard } from '../../../../src/runtime/guard.ts';
import { prismaGuard } from '../../../../src/runtime/prisma-guard.ts';
import { PrismaClient } from '../../../fixtures/rewrite/generated/prisma/client.ts';
import { outcomeOf } from '../../deferred.ts';
import { until } from './errors/error-of.ts';

const timeout = 60_000;
let server: EmbeddedPostgres;
let url: string;
let pool: pg.Pool;
let db: Guard;
let queries: string[];
let prisma: ReturnType<typeof extend>;

function extend(client: PrismaClient, extending: Guard) {
  return client.$extends(prismaGuard(extending));
}

beforeAll(async () => {
  server = await startEmbeddedPostgres();
  const rows = `INSERT INTO users SELECT n, 'user' || n || '@example.org', 'user ' || n FROM generate_series(1, 50) AS n`;
  const tables = 'CREATE TABLE users (id integer PRIMARY KEY, email text UNIQUE, name text, parent_id integer);';
  url = await server.createDatabase('guarded', tables + rows);
}, timeout);

afterAll(() => server.stop(), timeout);

beforeEach(() => {
  pool = new pg.Pool({ connectionString: url, max: 2 });
  pool.on('error', () => undefined);
  db = guard({ name: 'guarded', max: 2 }, { breaker: { minimumCalls: 5 }, limiter: { queueTimeoutMs: 2000 } });
  queries = [];
  const client = new PrismaClient({
    adapter: new PrismaPg(pool),
    log: [{ level: 'query', emit: 'event' }],
  });
  client.$on('query', ({ query }) => queries.push(query));
  prisma = extend(client, db);
  return async () => {
    await prisma.$disconnect();
    await pool.end();
  };
});

const ids = Array.from({ length: 50 }, (_, index) => index + 1);

describe('prismaGuard', { timeout }, () => {
  it('keeps the types and the results of the client', async () => {
    const user = await prisma.user.findFirst({ where: { id: 7 }, select: { name: true } });
    const name: string | undefined = user?.name;
    expect(name).toBe('user 7');
    expect(await prisma.$queryRaw`SELECT 1 AS one`).toEqual([{ one: 1 }]);
    expect(await prisma.user.count()).toBe(50);
    expect(db.state().circuit).toMatchObject({ calls: 3, failures: 0 });
  });

  it('limits the operations that run at once', async () => {
    let most = 0;
    const watching = setInterval(() => {
      most = Math.max(most, db.limiter.state().active);
    }, 1);
    const found = await Promise.all(ids.slice(0, 20).map((id) => prisma.user.findMany({ where: { id } })));
    clearInterval(watching);
    expect(found.flat()).toHaveLength(20);
    expect(most).toBeLessThanOrEqual(2);
  });

  it('leaves to Prisma what it makes one query of: 50 findUnique with 2 connections are 1 query', async () => {
    const found = await Promise.all(ids.map((id) => prisma.user.findUnique({ where: { id } })));
    expect(found.map((user) => user?.id)).toEqual(ids);
    expect(queries).toHaveLength(1);
  });

  it('gives each of such reads its own answer', async () => {
    const [found, missing, refused] = await Promise.all([
      prisma.user.findUnique({ where: { id: 1 } }),
      prisma.user.findUnique({ where: { id: 999 } }),
      outcomeOf(prisma.user.findUniqueOrThrow({ where: { id: 999 } })),
    ]);
    expect([found?.id, missing]).toEqual([1, null]);
    expect(refused).toMatch('No record was found');
  });

  it('lets the operations of transactions through, which hold a connection: no deadlock with the limiter', async () => {
    const interactive = Array.from({ length: 6 }, () =>
      db.run(() =>
        prisma.$transaction(async (transaction) => {
          await transaction.user.findMany();
          return transaction.user.count();
        }),
      ),
    );
    expect(await Promise.all(interactive)).toEqual([50, 50, 50, 50, 50, 50]);
    const batch = ids.slice(0, 10).map((id) => prisma.user.findMany({ where: { id } }));
    expect(await prisma.$transaction(batch)).toHaveLength(10);
    expect(db.limiter.state()).toMatchObject({ active: 0, queued: 0 });
  });

  describe('when the connection is killed while it runs', () => {
    let superuser: pg.Client;

    beforeEach(async () => {
      superuser = new pg.Client({ connectionString: new URL('/guarded', server.superuserConnectionString).href });
      await superuser.connect();
      return () => superuser.end();
    });

    /** Keeps an operation waiting for its table, and kills its connection there. */
    async function killDuring<Value>(operation: () => Promise<Value>): Promise<Value> {
      await superuser.query('BEGIN; LOCK TABLE users IN ACCESS EXCLUSIVE MODE');
      const result = operation();
      result.catch(() => undefined);
      await until(async () => {
        // A transaction sees the activity as it was when it first asked.
        await superuser.query('SELECT pg_stat_clear_snapshot()');
        const { rowCount } = await superuser.query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event_type = 'Lock'`,
        );
        return rowCount === 1;
      });
      await superuser.query('COMMIT');
      return result;
    }

    it('a read is run again', async () => {
      expect(await killDuring(() => prisma.user.count())).toBe(50);
      expect(db.state().circuit).toMatchObject({ calls: 2, failures: 1 });
    });

    it('a write is not, and has not happened', async () => {
      const data = { id: 100, email: 'x@example.org', name: 'x' };
      expect(await outcomeOf(killDuring(() => prisma.user.create({ data })))).toBe('database');
      expect(await prisma.user.count()).toBe(50);
    });
  });

  it('opens when the database is away, and answers at once', async () => {
    const away = extend(
      new PrismaClient({ adapter: new PrismaPg({ connectionString: 'postgresql://a:b@127.0.0.1:1/none' }) }),
      db,
    );
    for (let call = 0; call < 5; call++) {
      expect(await outcomeOf(away.user.create({ data: { id: 1, email: '', name: '' } }))).toBe('database');
    }
    expect(await outcomeOf(away.user.findUnique({ where: { id: 1 } }))).toBe('circuitOpen');
  });
});
