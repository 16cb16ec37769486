import { CircuitBreaker } from './circuit-breaker.ts';
import type { CircuitBreakerOptions } from './circuit-breaker-options.ts';
import { classifyDatabaseError } from './classify-database-error.ts';
import { systemClock, type Clock } from './clock.ts';
import type { DatabaseErrorClass } from './database-error.ts';
import { DatabaseUnavailableError } from './database-unavailable-error.ts';
import { DeadlineQueue } from './deadline-queue.ts';
import type { GuardState } from './guard-state.ts';
import { GuardedRun, type GuardedCall, type GuardedRunOptions, type GuardParts } from './guarded-run.ts';
import { Limiter, type LimiterOptions } from './limiter.ts';
import type { PoolMonitor } from './monitor/pool-monitor.ts';
import { checkMilliseconds, checkOptionNames, checkText, checkWholeNumber } from './option-checks.ts';
import { reportFault } from './report-fault.ts';
import { Retry, type RetryOptions } from './retry.ts';
import { verdictOfKind, type Verdict } from './verdict.ts';

/** What a guard needs to know of a pool. What `definePool()` gives has it. */
export interface GuardedPool {
  /** For errors, events and logs. */
  readonly name: string;
  /** The connections of the pool: as many calls run at once. */
  readonly max: number;
  /** How long a call waits for a place: the limiter queues in the pool's stead. Default: 5,000 ms. */
  readonly acquireTimeoutMs?: number | undefined;
  /** Together with `acquireTimeoutMs` it gives the default of the deadline. */
  readonly statementTimeoutMs?: number | false | undefined;
}

export interface GuardOptions {
  /** What differs from the defaults of `Limiter`. */
  readonly limiter?: Partial<LimiterOptions> | undefined;
  /** What differs from the defaults of `CircuitBreaker`. `probeDeadlineMs` is the guard's deadline unless given. */
  readonly breaker?: CircuitBreakerOptions | undefined;
  /** What differs from the defaults of `Retry`. */
  readonly retry?: RetryOptions | undefined;
  /**
   * How long the caller of `run` waits at most. Default: `acquireTimeoutMs` + `statementTimeoutMs` of the pool, else
   * 30,000 ms.
   */
  readonly deadlineMs?: number | undefined;
  /** What an error says of the database. Default: `classifyDatabaseError`. */
  readonly classify?: ((error: unknown) => DatabaseErrorClass) | undefined;
  /** What `monitorPool()` gave, for the health handler. */
  readonly monitor?: PoolMonitor | undefined;
  readonly clock?: Clock | undefined;
}

export interface GuardRunOptions<Value> extends GuardedRunOptions {
  /** The answer in the database's stead: from a cache, an empty list, older data. Its own failure is the call's failure. */
  readonly fallback?: ((error: DatabaseUnavailableError) => PromiseLike<Value> | Value) | undefined;
}

export interface Guard {
  readonly name: string;
  readonly monitor: PoolMonitor | undefined;
  readonly breaker: CircuitBreaker;
  readonly limiter: Limiter;
  /**
   * Runs the work, which should use one connection at a time. The order, from the outside in: fallback, deadline, retry,
   * breaker, limiter, work.
   *
   * @throws {DatabaseUnavailableError} (rejects) The database, the circuit, the limiter or the deadline said no.
   * @throws The error of the work when it says that the query is at fault, or nothing of the database.
   * @throws The reason of `signal` when it aborts.
   */
  run<Value>(work: (call: GuardedCall) => PromiseLike<Value> | Value, options?: GuardRunOptions<Value>): Promise<Value>;
  /** Synchronous, made for JSON, without addresses or queries. */
  state(): GuardState;
}

const none: GuardRunOptions<never> = {};

/**
 * Limiter, circuit breaker, retry and deadline for one pool, composed in the order that works.
 *
 * @throws {TypeError} An option is of another type or unknown.
 * @throws {RangeError} A number is out of range.
 */
export function guard(pool: GuardedPool, options: GuardOptions = {}): Guard {
  const name = checkText('guard', 'name', pool.name);
  const max = checkWholeNumber('guard', 'max', pool.max);
  checkOptionNames('guard', options, ['limiter', 'breaker', 'retry', 'deadlineMs', 'classify', 'monitor', 'clock']);
  const { clock = systemClock, monitor, deadlineMs = defaultDeadlineMs(pool) } = options;
  checkMilliseconds('guard', 'deadlineMs', deadlineMs);
  const classify = safely(name, options.classify ?? classifyDatabaseError);
  const judge = (error: unknown): Verdict => verdictOfKind[classify(error).kind];
  const parts: GuardParts = {
    name,
    limiter: new Limiter({ name, max, clock, queueTimeoutMs: pool.acquireTimeoutMs, ...options.limiter }),
    breaker: new CircuitBreaker({ name, judge, clock, probeDeadlineMs: deadlineMs, ...options.breaker }),
    retry: new Retry({ classify, clock, ...options.retry }),
    deadlineMs,
    deadlines: new DeadlineQueue(deadlineMs, clock),
    classify,
    clock,
    answers: 0,
  };
  parts.breaker.on('stateChange', ({ to }) => {
    // Whoever waits for a place would only be rejected when it is there.
    if (to.kind === 'open' || to.kind === 'isolated') {
      parts.limiter.refuseQueued(() => parts.breaker.refusal());
    }
  });
  return {
    name,
    monitor,
    breaker: parts.breaker,
    limiter: parts.limiter,
    run(work, runOptions = none) {
      const run = new GuardedRun(parts, work, runOptions);
      run.start();
      const { fallback } = runOptions;
      if (!fallback) return run.promise;
      return run.promise.catch((error: unknown) => {
        if (error instanceof DatabaseUnavailableError) return fallback(error);
        throw error;
      });
    },
    state: () => ({
      name,
      circuit: parts.breaker.state(),
      limiter: parts.limiter.state(),
      retriesLeft: parts.retry.retriesLeft,
    }),
  };
}

function defaultDeadlineMs({ acquireTimeoutMs, statementTimeoutMs }: GuardedPool): number {
  return acquireTimeoutMs !== undefined && typeof statementTimeoutMs === 'number'
    ? acquireTimeoutMs + statementTimeoutMs
    : 30_000;
}

/** The caller must get the error of the database, not that of the function that classifies it. */
function safely(
  name: string,
  classify: (error: unknown) => DatabaseErrorClass,
): (error: unknown) => DatabaseErrorClass {
  return (error) => {
    try {
      return classify(error);
    } catch (fault) {
      reportFault(`The function "classify" of the guard "${name}"`, fault);
      return { kind: 'unknown', transient: false, code: undefined };
    }
  };
}
