import { describe, expect, it } from 'vitest';

import { CircuitBreaker, type Passage } from '../../src/runtime/circuit-breaker.ts';
import type { CircuitBreakerOptions } from '../../src/runtime/circuit-breaker-options.ts';
import { DatabaseUnavailableError } from '../../src/runtime/database-unavailable-error.ts';
import { engineWarnings } from '../fail-on-warnings.ts';
import { constraint, deadlock, exhausted, statementTimeout, unreachable } from './database-errors.ts';
import { defer, outcomeOf } from './deferred.ts';
import { FakeClock, settle } from './fake-clock.ts';

function create(options: CircuitBreakerOptions = {}): { clock: FakeClock; breaker: CircuitBreaker } {
  const clock = new FakeClock();
  return { clock, breaker: new CircuitBreaker({ minimumCalls: 4, probes: 2, clock, ...options }) };
}

async function fail(breaker: CircuitBreaker, times: number, error: () => Error = unreachable): Promise<void> {
  for (let call = 0; call < times; call++) {
    await expect(breaker.run(() => Promise.reject(error()))).rejects.toThrow(error().message);
  }
}

async function succeed(breaker: CircuitBreaker, times: number): Promise<void> {
  for (let call = 0; call < times; call++) await breaker.run(() => Promise.resolve());
}

describe('a closed circuit', () => {
  it('gives the caller the promise of the work itself', async () => {
    const promise = Promise.resolve(1);
    expect(create().breaker.run(() => promise)).toBe(promise);
    await promise;
  });

  it('opens at the failure rate, not before', async () => {
    const { breaker } = create({ failureRate: 0.5 });
    await succeed(breaker, 3);
    await fail(breaker, 2);
    expect(breaker.state()).toEqual({ kind: 'closed', calls: 5, failures: 2 });
    await fail(breaker, 1);
    expect(breaker.state()).toEqual({ kind: 'open', openForMs: 0, retryAfterMs: 5000 });
  });

  it('meets a rate that is no exact binary fraction', async () => {
    const { breaker } = create({ failureRate: 0.07, minimumCalls: 100 });
    await succeed(breaker, 93);
    await fail(breaker, 7);
    expect(breaker.state().kind).toBe('open');
  });

  it.each([
    ['exhaustion', exhausted, 'open'],
    ['an unreachable server', unreachable, 'open'],
    ['a time-out', statementTimeout, 'open'],
    ['a wrong password', () => Object.assign(new Error('password'), { code: '28P01' }), 'open'],
    ['a constraint', constraint, 'closed'],
    ['a deadlock', deadlock, 'closed'],
    ['a fault in the work', () => new TypeError('x is undefined'), 'closed'],
  ])('after 4 failures by %s', async (_, error, kind) => {
    const { breaker } = create();
    await fail(breaker, 4, error);
    expect(breaker.state().kind).toBe(kind);
  });

  it('counts answers of the server as successes, and errors of which nothing is known not at all', async () => {
    const { breaker } = create();
    await fail(breaker, 1, constraint);
    await fail(breaker, 1, () => new Error('whatever'));
    expect(breaker.state()).toEqual({ kind: 'closed', calls: 1, failures: 0 });
  });

  it('takes work that throws for work that rejects', async () => {
    const { breaker } = create({ minimumCalls: 1 });
    const throwing = (): Promise<void> => {
      throw unreachable();
    };
    await expect(breaker.run(throwing)).rejects.toThrow('ECONNREFUSED');
    expect(breaker.state().kind).toBe('open');
  });

  it('runs a lazy query, which runs at each call of its `then`, once', async () => {
    let runs = 0;
    const query: PromiseLike<number> = {
      then: (onFulfilled, onRejected) => Promise.resolve(++runs).then(onFulfilled, onRejected),
    };
    const { breaker } = create();
    expect(await breaker.run(() => query)).toBe(1);
    expect(runs).toBe(1);
    expect(breaker.state()).toMatchObject({ calls: 1 });
  });

  it('needs no timer when nothing is in the window', async () => {
    const { breaker, clock } = create();
    await succeed(breaker, 1);
    expect(clock.timers).toBe(1);
    await clock.advance(11_000);
    expect(clock.timers).toBe(0);
    expect(breaker.state()).toEqual({ kind: 'closed', calls: 0, failures: 0 });
  });
});

