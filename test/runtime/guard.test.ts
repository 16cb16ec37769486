import { describe, expect, it } from 'vitest';

import { DatabaseUnavailableError } from '../../src/runtime/database-unavailable-error.ts';
import { guard, type Guard, type GuardedPool, type GuardOptions } from '../../src/runtime/guard.ts';
import type { GuardedCall } from '../../src/runtime/guarded-run.ts';
import { engineWarnings } from '../fail-on-warnings.ts';
import { constraint, deadlock, exhausted, unreachable } from './database-errors.ts';
import { defer, outcomeOf } from './deferred.ts';
import { FakeClock, settle } from './fake-clock.ts';

function create(options: GuardOptions = {}, pool: Partial<GuardedPool> = {}): { clock: FakeClock; db: Guard } {
  const clock = new FakeClock();
  const breaker = { minimumCalls: 4, probes: 1, ...options.breaker };
  const retry = { random: () => 0.5, baseDelayMs: 100, ...options.retry };
  return { clock, db: guard({ name: 'reports', max: 2, ...pool }, { clock, ...options, breaker, retry }) };
}

const never = (): Promise<never> => new Promise(() => undefined);

async function errorOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (error: unknown) => error,
  );
}

async function failAll(db: Guard, times: number): Promise<void> {
  for (let call = 0; call < times; call++) await errorOf(db.run(() => Promise.reject(unreachable())));
}

describe('a guarded call', () => {
  it('gives what the work gives, and what it throws when that is no matter of the database', async () => {
    const { db } = create();
    expect(await db.run(() => Promise.resolve(1))).toBe(1);
    expect(await db.run(() => 2)).toBe(2);
    const error = constraint();
    expect(await errorOf(db.run(() => Promise.reject(error)))).toBe(error);
    const fault = new TypeError('x is undefined');
    const throwing = (): never => {
      throw fault;
    };
    expect(await errorOf(db.run(throwing))).toBe(fault);
    expect(db.limiter.state()).toMatchObject({ active: 0, queued: 0 });
  });

  it('runs a lazy query, which runs at each call of its `then`, once', async () => {
    let runs = 0;
    const query: PromiseLike<number> = {
      then: (onFulfilled, onRejected) => Promise.resolve(++runs).then(onFulfilled, onRejected),
    };
    expect(await create().db.run(() => query)).toBe(1);
  });

  it('fails with an error for users when the database does, and keeps the cause', async () => {
    const { db } = create();
    const cause = exhausted();
    const error = await errorOf(db.run(() => Promise.reject(cause)));
    expect(error).toBeInstanceOf(DatabaseUnavailableError);
    expect(error).toMatchObject({
      message: 'The database is not available at the moment. Please try again in 1 second.',
      reason: 'database',
      details: 'A call of the guard "reports" failed in attempt 1: exhausted, 53300.',
      cause,
    });
  });

  it('lets as many run as the pool has connections, and queues in its stead', async () => {
    const { clock, db } = create({}, { acquireTimeoutMs: 300 });
    void outcomeOf(db.run(never));
    void outcomeOf(db.run(never));
    const third = outcomeOf(db.run(never));
    expect(db.state().limiter).toEqual({ active: 2, queued: 1, max: 2, maxQueued: 20 });
    await clock.advance(300);
    expect(await third).toBe('queueTimeout');
  });
});

