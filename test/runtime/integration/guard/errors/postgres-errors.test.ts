import { connect } from 'node:net';

import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../../../../scripts/embedded-postgres.ts';
import { classifyDatabaseError } from '../../../../../src/runtime/classify-database-error.ts';
import { PrismaClient } from '../../../../fixtures/rewrite/generated/prisma/client.ts';
import { errorOf, until } from './error-of.ts';
import { postgresClients } from './postgres-clients.ts';
import type { SqlClient } from './sql-client.ts';

const timeout = 60_000;
const max = 1;
const ask = (client: SqlClient): Promise<unknown> => client.send('SELECT 1');

let server: EmbeddedPostgres;
let url: string;
let impatientUrl: string;
let superuser: pg.Client;

beforeAll(async () => {
  server = await startEmbeddedPostgres({ max_connections: 20 });
  const tables = `CREATE TABLE item (id integer PRIMARY KEY); INSERT INTO item VALUES (1);
    CREATE TABLE users (id integer PRIMARY KEY, email text UNIQUE, name text, parent_id integer);`;
  url = await server.createDatabase('errors', tables);
  impatientUrl = await server.createDatabase('impatient', tables);
  superuser = new pg.Client({ connectionString: server.superuserConnectionString });
  await superuser.connect();
  await superuser.query(`ALTER DATABASE impatient SET statement_timeout = 300`);
  await superuser.query(`ALTER DATABASE impatient SET lock_timeout = 100`);
  // One after the other: packages that load keep everybody waiting, and what follows is timed.
  for (const open of Object.values(postgresClients)) await errorOf(open, { url, max, acquireMs: 10_000 }, ask);
}, timeout);

afterAll(async () => {
  await superuser.end();
  await server.stop();
}, timeout);

let sleeps = 0;

/** Sends a query that sleeps, and waits until it does. */
async function sleep(client: SqlClient, seconds: number): Promise<{ readonly ended: Promise<unknown> }> {
  // Each sleeps a little longer than the last one, to be told from it.
  const duration = (seconds + ++sleeps / 1000).toFixed(3);
  const ended = client.send(`SELECT 1 AS slept FROM pg_sleep(${duration})`);
  ended.catch(() => undefined);
  await until(async () => {
    const active = `SELECT 1 FROM pg_stat_activity WHERE query LIKE '%' || $1 || '%' AND state = 'active'`;
    return (await superuser.query(`${active} AND pid <> pg_backend_pid()`, [duration])).rowCount === 1;
  });
  return { ended };
}

/** Takes all connections that the server has for ordinary users. */
async function fillServer(): Promise<{ empty(): Promise<unknown> }> {
  const clients: pg.Client[] = [];
  for (;;) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
    } catch {
      return { empty: () => Promise.all(clients.map((filler) => filler.end())) };
    }
    clients.push(client);
  }
}

/** They have no time limit for a connection of the pool. */
const waitForEver: ReadonlySet<string> = new Set(['postgres', 'slonik']);

// These wait, and disturb nobody: side by side they wait once.
describe.concurrent.each(Object.entries(postgresClients))('%s', { timeout }, (name, open) => {
  it(`${waitForEver.has(name) ? 'waits for' : 'is told of'} its own pool when it is full`, async () => {
    const error = await errorOf(open, { url, max, acquireMs: 2000 }, async (client) => {
      // Not the first query: some clients ask for the server's version before it.
      await ask(client);
      const { ended } = await sleep(client, 5);
      try {
        await ask(client);
      } finally {
        await ended.catch(() => undefined);
      }
    });
    const kind = error === undefined ? 'no error' : classifyDatabaseError(error).kind;
    expect(kind).toBe(waitForEver.has(name) ? 'no error' : 'exhausted');
  });
});

