import { acquisitionStack } from '../acquisition-stack.ts';
import type { PoolObserver, PoolSource } from '../pool-source.ts';
import { probeStatement } from '../probe-statement.ts';
import { observeCall, wrapMethod } from '../wrap-method.ts';
import { hasMethods, isObject } from '../../has-methods.ts';
import { observeMysql2Connection } from './mysql2-connection.ts';
import { observeQueryMethod } from './query-method.ts';

/** A pool of the package sequelize-pool. */
interface SequelizePool {
  readonly size: number;
  readonly available: number;
  readonly using: number;
  readonly waiting: number;
  readonly maxSize: number;
  readonly acquireTimeoutMillis: number;
}

interface Sequelize {
  query(statement: string, options: object): Promise<unknown>;
  getDialect?(): string;
  readonly dialect?: { readonly name?: string };
}

/** Sequelize 5, 6 and 7. With replication the pools for reading and for writing are counted as one. */
export function recogniseSequelize(value: unknown): PoolSource | undefined {
  if (!hasMethods(value, ['query', 'define', 'transaction'])) return undefined;
  const pools = poolsOf(poolOf(value));
  return pools.length === 0 ? undefined : sequelizePools(value as unknown as Sequelize, pools);
}

/** In 7 the pool stands on the instance, and reading `connectionManager` throws. */
function poolOf(sequelize: Readonly<Record<string, unknown>>): unknown {
  if (isObject(sequelize['pool'])) return sequelize['pool'];
  const connectionManager = sequelize['connectionManager'];
  return isObject(connectionManager) ? connectionManager['pool'] : undefined;
}

function poolsOf(pool: unknown): SequelizePool[] {
  if (!isObject(pool)) return [];
  return [pool['write'], pool['read'], pool].filter(
    (candidate, index, all) => isPool(candidate) && (index < 2 || !all.slice(0, 2).some(isPool)),
  ) as SequelizePool[];
}

function isPool(value: unknown): boolean {
  return hasMethods(value, ['acquire', 'release', 'destroy']) && typeof value['maxSize'] === 'number';
}

function sequelizePools(sequelize: Sequelize, pools: readonly SequelizePool[]): PoolSource {
  const dialect = sequelize.dialect?.name ?? sequelize.getDialect?.();
  const systems: Readonly<Record<string, string>> = { postgres: 'postgresql', mssql: 'microsoft.sql_server' };
  const sum = (count: (pool: SequelizePool) => number): number => {
    let total = 0;
    for (const pool of pools) total += count(pool);
    return total;
  };
  const active = (): number => sum((pool) => pool.using);
  // It keeps those in its queue for whom it opens a connection.
  const waiting = (): number => sum((pool) => Math.max(0, pool.waiting - opening(pool)));
  const max = (): number => sum((pool) => pool.maxSize);

  return {
    client: 'sequelize',
    system: dialect === undefined ? undefined : (systems[dialect] ?? dialect),
    doubleQuotes: dialect === 'mysql' || dialect === 'mariadb' ? 'text' : 'name',
    countedFrom: 'pool',
    counts: () => ({
      total: sum((pool) => pool.size),
      connecting: sum(opening),
      active: active(),
      idle: sum((pool) => pool.available),
      waiting: waiting(),
      max: max(),
    }),
    active,
    waiting,
    max,
    probe: () => ({
      answered: sequelize.query(probeStatement, { raw: true, logging: false }),
      // It does not let go of what hangs: the next probe waits for this one.
      abort: () => false,
    }),
    observe(observer) {
      const ends = pools.map((pool) => observePool(pool, observer));
      return () => {
        for (const end of ends) end();
      };
    },
  };
}

function opening(pool: SequelizePool): number {
  return Math.max(0, pool.size - pool.available - pool.using);
}

function observePool(pool: SequelizePool, observer: PoolObserver): () => void {
  const restores = new Map<object, () => void>();

  const restoreAcquire = wrapMethod(pool, 'acquire', (original) => {
    return function (this: unknown, ...parameters) {
      const requestedAt = observer.now();
      const stack = observer.wantsStacks ? acquisitionStack() : undefined;
      const answer = observeCall(original, this, parameters, (failed, value) => {
        const waitedMs = observer.now() - requestedAt;
        if (failed) {
          // A timer may fire a little early.
          observer.acquireFailed(waitedMs, waitedMs > pool.acquireTimeoutMillis - 10);
          return;
        }
        const connection = value as object;
        if (!restores.has(connection)) restores.set(connection, observeConnection(connection, observer));
        observer.acquired(waitedMs, connection, stack);
      });
      observer.requested();
      return answer;
    };
  });

  const restoreGiveBack = (['release', 'destroy'] as const).map((name) =>
    wrapMethod(pool, name, (original) => {
      return function (this: unknown, ...parameters) {
        const answer = original.apply(this, parameters);
        const connection = parameters[0] as object;
        observer.released(connection);
        if (name === 'destroy') {
          restores.get(connection)?.();
          restores.delete(connection);
        }
        return answer;
      };
    }),
  );

  return () => {
    for (const restore of [restoreAcquire, ...restoreGiveBack, ...restores.values()]) restore();
  };
}

/** Sequelize lends out connections of the drivers. Those of others than pg, mysql2 and mariadb are not timed. */
function observeConnection(connection: object, observer: PoolObserver): () => void {
  if (hasMethods(connection, ['query', 'execute', 'addCommand'])) return observeMysql2Connection(connection, observer);
  const isMariadb = hasMethods(connection, ['query', 'batch', 'importFile']);
  const isPg = hasMethods(connection, ['query', 'connect', 'end']) && 'processID' in connection;
  return isMariadb || isPg ? observeQueryMethod(connection, observer) : () => undefined;
}