describe('the deadline', () => {
  it('ends the waiting, aborts the work, speaks against the database and keeps the place until the work has ended', async () => {
    const { clock, db } = create({ deadlineMs: 1000, breaker: { minimumCalls: 1 } });
    const work = defer<string>();
    let signal: AbortSignal | undefined;
    const outcome = errorOf(
      db.run((call) => {
        signal = call.signal;
        return work.promise;
      }),
    );
    await clock.advance(1000);
    const error = await outcome;
    expect(error).toMatchObject({
      reason: 'deadline',
      details: 'A call of the guard "reports" had no answer for 1000 ms, in attempt 1.',
    });
    expect(signal?.reason).toBe(error);
    expect(db.state().circuit.kind).toBe('open');
    expect(db.limiter.state().active).toBe(1);
    work.resolve('late');
    await settle();
    expect(db.limiter.state().active).toBe(0);
  });

  it('is for all of a call: the queue, the attempts and the pauses', async () => {
    const { clock, db } = create({ deadlineMs: 1000, limiter: { queueTimeoutMs: 5000 } });
    void outcomeOf(db.run(never));
    void outcomeOf(db.run(never));
    const queued = outcomeOf(db.run(never, { deadlineMs: 300 }));
    await clock.advance(300);
    expect(await queued).toBe('deadline');
    expect(db.limiter.state()).toMatchObject({ active: 2, queued: 0 });
    // Who waited in the queue only says nothing of the database.
    expect(db.state().circuit).toEqual({ kind: 'closed', calls: 0, failures: 0 });
  });

  it('may end a pause, and says then what the last attempt came to', async () => {
    const { clock, db } = create({ retry: { baseDelayMs: 2000, maxDelayMs: 2000 } });
    const error = errorOf(db.run(() => Promise.reject(unreachable()), { idempotent: true, deadlineMs: 500 }));
    await clock.advance(500);
    expect(await error).toMatchObject({ reason: 'deadline', cause: { code: 'ECONNREFUSED' } });
    await clock.advance(15_000);
    expect(clock.timers).toBe(0);
  });

  it('is by default the time for a connection and that for a statement', async () => {
    const { clock, db } = create({}, { acquireTimeoutMs: 2000, statementTimeoutMs: 3000 });
    const outcome = outcomeOf(db.run(never));
    await clock.advance(4999);
    expect(db.state().circuit).toMatchObject({ failures: 0 });
    await clock.advance(1);
    expect(await outcome).toBe('deadline');
  });

  it('comes in time for each of many calls, also with others gone before', async () => {
    const { clock, db } = create({ deadlineMs: 100, breaker: { minimumCalls: 1000 } }, { max: 100 });
    const outcomes: Promise<string>[] = [];
    for (let call = 0; call < 50; call++) {
      outcomes.push(outcomeOf(db.run(call % 3 === 0 ? never : () => call)));
      await clock.advance(7);
    }
    await clock.advance(100);
    expect(await Promise.all(outcomes)).toEqual(
      Array.from({ length: 50 }, (_, call) => (call % 3 === 0 ? 'deadline' : `value ${String(call)}`)),
    );
    expect(clock.timers).toBeLessThanOrEqual(1);
  });

  it('is one timer for all calls: a timer for each costs more than the rest', async () => {
    const { clock, db } = create({}, { max: 1000 });
    const calls = Array.from({ length: 1000 }, () => outcomeOf(db.run(never)));
    expect(clock.timers).toBe(1);
    await clock.advance(30_000);
    expect(new Set(await Promise.all(calls))).toEqual(new Set(['deadline']));
  });

  it('refuses a value that no timer can wait', async () => {
    expect(await outcomeOf(create().db.run(never, { deadlineMs: 0 }))).toMatch('run({ deadlineMs: 0 })');
  });
});

describe("the caller's signal", () => {
  it('ends the waiting with its reason, and aborts the work', async () => {
    const { db } = create();
    const aborting = new AbortController();
    let call: GuardedCall | undefined;
    const outcome = outcomeOf(
      db.run(
        (given) => {
          call = given;
          expect(given.signal.aborted).toBe(false);
          return never();
        },
        { signal: aborting.signal },
      ),
    );
    aborting.abort(new Error('the client went away'));
    expect(await outcome).toBe('Error: the client went away');
    expect(call?.signal.aborted).toBe(true);
  });

  it('says nothing of the database, but what becomes of the work does', async () => {
    const { db } = create({ breaker: { minimumCalls: 1 } });
    const aborting = new AbortController();
    const work = defer();
    const outcome = outcomeOf(db.run(() => work.promise, { signal: aborting.signal }));
    aborting.abort(new Error('the client went away'));
    await outcome;
    expect(db.state().circuit).toMatchObject({ kind: 'closed', calls: 0 });
    work.reject(unreachable());
    await settle();
    expect(db.state().circuit.kind).toBe('open');
  });

  it('that has aborted already runs nothing', async () => {
    const { db } = create();
    let ran = false;
    const run = db.run(
      () => {
        ran = true;
      },
      { signal: AbortSignal.abort(new Error('too late')) },
    );
    expect(await outcomeOf(run)).toBe('Error: too late');
    expect(ran).toBe(false);
  });

  it('takes who waits out of the queue', async () => {
    const { db } = create();
    void outcomeOf(db.run(never));
    void outcomeOf(db.run(never));
    const aborting = new AbortController();
    const queued = outcomeOf(db.run(never, { signal: aborting.signal }));
    aborting.abort(new Error('the client went away'));
    expect(await queued).toBe('Error: the client went away');
    await settle();
    expect(db.limiter.state()).toMatchObject({ active: 2, queued: 0 });
  });
});

