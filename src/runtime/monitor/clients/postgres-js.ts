import { acquisitionStack } from '../acquisition-stack.ts';
import type { PoolObserver, PoolSource } from '../pool-source.ts';
import { probeStatement } from '../probe-statement.ts';
import { observeAnswer, wrapMethod, type Method } from '../wrap-method.ts';
import { hasMethods, isObject } from '../../has-methods.ts';

/** A query, which is sent when something waits for it. `handler` is the pool or transaction that it goes to. */
interface Query {
  readonly handler: object;
  readonly executed: boolean;
  readonly strings: readonly string[];
  readonly options: { readonly onexecute?: unknown };
  /** Its SQL, once it is sent. */
  readonly string?: string;
  resolve: (value: unknown) => unknown;
  reject: (error: unknown) => unknown;
}

interface Sql {
  unsafe(statement: string): Query & PromiseLike<unknown>;
  readonly options: { readonly max: number };
}

/**
 * `sql` of Postgres.js. It shows nothing of its pool, so counts are those of its queries, transactions and reserved
 * connections: as many as there are connections run, the others wait.
 */
export function recognisePostgresJs(value: unknown): PoolSource | undefined {
  if (typeof value !== 'function' || !hasMethods(value, ['unsafe', 'begin', 'reserve'])) return undefined;
  return isObject(value['options']) ? postgresJs(value as unknown as Sql) : undefined;
}

function postgresJs(sql: Sql): PoolSource {
  const inFlight = { connections: 0 };
  const max = (): number => sql.options.max;
  const active = (): number => Math.min(inFlight.connections, max());
  const waiting = (): number => Math.max(0, inFlight.connections - max());

  return {
    client: 'postgres',
    system: 'postgresql',
    doubleQuotes: 'name',
    countedFrom: 'queries',
    counts: () => ({ total: active(), connecting: 0, active: active(), idle: 0, waiting: waiting(), max: max() }),
    active,
    waiting,
    max,
    probe: () => ({
      answered: Promise.resolve(sql.unsafe(probeStatement)),
      // It does not let go of what hangs: the next probe waits for this one.
      abort: () => false,
    }),
    observe: (observer) => observeSql(sql, observer, inFlight),
  };
}

function observeSql(sql: Sql, observer: PoolObserver, inFlight: { connections: number }): () => void {
  // A query that is never waited for is never sent.
  const sample = sql.unsafe('');
  const pool = sample.handler;
  const scopes = new WeakSet<object>();

  const take = (): void => {
    inFlight.connections++;
    observer.requested();
    observer.usageChanged();
  };
  const giveBack = (): void => {
    inFlight.connections--;
    observer.usageChanged();
  };

  const start = (query: Query): void => {
    const ofPool = query.handler === pool;
    if (!ofPool && !scopes.has(query.handler)) return;
    // The connection of the statement that begins a transaction is that of the transaction.
    const takes = ofPool && query.options.onexecute === undefined;
    const startedAt = observer.now();
    let ended = false;
    const end = (failed: boolean, error?: unknown): void => {
      if (ended) return;
      ended = true;
      if (takes) giveBack();
      observer.queryEnded(startedAt, query.string ?? query.strings.join('?'), failed, error);
    };
    if (takes) take();
    const { resolve, reject } = query;
    query.resolve = (value) => {
      end(false);
      return resolve(value);
    };
    query.reject = (error) => {
      end(true, error);
      return reject(error);
    };
  };

  /** What transactions, savepoints and `reserve` hand out sends its queries on their connection. */
  const enter = (scope: unknown): void => {
    if (!hasMethods(scope, ['unsafe'])) return;
    scopes.add((scope as unknown as Sql).unsafe('').handler);
    if (hasMethods(scope, ['savepoint'])) wrapMethod(scope, 'savepoint', (original) => entering(original));
  };
  const entering = (original: Method): Method =>
    function (this: unknown, ...parameters) {
      const work = parameters.at(-1);
      if (typeof work === 'function') {
        parameters[parameters.length - 1] = function (this: unknown, ...handed: unknown[]) {
          enter(handed[0]);
          return work.apply(this, handed) as unknown;
        };
      }
      return original.apply(this, parameters);
    };

  const restores = [
    observeQueries(Object.getPrototypeOf(sample) as object, start),
    wrapMethod(sql, 'begin', (original) => {
      const begin = entering(original);
      return function (this: unknown, ...parameters) {
        take();
        return observeAnswer(begin.apply(this, parameters), giveBack);
      };
    }),
    wrapMethod(sql, 'reserve', (original) => {
      return function (this: unknown, ...parameters) {
        take();
        const requestedAt = observer.now();
        const stack = observer.wantsStacks ? acquisitionStack() : undefined;
        return observeAnswer(original.apply(this, parameters), (failed, reserved) => {
          if (failed) {
            giveBack();
            return;
          }
          enter(reserved);
          observer.acquired(observer.now() - requestedAt, reserved as object, stack);
          const restoreRelease = wrapMethod(reserved as object, 'release', (release) => {
            return function (this: unknown, ...values) {
              restoreRelease();
              observer.released(reserved as object);
              giveBack();
              return release.apply(this, values);
            };
          });
        });
      };
    }),
  ];
  return () => {
    for (const restore of restores) restore();
  };
}

type Start = (query: Query) => void;

/** Who watches the queries of each copy of Postgres.js; each takes those of its own pool. */
const watchers = new WeakMap<object, { readonly starts: Set<Start>; readonly restore: () => void }>();

/** The class of queries is shared by all pools of the package: it is wrapped once, while anybody watches. */
function observeQueries(prototype: object, start: Start): () => void {
  let shared = watchers.get(prototype);
  if (!shared) {
    const starts = new Set<Start>();
    const restore = wrapMethod(prototype, 'handle', (original) => {
      return function (this: unknown, ...parameters) {
        const query = this as Query;
        if (!query.executed) for (const watcher of starts) watcher(query);
        return original.apply(this, parameters);
      };
    });
    shared = { starts, restore };
    watchers.set(prototype, shared);
  }
  const { starts, restore } = shared;
  starts.add(start);
  return () => {
    starts.delete(start);
    if (starts.size > 0) return;
    restore();
    watchers.delete(prototype);
  };
}