describe('an open circuit', () => {
  it('rejects at once, with the time to wait and without the work', async () => {
    const { breaker, clock } = create();
    await fail(breaker, 4);
    await clock.advance(1500);
    let ran = false;
    const error = await breaker
      .run(() => {
        ran = true;
      })
      .catch((reason: unknown) => reason);
    expect(ran).toBe(false);
    expect(error).toBeInstanceOf(DatabaseUnavailableError);
    expect(error).toMatchObject({
      reason: 'circuitOpen',
      status: 503,
      retryAfterMs: 3500,
      retryAfter: 4,
      details: 'The circuit breaker "database" is open. 4 of 4 calls failed within 10000 ms.',
    });
  });

  it('lets probes through when its time is up, and closes after as many successes', async () => {
    const { breaker, clock } = create();
    await fail(breaker, 4);
    await clock.advance(5000);
    expect(breaker.state()).toMatchObject({ kind: 'open', retryAfterMs: 0 });
    await succeed(breaker, 1);
    expect(breaker.state()).toEqual({ kind: 'halfOpen', probes: 0, needed: 1 });
    await succeed(breaker, 1);
    expect(breaker.state()).toEqual({ kind: 'closed', calls: 0, failures: 0 });
  });

  it('opens again, for its whole time, when a probe fails', async () => {
    const { breaker, clock } = create();
    await fail(breaker, 4);
    await clock.advance(6000);
    await fail(breaker, 1);
    expect(breaker.state()).toEqual({ kind: 'open', openForMs: 0, retryAfterMs: 5000 });
  });

  it('goes on probing after a probe that says nothing of the database', async () => {
    const { breaker, clock } = create({ probes: 1 });
    await fail(breaker, 4);
    await clock.advance(5000);
    await fail(breaker, 3, () => new Error('whatever'));
    expect(breaker.state()).toEqual({ kind: 'halfOpen', probes: 0, needed: 1 });
    await succeed(breaker, 1);
    expect(breaker.state().kind).toBe('closed');
  });
});

describe('a circuit that is tripped by hand', () => {
  it('is open for its time, whatever the rate', async () => {
    const { breaker, clock } = create();
    breaker.trip('The pool is jammed.');
    const error: unknown = await breaker.run(() => 1).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ details: 'The circuit breaker "database" is open. The pool is jammed.' });
    await clock.advance(4000);
    // It is open already.
    breaker.trip('Again.');
    await clock.advance(1000);
    expect(await breaker.run(() => 1)).toBe(1);
  });
});

describe('an isolated circuit', () => {
  it('rejects all calls until it is reset', async () => {
    const { breaker, clock } = create();
    breaker.isolate();
    await clock.advance(3_600_000);
    expect(await outcomeOf(breaker.run(() => 1))).toBe('isolated');
    expect(breaker.state()).toEqual({ kind: 'isolated' });
    breaker.reset();
    expect(await breaker.run(() => 1)).toBe(1);
  });
});

describe('its events', () => {
  it('tell each change of state and each rejection', async () => {
    const { breaker, clock } = create({ name: 'reports', probes: 1 });
    const heard: unknown[] = [];
    breaker.on('stateChange', (event) => heard.push(event));
    breaker.on('rejected', ({ name, error }) => heard.push([name, error.reason]));
    await fail(breaker, 4);
    await outcomeOf(breaker.run(() => 1));
    await clock.advance(5000);
    await succeed(breaker, 1);
    breaker.isolate();
    breaker.isolate();
    const name = 'reports';
    expect(heard).toEqual([
      {
        name,
        from: 'closed',
        to: { kind: 'open', openForMs: 0, retryAfterMs: 5000 },
        details: '4 of 4 calls failed within 10000 ms.',
      },
      [name, 'circuitOpen'],
      {
        name,
        from: 'open',
        to: { kind: 'halfOpen', probes: 0, needed: 1 },
        details: 'It was open for 5000 ms: probes go through.',
      },
      {
        name,
        from: 'halfOpen',
        to: { kind: 'closed', calls: 0, failures: 0 },
        details: '1 of 1 probes succeeded.',
      },
      { name, from: 'closed', to: { kind: 'isolated' }, details: 'It was isolated by hand.' },
    ]);
  });
});

