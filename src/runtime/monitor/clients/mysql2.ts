import { acquisitionStack } from '../acquisition-stack.ts';
import type { PoolObserver, PoolSource, Probe } from '../pool-source.ts';
import { probeStatement } from '../probe-statement.ts';
import { observedCallback, wrapMethod } from '../wrap-method.ts';
import { hasMethods, isObject } from '../../has-methods.ts';
import { observeMysql2Connection } from './mysql2-connection.ts';

interface Mysql2Connection {
  query(statement: string, callback: (error: Error | null) => void): unknown;
  release(): void;
  destroy(): void;
}

/** The pool with callbacks; the one with promises holds it as `pool`. */
interface Mysql2Pool {
  readonly _allConnections: { readonly length: number };
  readonly _freeConnections: { readonly length: number };
  readonly _connectionQueue: { readonly length: number };
  readonly config: { readonly connectionLimit: number };
  getConnection(callback: (error: Error | null, connection: Mysql2Connection) => void): void;
}

export function recogniseMysql2Pool(value: unknown): PoolSource | undefined {
  if (!hasMethods(value, ['getConnection', 'releaseConnection', 'query', 'execute'])) return undefined;
  if (!isObject(value['_allConnections']) || !isObject(value['_connectionQueue'])) return undefined;
  return mysql2Pool(value as unknown as Mysql2Pool);
}

function mysql2Pool(pool: Mysql2Pool): PoolSource {
  const opening = { connections: 0 };
  const total = (): number => pool._allConnections.length;
  const idle = (): number => pool._freeConnections.length;
  const active = (): number => Math.max(0, total() - idle() - opening.connections);
  const waiting = (): number => pool._connectionQueue.length;
  const max = (): number => pool.config.connectionLimit || Infinity;

  return {
    client: 'mysql2',
    system: 'mysql',
    doubleQuotes: 'text',
    countedFrom: 'pool',
    counts: () => ({
      total: total(),
      connecting: opening.connections,
      active: active(),
      idle: idle(),
      waiting: waiting(),
      max: max(),
    }),
    active,
    waiting,
    max,
    probe: () => probe(pool),
    observe: (observer) => observePool(pool, observer, opening),
  };
}

interface Request {
  /** A connection is being opened for it. */
  opens: boolean;
}

function observePool(pool: Mysql2Pool, observer: PoolObserver, opening: { connections: number }): () => void {
  const restores = new Map<object, () => void>();
  // A caller in the queue is handed back to `getConnection` when a connection dies: it is still one request.
  const requests = new WeakMap<object, Request>();
  let calledByPool = false;

  const restoreGetConnection = wrapMethod(pool, 'getConnection', (original) => {
    const send = (target: unknown, request: Request, parameters: unknown[]): unknown => {
      const before = pool._allConnections.length;
      const answer = original.apply(target, parameters);
      if (pool._allConnections.length > before) {
        request.opens = true;
        opening.connections++;
      }
      return answer;
    };
    return function (this: unknown, ...parameters) {
      const [callback] = parameters;
      const known = isObject(callback) ? requests.get(callback) : undefined;
      if (known) return send(this, known, parameters);

      const request: Request = { opens: false };
      const requestedAt = observer.now();
      const stack = observer.wantsStacks && !calledByPool ? acquisitionStack() : undefined;
      const observed = observedCallback(callback, (failed, value) => {
        if (request.opens) opening.connections--;
        const waitedMs = observer.now() - requestedAt;
        if (failed) {
          observer.acquireFailed(waitedMs, isObject(value) && value['code'] === 'ETIMEDOUT');
          return;
        }
        const connection = value as Mysql2Connection;
        if (!restores.has(connection)) restores.set(connection, observeMysql2Connection(connection, observer));
        observer.acquired(waitedMs, connection, stack);
      });
      requests.set(observed, request);
      const answer = send(this, request, [observed]);
      observer.requested();
      return answer;
    };
  });

  const restoreRelease = wrapMethod(pool, 'releaseConnection', (original) => {
    return function (this: unknown, ...parameters) {
      const answer = original.apply(this, parameters);
      const connection = parameters[0] as object & { readonly _pool?: object | null };
      observer.released(connection);
      if (!connection._pool) {
        restores.get(connection)?.();
        restores.delete(connection);
      }
      return answer;
    };
  });

  const restoreQueries = (['query', 'execute'] as const).map((name) =>
    wrapMethod(pool, name, (original) => {
      return function (this: unknown, ...parameters) {
        calledByPool = true;
        try {
          return original.apply(this, parameters);
        } finally {
          calledByPool = false;
        }
      };
    }),
  );

  return () => {
    for (const restore of [...restoreQueries, restoreRelease, restoreGetConnection, ...restores.values()]) restore();
  };
}

function probe(pool: Mysql2Pool): Probe {
  let connection: Mysql2Connection | undefined;
  let aborted = false;

  const answered = new Promise<void>((resolve, reject) => {
    pool.getConnection((error, given) => {
      if (error || aborted) {
        if (!error) given.release();
        reject(error ?? new Error('The probe was given up.'));
        return;
      }
      connection = given;
      given.query(probeStatement, (queryError) => {
        if (connection) given.release();
        connection = undefined;
        if (queryError) reject(queryError);
        else resolve();
      });
    });
  });
  return {
    answered,
    abort() {
      aborted = true;
      const hanging = connection;
      connection = undefined;
      hanging?.destroy();
      return hanging !== undefined;
    },
  };
}
