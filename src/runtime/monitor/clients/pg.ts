import { acquisitionStack } from '../acquisition-stack.ts';
import { listen, type Emitter } from '../listen.ts';
import type { PoolObserver, PoolSource, Probe } from '../pool-source.ts';
import { probeStatement } from '../probe-statement.ts';
import { observeCall, wrapMethod, type Settled } from '../wrap-method.ts';
import { hasMethods, isObject } from '../../has-methods.ts';
import { observeQueryMethod } from './query-method.ts';
import { statementOf } from './statement-of.ts';

interface PgPoolClient {
  query(statement: string): Promise<unknown>;
  release(error?: Error): void;
}

/** `pg.Pool`, and the pools that extend it: Neon's and Vercel's. */
interface PgPool extends Emitter {
  readonly totalCount: number;
  readonly idleCount: number;
  readonly waitingCount: number;
  readonly options: { readonly max: number };
  readonly _clients?: readonly { readonly _connected?: boolean }[];
  connect(): Promise<PgPoolClient>;
}

export function recognisePgPool(value: unknown): PoolSource | undefined {
  if (!hasMethods(value, ['connect', 'query', 'on', 'removeListener'])) return undefined;
  if (typeof value['totalCount'] !== 'number' || typeof value['waitingCount'] !== 'number') return undefined;
  return isObject(value['options']) ? pgPool(value as unknown as PgPool) : undefined;
}

function pgPool(pool: PgPool): PoolSource {
  // pg counts a connection from when it begins to connect; its events tell which are lent out.
  const connected = pool._clients?.filter((client) => client._connected !== false).length ?? pool.totalCount;
  let active = Math.max(0, connected - pool.idleCount);
  // Once a connection is idle, pg puts each caller into the queue, and serves it on the next tick where it can.
  const waiting = (): number => {
    const { idleCount, options, totalCount, waitingCount } = pool;
    return Math.max(0, waitingCount - idleCount - Math.max(0, options.max - totalCount));
  };

  return {
    client: 'pg',
    system: 'postgresql',
    doubleQuotes: 'name',
    countedFrom: 'pool',
    counts() {
      const { totalCount: total, idleCount: idle } = pool;
      const connecting = Math.max(0, total - idle - active);
      return { total, connecting, active, idle, waiting: waiting(), max: pool.options.max };
    },
    active: () => active,
    waiting,
    max: () => pool.options.max,
    probe: () => probe(pool),
    observe: (observer) =>
      observePool(pool, observer, (change) => {
        active = Math.max(0, active + change);
      }),
  };
}

/** A call of `pool.query`, which runs its query on a connection of its own. */
interface PoolQuery {
  connectedAt: number | undefined;
}

function observePool(pool: PgPool, observer: PoolObserver, activeChanged: (by: 1 | -1) => void): () => void {
  const restores = new Map<object, () => void>();
  let starting: PoolQuery | undefined;
  let sendingForPool = false;

  const stopListening = listen(pool, {
    acquire: (client: object) => {
      activeChanged(1);
      if (!restores.has(client))
        restores.set(
          client,
          observeQueryMethod(client, observer, () => sendingForPool),
        );
    },
    release: (_error: unknown, client: object) => {
      activeChanged(-1);
      observer.released(client);
    },
    remove: (client: object) => {
      restores.get(client)?.();
      restores.delete(client);
    },
  });

  const restoreConnect = wrapMethod(pool, 'connect', (original) => {
    return function (this: unknown, ...parameters) {
      const query = starting;
      starting = undefined;
      const requestedAt = observer.now();
      // Who holds the connection of `pool.query` is known, and it is given back as soon as the query ends.
      const stack = observer.wantsStacks && !query ? acquisitionStack() : undefined;
      const settled: Settled = (failed, value) => {
        const now = observer.now();
        if (failed) {
          observer.acquireFailed(now - requestedAt, isAcquireTimeout(value));
          return;
        }
        if (query) query.connectedAt = now;
        observer.acquired(now - requestedAt, value as object, stack);
      };
      const [callback] = parameters;
      if (query && typeof callback === 'function') {
        // The callback sends the query at once, and it is timed with the call that it belongs to.
        parameters[0] = function (this: unknown, ...answer: unknown[]) {
          sendingForPool = true;
          try {
            return callback.apply(this, answer) as unknown;
          } finally {
            sendingForPool = false;
          }
        };
      }
      const answer = observeCall(original, this, parameters, settled);
      observer.requested();
      return answer;
    };
  });

  const restoreQuery = wrapMethod(pool, 'query', (original) => {
    return function (this: unknown, ...parameters) {
      const query: PoolQuery = { connectedAt: undefined };
      const [statement] = parameters;
      const settled: Settled = (failed, value) => {
        // What never had a connection never ran.
        if (query.connectedAt === undefined) return;
        observer.queryEnded(query.connectedAt, statementOf(statement), failed, value);
      };
      starting = query;
      try {
        return observeCall(original, this, parameters, settled);
      } finally {
        // Nobody asked for a connection: Neon sends queries by HTTP where it is told to.
        if (starting === query) query.connectedAt = observer.now();
        starting = undefined;
      }
    };
  });

  return () => {
    restoreQuery();
    restoreConnect();
    stopListening();
    for (const restore of restores.values()) restore();
  };
}

/** pg gives these errors no code. */
function isAcquireTimeout(error: unknown): boolean {
  const message = error instanceof Error ? error.message : '';
  return message === 'timeout exceeded when trying to connect' || message.endsWith('due to connection timeout');
}

function probe(pool: PgPool): Probe {
  let client: PgPoolClient | undefined;
  let aborted = false;

  const letGo = (): PgPoolClient | undefined => {
    const held = client;
    client = undefined;
    return held;
  };
  const ask = async (): Promise<void> => {
    client = await pool.connect();
    try {
      if (!aborted) await client.query(probeStatement);
    } catch (error) {
      letGo()?.release(error as Error);
      throw error;
    }
    letGo()?.release();
  };
  return {
    answered: ask(),
    abort() {
      aborted = true;
      const hanging = letGo();
      hanging?.release(new Error('The database did not answer the probe in time.'));
      return hanging !== undefined;
    },
  };
}