describe('its state', () => {
  it('goes through JSON into a breaker of another process', async () => {
    const { breaker, clock } = create();
    await fail(breaker, 4);
    await clock.advance(2000);
    const exported = JSON.parse(JSON.stringify(breaker.state())) as CircuitBreakerOptions['initialState'];
    const other = create({ initialState: exported });
    expect(other.breaker.state()).toEqual({ kind: 'open', openForMs: 2000, retryAfterMs: 3000 });
    expect(await outcomeOf(other.breaker.run(() => 1))).toBe('circuitOpen');
    await other.clock.advance(3000);
    expect(await other.breaker.run(() => 1)).toBe(1);
  });

  it.each([
    [
      { kind: 'closed', calls: 9, failures: 9 },
      { kind: 'closed', calls: 0, failures: 0 },
    ],
    [
      { kind: 'halfOpen', probes: 1, needed: 1 },
      { kind: 'open', openForMs: 0, retryAfterMs: 0 },
    ],
    [{ kind: 'isolated' }, { kind: 'isolated' }],
  ] as const)('begins from %j', (initialState, state) => {
    expect(create({ initialState }).breaker.state()).toEqual(state);
  });
});

describe('bad options', () => {
  it.each([
    [{ windowMs: 0 }, 'CircuitBreaker({ windowMs: 0 })'],
    [{ failureRate: 50 }, 'CircuitBreaker({ failureRate: 50 })'],
    [{ failureRate: 0 }, 'CircuitBreaker({ failureRate: 0 })'],
    [{ minimumCalls: 0 }, 'CircuitBreaker({ minimumCalls: 0 })'],
    [{ probes: 1.5 }, 'CircuitBreaker({ probes: 1.5 })'],
    [{ judge: 'all' as never }, "CircuitBreaker({ judge: 'all' })"],
    [{ initialState: { kind: 'half-open' } as never }, "CircuitBreaker({ initialState.kind: 'half-open' })"],
    [{ initialState: { kind: 'open' } as never }, 'CircuitBreaker({ initialState.retryAfterMs: undefined })'],
    [{ treshold: 3 } as never, 'has no option'],
  ])('%j are refused', (options, message) => {
    expect(() => new CircuitBreaker(options)).toThrow(message);
  });
});

describe('a function of the user that throws', () => {
  it('becomes a warning, and the caller gets the error of the database', async () => {
    const { breaker } = create({
      judge: () => {
        throw new Error('no verdict');
      },
    });
    await fail(breaker, 1);
    await settle();
    expect(engineWarnings.splice(0).map(({ message }) => message.split('\n')[0])).toEqual([
      'The function "judge" of the circuit breaker "database" failed: Error: no verdict',
    ]);
  });
});