describe('retries', () => {
  it('run idempotent work again, each with a place of its own', async () => {
    const { clock, db } = create();
    const attempts: number[] = [];
    const outcome = outcomeOf(
      db.run(
        ({ attempt }) => {
          attempts.push(attempt);
          return attempt < 3 ? Promise.reject(unreachable()) : Promise.resolve('served');
        },
        { idempotent: true },
      ),
    );
    await clock.advance(10);
    expect(db.limiter.state().active).toBe(0);
    await clock.advance(1000);
    expect(await outcome).toBe('value served');
    expect(attempts).toEqual([1, 2, 3]);
  });

  it('do not repeat work that is not said to be idempotent', async () => {
    const { clock, db } = create();
    let writes = 0;
    const outcome = outcomeOf(
      db.run(() => {
        writes++;
        return Promise.reject(deadlock());
      }),
    );
    await clock.advance(1000);
    expect(await outcome).toBe('Error: deadlock detected');
    expect(writes).toBe(1);
  });

  it('end when the circuit opens: it is asked before each attempt', async () => {
    const { clock, db } = create({ breaker: { minimumCalls: 2 }, retry: { attempts: 9 } });
    let runs = 0;
    const outcome = outcomeOf(
      db.run(
        () => {
          runs++;
          return Promise.reject(unreachable());
        },
        { idempotent: true },
      ),
    );
    await clock.advance(3000);
    expect(await outcome).toBe('circuitOpen');
    expect(runs).toBe(2);
  });
});

describe('the circuit', () => {
  it('rejects at once while it is open, without a place', async () => {
    const { db } = create();
    await failAll(db, 4);
    expect(await outcomeOf(db.run(() => 1))).toBe('circuitOpen');
    expect(db.limiter.state()).toMatchObject({ active: 0, queued: 0 });
  });

  it('sends away who waits for a place when it opens, though no place becomes free', async () => {
    const { db } = create({ breaker: { minimumCalls: 1 } });
    const failing = defer();
    void outcomeOf(db.run(never));
    const first = outcomeOf(db.run(() => failing.promise));
    let ran = 0;
    const queued = Array.from({ length: 10 }, () => outcomeOf(db.run(() => ran++)));
    failing.reject(unreachable());
    expect(await first).toBe('database');
    expect(await Promise.all(queued)).toEqual(Array.from({ length: 10 }, () => 'circuitOpen'));
    expect(ran).toBe(0);
  });

  it('opens when all places hang and nothing was answered meanwhile, however few they are', async () => {
    const { clock, db } = create({ deadlineMs: 1000, breaker: { minimumCalls: 100 } });
    const first = defer<string>();
    const hanging = [outcomeOf(db.run(() => first.promise)), outcomeOf(db.run(never))];
    await clock.advance(600);
    const queued = outcomeOf(db.run(never));
    await clock.advance(400);
    expect(await Promise.all(hanging)).toEqual(['deadline', 'deadline']);
    expect(await queued).toBe('circuitOpen');
    expect(db.state().circuit).toMatchObject({ kind: 'open' });
    await clock.advance(5000);
    // It is time for a probe, which must not wait for a place either.
    const error = await errorOf(db.run(() => 1));
    expect(error).toMatchObject({
      reason: 'circuitOpen',
      details: 'The guard "reports" has no place for a probe: all 2 are taken.',
    });
    first.resolve('late');
    await settle();
    expect(await db.run(() => 'probe')).toBe('probe');
    expect(db.state().circuit.kind).toBe('closed');
  });

  it.each([
    ['a place is free', 1, () => Promise.reject(new Error('whatever'))],
    ['another call was answered meanwhile', 2, () => 1],
    ['the server refused another query meanwhile', 2, () => Promise.reject(constraint())],
  ])('stays closed when a call takes too long but %s', async (_, hanging, work) => {
    const { clock, db } = create({ deadlineMs: 1000, breaker: { minimumCalls: 100 } });
    const calls = [outcomeOf(db.run(never))];
    await clock.advance(10);
    await outcomeOf(db.run<unknown>(work));
    if (hanging === 2) calls.push(outcomeOf(db.run(never)));
    await clock.advance(995);
    expect(await calls[0]).toBe('deadline');
    expect(db.state().circuit).toMatchObject({ kind: 'closed', failures: 1 });
  });

  it('does not open because the limiter refuses', async () => {
    const { db } = create({ limiter: { maxQueued: 0 }, breaker: { minimumCalls: 1 } });
    void outcomeOf(db.run(never));
    void outcomeOf(db.run(never));
    for (let call = 0; call < 50; call++) expect(await outcomeOf(db.run(() => 1))).toBe('queueFull');
    expect(db.state().circuit).toEqual({ kind: 'closed', calls: 0, failures: 0 });
  });

  it('closes after probes, whose callers are told when they hang', async () => {
    const { clock, db } = create({ breaker: { probeDeadlineMs: 500 } });
    await failAll(db, 4);
    await clock.advance(5000);
    const hanging = outcomeOf(db.run(never));
    await clock.advance(500);
    expect(await hanging).toBe('deadline');
    expect(db.state().circuit.kind).toBe('open');
    await clock.advance(5000);
    expect(await db.run(() => 'served')).toBe('served');
    expect(db.state().circuit.kind).toBe('closed');
  });
});

