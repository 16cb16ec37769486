import { acquisitionStack } from '../acquisition-stack.ts';
import { listen, type Emitter } from '../listen.ts';
import type { PoolObserver, PoolSource, Probe } from '../pool-source.ts';
import { probeStatement } from '../probe-statement.ts';
import { observeCall, wrapMethod } from '../wrap-method.ts';
import { hasMethods, isObject } from '../../has-methods.ts';

interface MariadbConnection {
  query(statement: string): Promise<unknown>;
  release(): unknown;
  destroy(): void;
}

interface MariadbPool extends Emitter {
  toString(): string;
  totalConnections(): number;
  activeConnections(): number;
  idleConnections(): number;
  taskQueueSize(): number;
  getConnection(): Promise<MariadbConnection>;
}

export function recogniseMariadbPool(value: unknown): PoolSource | undefined {
  const methods = ['totalConnections', 'activeConnections', 'idleConnections', 'taskQueueSize', 'getConnection', 'on'];
  return hasMethods(value, methods) ? mariadbPool(value as unknown as MariadbPool) : undefined;
}

function mariadbPool(pool: MariadbPool): PoolSource {
  // The limit is shown nowhere else: "poolPromise(active=0 idle=1 limit=10)".
  const limit = /limit=(\d+)/.exec(pool.toString())?.[1];
  const max = limit === undefined ? Infinity : Number(limit);

  return {
    client: 'mariadb',
    system: 'mariadb',
    doubleQuotes: 'text',
    countedFrom: 'pool',
    counts: () => ({
      total: pool.totalConnections(),
      // It opens one at a time and does not say when.
      connecting: 0,
      active: pool.activeConnections(),
      idle: pool.idleConnections(),
      waiting: pool.taskQueueSize(),
      max,
    }),
    active: () => pool.activeConnections(),
    waiting: () => pool.taskQueueSize(),
    max: () => max,
    probe: () => probe(pool),
    observe: (observer) => observePool(pool, observer),
  };
}

interface Request {
  readonly requestedAt: number;
  readonly stack: string | undefined;
}

/** The methods of a connection inside the pool; each takes what to send and two callbacks, and all others end there. */
const sendingMethods = ['query', 'prepareExecute', 'batch', 'importFile'] as const;
const poolMethods = ['query', 'execute', 'batch', 'importFile', 'getConnection'] as const;

/** ER_GET_CONNECTION_TIMEOUT. */
const acquireTimeout = 45028;

function observePool(pool: MariadbPool, observer: PoolObserver): () => void {
  const restores = new Map<object, () => void>();
  // The pool serves its callers in order and does not say whom.
  const requests: Request[] = [];

  const stopListening = listen(pool, {
    acquire: (connection: object) => {
      const request = requests.shift();
      if (!restores.has(connection)) restores.set(connection, observeConnection(connection, observer));
      observer.acquired(request && observer.now() - request.requestedAt, connection, request?.stack);
      dropClosed(restores);
    },
    release: (connection: object) => {
      observer.released(connection);
      // The pool counts the connection as lent out until its listeners have been told.
      queueMicrotask(() => {
        observer.usageChanged();
      });
    },
  });

  const restorePool = poolMethods.map((name) =>
    wrapMethod(pool, name, (original) => {
      return function (this: unknown, ...parameters) {
        const stack = observer.wantsStacks && name === 'getConnection' ? acquisitionStack() : undefined;
        const request: Request = { requestedAt: observer.now(), stack };
        requests.push(request);
        const answer = observeCall(original, this, parameters, (failed, error) => {
          const left = requests.indexOf(request);
          if (left === -1) return;
          requests.splice(left, 1);
          const timedOut = isObject(error) && error['errno'] === acquireTimeout;
          if (failed) observer.acquireFailed(observer.now() - request.requestedAt, timedOut);
        });
        observer.requested();
        return answer;
      };
    }),
  );

  return () => {
    for (const restore of [...restorePool, ...restores.values()]) restore();
    stopListening();
  };
}

function observeConnection(connection: object, observer: PoolObserver): () => void {
  const restores = sendingMethods.map((name) =>
    wrapMethod(connection, name, (original) => {
      return function (this: unknown, ...parameters) {
        const [command, resolve, reject] = parameters as [unknown, (value: unknown) => void, (error: unknown) => void];
        const startedAt = observer.now();
        const statement = isObject(command) ? command['sql'] : undefined;
        return original.call(
          this,
          command,
          (value: unknown) => {
            observer.queryEnded(startedAt, statement, false);
            resolve(value);
          },
          (error: unknown) => {
            observer.queryEnded(startedAt, statement, true, error);
            reject(error);
          },
        );
      };
    }),
  );
  return () => {
    for (const restore of restores) restore();
  };
}

/** The pool does not say when a connection ends. */
function dropClosed(restores: Map<object, () => void>): void {
  if (restores.size < 100) return;
  for (const connection of restores.keys()) {
    if (hasMethods(connection, ['isValid']) && !(connection as { isValid(): boolean }).isValid()) {
      restores.delete(connection);
    }
  }
}

function probe(pool: MariadbPool): Probe {
  let connection: MariadbConnection | undefined;
  let aborted = false;

  const letGo = (): MariadbConnection | undefined => {
    const held = connection;
    connection = undefined;
    return held;
  };
  const ask = async (): Promise<void> => {
    connection = await pool.getConnection();
    try {
      if (!aborted) await connection.query(probeStatement);
    } finally {
      await letGo()?.release();
    }
  };
  return {
    answered: ask(),
    abort() {
      aborted = true;
      const hanging = letGo();
      hanging?.destroy();
      return hanging !== undefined;
    },
  };
}