describe.each(Object.entries(postgresClients))('%s', { timeout }, (_, open) => {
  const acquireMs = 2000;

  async function kindOf(
    provoke: (client: SqlClient) => Promise<unknown>,
    options: { readonly url?: string } = {},
  ): Promise<string> {
    const error = await errorOf(open, { url, max, acquireMs, ...options }, provoke);
    return error === undefined ? 'no error' : classifyDatabaseError(error).kind;
  }

  it('answers', async () => {
    expect(await errorOf(open, { url, max, acquireMs }, ask)).toBeUndefined();
  });

  it('is told that the server is full: exhausted', async () => {
    const filled = await fillServer();
    try {
      expect(await kindOf(ask)).toBe('exhausted');
    } finally {
      await filled.empty();
    }
  });

  it('finds nobody listening: unavailable', async () => {
    expect(await kindOf(ask, { url: 'postgresql://a:b@127.0.0.1:1/none' })).toBe('unavailable');
  });

  it('loses its connection while a query runs: unavailable', async () => {
    const provoke = async (client: SqlClient): Promise<void> => {
      await ask(client);
      const { ended } = await sleep(client, 20);
      await superuser.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'errors'`);
      await ended;
    };
    expect(await kindOf(provoke)).toBe('unavailable');
  });

  it('runs into the time limit of statements: timeout', async () => {
    expect(await kindOf((client) => client.send('SELECT 1 AS slept FROM pg_sleep(20)'), { url: impatientUrl })).toBe(
      'timeout',
    );
  });

  it.each([
    ['a wrong password', (text: string) => text.replace(/:[^:@]+@/, ':wrong@')],
    ['no such database', (text: string) => text.replace(/errors$/, 'nothing')],
  ])('has %s: configuration', async (_wrong, change) => {
    expect(await kindOf(ask, { url: change(url) })).toBe('configuration');
  });

  it.each([
    ['a key that exists', 'INSERT INTO item VALUES (1)'],
    ['a division by zero', 'SELECT 1 / 0'],
    ['a table that does not exist', 'SELECT * FROM nothing'],
  ])('sends %s: query', async (_what, sql) => {
    expect(await kindOf((client) => client.send(sql))).toBe('query');
  });

  it('waits too long for a lock: transient', async () => {
    const holder = new pg.Client({ connectionString: impatientUrl });
    await holder.connect();
    await holder.query('BEGIN; LOCK TABLE item IN ACCESS EXCLUSIVE MODE');
    try {
      expect(await kindOf((client) => client.send('SELECT id FROM item'), { url: impatientUrl })).toBe('transient');
    } finally {
      await holder.end();
    }
  });
});

describe('prisma 7, models', { timeout }, () => {
  async function kindOf(
    connectionString: string,
    provoke: (prisma: PrismaClient) => Promise<unknown>,
    connectionTimeoutMillis = 2000,
  ): Promise<string> {
    const adapter = new PrismaPg({ connectionString, max: 1, connectionTimeoutMillis });
    const prisma = new PrismaClient({ adapter });
    try {
      await provoke(prisma);
      return 'no error';
    } catch (error) {
      return classifyDatabaseError(error).kind;
    } finally {
      await prisma.$disconnect();
    }
  }
  const find = (prisma: PrismaClient): Promise<unknown> => prisma.user.findMany();
  const create = (prisma: PrismaClient): Promise<unknown> =>
    prisma.user.create({ data: { id: 1, email: 'a@example.org', name: 'a' } });

  it('sees the server full: exhausted', async () => {
    const filled = await fillServer();
    try {
      expect(await kindOf(url, find)).toBe('exhausted');
    } finally {
      await filled.empty();
    }
  });

  it('sees its pool full, also when it begins a transaction: exhausted', async () => {
    const whileFull = (ask: (prisma: PrismaClient) => Promise<unknown>) => (prisma: PrismaClient) =>
      prisma.$transaction(() => ask(prisma), { timeout: 10_000 });
    expect(await kindOf(url, whileFull(find), 1000)).toBe('exhausted');
    const begin = (prisma: PrismaClient): Promise<unknown> => prisma.$transaction(find as never, { maxWait: 500 });
    expect(await kindOf(url, whileFull(begin), 5000)).toBe('exhausted');
  });

  it('runs out of the time of a transaction: timeout', async () => {
    const provoke = (prisma: PrismaClient): Promise<unknown> =>
      prisma.$transaction(
        async (transaction) => {
          await transaction.$queryRaw`SELECT 1 FROM pg_sleep(0.5)`;
          return transaction.user.findMany();
        },
        { timeout: 100 },
      );
    expect(await kindOf(url, provoke)).toBe('timeout');
  });

  it('finds nobody listening: unavailable', async () => {
    expect(await kindOf('postgresql://a:b@127.0.0.1:1/none', find)).toBe('unavailable');
  });

  it('sends what the schema or the database refuses: query', async () => {
    expect(await kindOf(url, async (prisma) => [await create(prisma), await create(prisma)])).toBe('query');
    expect(await kindOf(url, (prisma) => prisma.user.findUniqueOrThrow({ where: { id: 99 } }))).toBe('query');
    expect(await kindOf(url, (prisma) => prisma.user.findMany({ where: { nothing: 1 } as never }))).toBe('query');
  });

  it('waits too long for a lock: transient', async () => {
    const holder = new pg.Client({ connectionString: impatientUrl });
    await holder.connect();
    await holder.query('BEGIN; LOCK TABLE users IN ACCESS EXCLUSIVE MODE');
    try {
      expect(await kindOf(impatientUrl, find)).toBe('transient');
    } finally {
      await holder.end();
    }
  });

  it('loses a race of serializable transactions: transient', async () => {
    const [first, second] = [1, 2].map(
      () => new PrismaClient({ adapter: new PrismaPg({ connectionString: impatientUrl, max: 1 }) }),
    ) as [PrismaClient, PrismaClient];
    await first.user.create({ data: { id: 5, email: 'five@example.org', name: 'five' } });
    const change = { where: { id: 5 }, data: { name: 'changed' } };
    const error: unknown = await first
      .$transaction(
        async (transaction) => {
          await transaction.user.findMany();
          await second.user.update(change);
          await transaction.user.update(change);
        },
        { isolationLevel: 'Serializable' },
      )
      .catch((reason: unknown) => reason);
    await Promise.all([first.$disconnect(), second.$disconnect()]);
    expect(classifyDatabaseError(error)).toMatchObject({ kind: 'transient', transient: true });
  });
});

it('a host with several addresses of which none answers is unavailable', async () => {
  const error = await new Promise((resolve) => {
    const addresses = [
      { address: '127.0.0.1', family: 4 },
      { address: '127.0.0.2', family: 4 },
    ];
    connect({
      host: 'several.example',
      port: 1,
      autoSelectFamily: true,
      lookup: (_, __, callback) => {
        callback(null, addresses);
      },
    }).once('error', resolve);
  });
  expect(error).toBeInstanceOf(AggregateError);
  expect(classifyDatabaseError(error)).toMatchObject({ kind: 'unavailable', code: 'ECONNREFUSED' });
});