describe('the fallback', () => {
  it('answers in the stead of the database, and knows why', async () => {
    const { db } = create();
    const reasons: string[] = [];
    const fallback = ({ reason }: DatabaseUnavailableError): string => {
      reasons.push(reason);
      return 'cached';
    };
    for (let call = 0; call < 5; call++) {
      expect(await db.run(() => Promise.reject(unreachable()), { fallback })).toBe('cached');
    }
    expect(reasons).toEqual(['database', 'database', 'database', 'database', 'circuitOpen']);
  });

  it('does not hide faults of the query, and its own reach the caller', async () => {
    const { db } = create();
    expect(await outcomeOf(db.run(() => Promise.reject(constraint()), { fallback: () => 'cached' }))).toMatch('unique');
    const fallback = (): Promise<string> => Promise.reject(new Error('the cache is empty'));
    expect(await outcomeOf(db.run(() => Promise.reject(unreachable()), { fallback }))).toBe(
      'Error: the cache is empty',
    );
  });
});

describe('a guard', () => {
  it('describes its state for JSON', async () => {
    const { db } = create();
    await db.run(() => 1);
    expect(JSON.parse(JSON.stringify(db.state()))).toEqual({
      name: 'reports',
      circuit: { kind: 'closed', calls: 1, failures: 0 },
      limiter: { active: 0, queued: 0, max: 2, maxQueued: 20 },
      retriesLeft: 10,
    });
  });

  it('takes errors as the user classifies them, and survives a fault in that', async () => {
    const classify = (error: unknown): { kind: 'unavailable'; transient: boolean; code: undefined } => {
      if (error instanceof RangeError) throw new Error('no class');
      return { kind: 'unavailable', transient: false, code: undefined };
    };
    const { db } = create({ classify });
    expect(await outcomeOf(db.run(() => Promise.reject(new Error('own'))))).toBe('database');
    expect(db.state().circuit).toMatchObject({ failures: 1 });
    expect(await outcomeOf(db.run(() => Promise.reject(new RangeError('odd'))))).toBe('RangeError: odd');
    await settle();
    expect(engineWarnings.splice(0)).not.toEqual([]);
  });

  it.each([
    [{ name: '', max: 2 }, {}, "guard({ name: '' })"],
    [{ name: 'a', max: 0 }, {}, 'guard({ max: 0 })'],
    [{ name: 'a', max: 2 }, { deadlineMs: -1 }, 'guard({ deadlineMs: -1 })'],
    [{ name: 'a', max: 2 }, { breaker: { probes: 0 } }, 'CircuitBreaker({ probes: 0 })'],
    [{ name: 'a', max: 2 }, { fallback: () => 1 }, 'has no option'],
  ])('refuses %j with %j', (pool, options, message) => {
    expect(() => guard(pool, options as GuardOptions)).toThrow(message);
  });

  it('settles each call once and gives all places back, whatever happens at once', async () => {
    const { clock, db } = create({ deadlineMs: 400, limiter: { maxQueued: 10, queueTimeoutMs: 200 } });
    const outcomes = new Map<string, number>();
    const calls: Promise<void>[] = [];
    let running = 0;
    let most = 0;
    for (let call = 0; call < 600; call++) {
      const aborting = new AbortController();
      const work = async ({ signal }: GuardedCall): Promise<string> => {
        most = Math.max(most, ++running);
        try {
          await new Promise<void>((resolve) => {
            clock.setTimeout(resolve, (call * 37) % 500);
            signal.addEventListener('abort', () => {
              resolve();
            });
          });
        } finally {
          running--;
        }
        if (call % 11 === 0) throw unreachable();
        if (call % 7 === 0) throw constraint();
        return 'served';
      };
      const settled = outcomeOf(db.run(work, { idempotent: call % 2 === 0, signal: aborting.signal }));
      calls.push(settled.then((outcome) => void outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)));
      if (call % 13 === 0)
        clock.setTimeout(() => {
          aborting.abort(new Error('aborted'));
        }, 50);
      await clock.advance((call * 13) % 40);
    }
    await clock.advance(5000);
    await Promise.all(calls);
    expect(most).toBeLessThanOrEqual(2);
    expect(db.limiter.state()).toMatchObject({ active: 0, queued: 0 });
    expect([...outcomes.values()].reduce((sum, count) => sum + count)).toBe(600);
    expect([...outcomes.keys()]).toEqual(
      expect.arrayContaining(['value served', 'queueFull', 'queueTimeout', 'Error: aborted']),
    );
  });
});