/** Each was reproduced with the versions of cockatiel and opossum that facts on breakers name. */
describe('defects of existing breakers', () => {
  it('the window is honoured: 4 failures, an idle hour and 1 failure open no window of 10 seconds', async () => {
    const { breaker, clock } = create({ minimumCalls: 5 });
    await fail(breaker, 4);
    clock.skip(3_600_000);
    await fail(breaker, 1);
    expect(breaker.state()).toEqual({ kind: 'closed', calls: 1, failures: 1 });
  });

  it('a probe that hangs keeps nobody waiting: of 1,000 callers in half-open, those beyond the probes are rejected at once', async () => {
    const { breaker, clock } = create({ probes: 3 });
    await fail(breaker, 4);
    await clock.advance(5000);
    const outcomes: string[] = [];
    for (let caller = 0; caller < 1000; caller++) {
      void outcomeOf(breaker.run(() => new Promise(() => undefined))).then((outcome) => outcomes.push(outcome));
    }
    await settle();
    expect(outcomes).toEqual(Array.from({ length: 997 }, () => 'circuitOpen'));
  });

  it('a probe that hangs ends at its deadline, without any other time-out: the circuit is not half-open for good', async () => {
    const { breaker, clock } = create({ probes: 1, probeDeadlineMs: 2000 });
    await fail(breaker, 4);
    await clock.advance(5000);
    const probe = outcomeOf(breaker.run(() => new Promise(() => undefined)));
    await clock.advance(2000);
    expect(await probe).toBe('deadline');
    expect(breaker.state()).toEqual({ kind: 'open', openForMs: 0, retryAfterMs: 5000 });
    await clock.advance(5000);
    await succeed(breaker, 1);
    expect(breaker.state().kind).toBe('closed');
  });

  it.each([
    [
      'success',
      (straggler: Passage) => {
        straggler.succeeded();
      },
    ],
    [
      'failure',
      (straggler: Passage) => {
        straggler.failed(unreachable());
      },
    ],
  ])('the %s of a call from before the opening neither closes nor opens a half-open circuit', async (_, end) => {
    const { breaker, clock } = create({ probes: 1 });
    const straggler = breaker.enter();
    await fail(breaker, 4);
    await clock.advance(5000);
    const probe = breaker.enter();
    const before = breaker.state();
    end(straggler);
    expect(breaker.state()).toEqual(before);
    probe.succeeded();
    expect(breaker.state().kind).toBe('closed');
  });

  it('a probe of an earlier half-open phase changes nothing in a later one', async () => {
    const { breaker, clock } = create({ probes: 2 });
    await fail(breaker, 4);
    await clock.advance(5000);
    const early = breaker.enter();
    breaker.enter().failed(unreachable());
    await clock.advance(5000);
    breaker.enter().succeeded();
    early.succeeded();
    expect(breaker.state()).toEqual({ kind: 'halfOpen', probes: 0, needed: 1 });
  });

  it('a first failure does not open it by default', async () => {
    const breaker = new CircuitBreaker();
    await fail(breaker, 19);
    expect(breaker.state().kind).toBe('closed');
    await fail(breaker, 1);
    expect(breaker.state().kind).toBe('open');
  });

  it('rejected calls do not dilute the rate: after 1,000 of them one failed probe opens it again', async () => {
    const { breaker, clock } = create();
    await fail(breaker, 4);
    for (let call = 0; call < 1000; call++) await outcomeOf(breaker.run(() => 1));
    await clock.advance(5000);
    await fail(breaker, 1);
    expect(breaker.state().kind).toBe('open');
    await clock.advance(5000);
    await succeed(breaker, 2);
    await fail(breaker, 4);
    expect(breaker.state().kind).toBe('open');
  });

  it('keeps the same few objects for a million calls in the window', () => {
    const { breaker } = create();
    const passages = new Set<Passage>();
    for (let call = 0; call < 1_000_000; call++) {
      const passage = breaker.enter();
      passages.add(passage);
      passage.succeeded();
    }
    expect(passages.size).toBe(1);
    expect(breaker.state()).toEqual({ kind: 'closed', calls: 1_000_000, failures: 0 });
  });

  it('a failure takes no longer with 100,000 calls in the window', () => {
    const { breaker } = create({ failureRate: 1 });
    for (let call = 0; call < 100_000; call++) breaker.enter().succeeded();
    const startedAt = performance.now();
    for (let call = 0; call < 1000; call++) breaker.enter().failed(unreachable());
    // Microseconds each; opossum would take seconds for all.
    expect(performance.now() - startedAt).toBeLessThan(500);
    expect(breaker.state()).toEqual({ kind: 'closed', calls: 101_000, failures: 1000 });
  });

  it('a work that never ends is no unhandled rejection later', async () => {
    const { breaker, clock } = create({ probes: 1, probeDeadlineMs: 10 });
    await fail(breaker, 4);
    await clock.advance(5000);
    const late = defer();
    const probe = outcomeOf(breaker.run(() => late.promise));
    await clock.advance(10);
    late.reject(unreachable());
    expect(await probe).toBe('deadline');
    await settle();
  });
});
