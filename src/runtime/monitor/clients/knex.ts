import { acquisitionStack } from '../acquisition-stack.ts';
import { listen, type Emitter } from '../listen.ts';
import type { PoolObserver, PoolSource, Probe } from '../pool-source.ts';
import { probeStatement } from '../probe-statement.ts';
import { hasMethods, isObject } from '../../has-methods.ts';

/** The pool of Knex, from the package tarn. */
interface TarnPool extends Emitter {
  readonly max: number;
  readonly acquireTimeoutMillis: number;
  numUsed(): number;
  numFree(): number;
  numPendingAcquires(): number;
  numPendingCreates(): number;
}

interface KnexClient extends Emitter {
  readonly pool: TarnPool;
  readonly driverName?: string;
}

interface Knex {
  readonly client: KnexClient;
  raw(statement: string): PromiseLike<unknown>;
}

/** Knex, and through it Objection and MikroORM up to 6. */
export function recogniseKnex(value: unknown): PoolSource | undefined {
  if (!hasMethods(value, ['raw']) || !hasMethods(value['client'], ['on', 'removeListener'])) return undefined;
  if (!hasMethods(value['client']['pool'], ['numUsed', 'numPendingAcquires', 'on'])) return undefined;
  return knexPool(value as unknown as Knex);
}

/** `db.system.name` by the name of the driver. */
const systems: Readonly<Record<string, string>> = {
  pg: 'postgresql',
  pgnative: 'postgresql',
  mysql: 'mysql',
  mysql2: 'mysql',
  sqlite3: 'sqlite',
  'better-sqlite3': 'sqlite',
  mssql: 'microsoft.sql_server',
};

function knexPool(knex: Knex): PoolSource {
  const { client } = knex;
  const { pool } = client;
  const system = systems[client.driverName ?? ''];
  // tarn keeps those in its queue for whom it opens a connection.
  const waiting = (): number => Math.max(0, pool.numPendingAcquires() - pool.numPendingCreates());

  return {
    client: 'knex',
    system,
    doubleQuotes: system === 'mysql' ? 'text' : 'name',
    countedFrom: 'pool',
    counts() {
      const active = pool.numUsed();
      const idle = pool.numFree();
      const connecting = pool.numPendingCreates();
      return { total: active + idle + connecting, connecting, active, idle, waiting: waiting(), max: pool.max };
    },
    active: () => pool.numUsed(),
    waiting,
    max: () => pool.max,
    probe: () => probe(knex),
    observe(observer) {
      const ends = [observeTarn(pool, observer), observeQueries(client, pool, observer)];
      return () => {
        for (const end of ends) end();
      };
    },
  };
}

interface Request {
  readonly requestedAt: number;
  readonly stack: string | undefined;
}

function observeTarn(pool: TarnPool, observer: PoolObserver): () => void {
  const requests = new Map<number, Request>();
  return listen(pool, {
    acquireRequest(id: number) {
      const stack = observer.wantsStacks ? acquisitionStack() : undefined;
      requests.set(id, { requestedAt: observer.now(), stack });
      // tarn adds the caller to its queue, or serves it, after its listeners have been told.
      queueMicrotask(() => {
        observer.requested();
      });
    },
    acquireSuccess(id: number, connection: object) {
      const request = requests.get(id);
      requests.delete(id);
      observer.acquired(request && observer.now() - request.requestedAt, connection, request?.stack);
    },
    acquireFail(id: number) {
      const request = requests.get(id);
      if (!request) return;
      requests.delete(id);
      const waitedMs = observer.now() - request.requestedAt;
      // Whatever error tarn gives then: a timer may fire a little early.
      observer.acquireFailed(waitedMs, waitedMs > pool.acquireTimeoutMillis - 10);
    },
    release(connection: object) {
      observer.released(connection);
      queueMicrotask(() => {
        observer.usageChanged();
      });
    },
  });
}

interface KnexQuery {
  readonly __knexUid: string;
  readonly __knexQueryUid: string;
  readonly sql: string;
}

/** Knex tells of its queries, those in transactions too; streams end without a word, and so with their connection. */
function observeQueries(client: KnexClient, pool: TarnPool, observer: PoolObserver): () => void {
  const startedAt = new Map<string, Map<string, number>>();

  const ended = (
    { __knexUid: connection, __knexQueryUid: query, sql }: KnexQuery,
    failed: boolean,
    error?: unknown,
  ) => {
    const queries = startedAt.get(connection);
    const started = queries?.get(query);
    if (started === undefined) return;
    queries?.delete(query);
    observer.queryEnded(started, sql, failed, error);
  };
  const ends = [
    listen(client, {
      query({ __knexUid: connection, __knexQueryUid: query }: KnexQuery) {
        let queries = startedAt.get(connection);
        if (!queries) startedAt.set(connection, (queries = new Map<string, number>()));
        queries.set(query, observer.now());
      },
      'query-response'(_response: unknown, query: KnexQuery) {
        ended(query, false);
      },
      'query-error'(error: unknown, query: KnexQuery) {
        ended(query, true, error);
      },
    }),
    listen(pool, {
      release(connection: unknown) {
        if (isObject(connection)) startedAt.delete(connection['__knexUid'] as string);
      },
    }),
  ];
  return () => {
    for (const end of ends) end();
  };
}

function probe(knex: Knex): Probe {
  return {
    answered: Promise.resolve(knex.raw(probeStatement)),
    // It does not let go of what hangs: the next probe waits for this one.
    abort: () => false,
  };
}
