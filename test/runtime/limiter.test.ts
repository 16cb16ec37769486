import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { Limiter, type LimiterOptions } from '../../src/runtime/limiter.ts';
import { defer, outcomeOf, type Deferred } from './deferred.ts';
import { FakeClock, settle } from './fake-clock.ts';

function create(options: Partial<LimiterOptions> = {}): { clock: FakeClock; limiter: Limiter } {
  const clock = new FakeClock();
  return { clock, limiter: new Limiter({ max: 2, clock, ...options }) };
}

/** Runs one call that ends when the test says so. */
function hold(limiter: Limiter, signal?: AbortSignal): { end: Deferred<string>; outcome: Promise<string> } {
  const end = defer<string>();
  return { end, outcome: outcomeOf(limiter.run(() => end.promise, { signal })) };
}

describe('a limiter', () => {
  it('runs as many calls as may run at once, and the next when one has ended, well or not', async () => {
    const { limiter } = create();
    const started: number[] = [];
    const ends = Array.from({ length: 4 }, () => defer<string>());
    const outcomes = ends.map((end, index) =>
      outcomeOf(
        limiter.run(() => {
          started.push(index);
          return end.promise;
        }),
      ),
    );
    expect(started).toEqual([0, 1]);
    expect(limiter.state()).toEqual({ active: 2, queued: 2, max: 2, maxQueued: 20 });
    ends[1]?.reject(new Error('no'));
    await settle();
    expect(started).toEqual([0, 1, 2]);
    ends[0]?.resolve('first');
    await settle();
    expect(started).toEqual([0, 1, 2, 3]);
    for (const end of ends) end.resolve('later');
    expect(await Promise.all(outcomes)).toEqual(['value first', 'Error: no', 'value later', 'value later']);
    expect(limiter.state()).toMatchObject({ active: 0, queued: 0 });
  });

  it('gives the place back when the work throws before it has begun', async () => {
    const { limiter } = create({ max: 1 });
    const throwing = (): Promise<void> => {
      throw new Error('at once');
    };
    expect(await outcomeOf(limiter.run(throwing))).toBe('Error: at once');
    expect(await limiter.run(() => 1)).toBe(1);
  });

  it('refuses at once when the queue is full, with the numbers', async () => {
    const { limiter } = create({ name: 'reports', max: 1, maxQueued: 1 });
    hold(limiter);
    hold(limiter);
    const error: unknown = await limiter.run(() => 1).catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      reason: 'queueFull',
      status: 503,
      details: 'The limiter "reports" is full: 1 of 1 calls active, 1 of 1 queued.',
    });
  });

  it('may have no queue at all', async () => {
    const { limiter } = create({ max: 1, maxQueued: 0 });
    hold(limiter);
    expect(await hold(limiter).outcome).toBe('queueFull');
  });

  it('sends away who waits too long, and leaves no timer behind', async () => {
    const { clock, limiter } = create({ max: 1, queueTimeoutMs: 100 });
    const first = hold(limiter);
    const late = hold(limiter);
    await clock.advance(60);
    const inTime = hold(limiter);
    await clock.advance(40);
    expect(await late.outcome).toBe('queueTimeout');
    first.end.resolve('done');
    await settle();
    inTime.end.resolve('served');
    expect(await inTime.outcome).toBe('value served');
    expect(clock.timers).toBe(0);
  });

  it('lets who aborts leave the queue at once: the reason comes back, the place goes to the next', async () => {
    const { clock, limiter } = create({ max: 1 });
    const first = hold(limiter);
    const aborting = new AbortController();
    const impatient = hold(limiter, aborting.signal);
    const patient = hold(limiter);
    aborting.abort(new Error('the client went away'));
    expect(await impatient.outcome).toBe('Error: the client went away');
    first.end.resolve('done');
    patient.end.resolve('served');
    expect(await patient.outcome).toBe('value served');
    expect(clock.timers).toBe(0);
  });

  it('gives no place to who has aborted before', async () => {
    const { limiter } = create();
    expect(await hold(limiter, AbortSignal.abort(new Error('too late'))).outcome).toBe('Error: too late');
    expect(limiter.state()).toMatchObject({ active: 0, queued: 0 });
  });

  it('does not run the work of who aborts between the place and the work', async () => {
    const { limiter } = create({ max: 1 });
    const first = hold(limiter);
    const aborting = new AbortController();
    let ran = false;
    const outcome = outcomeOf(
      limiter.run(
        () => {
          ran = true;
        },
        { signal: aborting.signal },
      ),
    );
    const last = hold(limiter);
    limiter.leave();
    aborting.abort(new Error('just now'));
    expect(await outcome).toBe('Error: just now');
    expect(ran).toBe(false);
    last.end.resolve('served');
    expect(await last.outcome).toBe('value served');
    expect(limiter.state()).toMatchObject({ active: 0 });
    limiter.tryEnter();
    first.end.resolve('done');
    await first.outcome;
  });

  it('lets nobody overtake: a place that becomes free is that of the first in the queue', async () => {
    const { limiter } = create({ max: 1 });
    limiter.tryEnter();
    const order: string[] = [];
    const queued = limiter.enter().then(() => order.push('queued'));
    limiter.leave();
    expect(limiter.tryEnter()).toBe(false);
    const newcomer = limiter.enter().then(() => order.push('newcomer'));
    await queued;
    limiter.leave();
    await newcomer;
    expect(order).toEqual(['queued', 'newcomer']);
  });

  it('does not listen to a signal longer than it must', async () => {
    const { limiter } = create({ max: 1 });
    let listeners = 0;
    const aborting = new AbortController();
    const { signal } = aborting;
    const add = signal.addEventListener.bind(signal);
    const remove = signal.removeEventListener.bind(signal);
    signal.addEventListener = (...listener: Parameters<typeof add>) => {
      listeners++;
      add(...listener);
    };
    signal.removeEventListener = (...listener: Parameters<typeof remove>) => {
      listeners--;
      remove(...listener);
    };
    for (let call = 0; call < 100; call++) {
      await Promise.all([limiter.run(() => settle(), { signal }), limiter.run(() => settle(), { signal })]);
    }
    expect(listeners).toBe(0);
  });

  it('says when a place was given back twice', () => {
    const { limiter } = create();
    limiter.tryEnter();
    limiter.leave();
    expect(() => {
      limiter.leave();
    }).toThrow('The limiter "database" has no place taken: leave() was called twice for one enter().');
  });

  it('sends all away on request', async () => {
    const { clock, limiter } = create({ max: 1 });
    const first = hold(limiter);
    const waiting = [hold(limiter), hold(limiter)];
    limiter.refuseQueued(() => new Error('maintenance'));
    expect(await Promise.all(waiting.map(({ outcome }) => outcome))).toEqual([
      'Error: maintenance',
      'Error: maintenance',
    ]);
    first.end.resolve('done');
    expect(await first.outcome).toBe('value done');
    expect([limiter.state().active, clock.timers]).toEqual([0, 0]);
  });

  it.each([
    [{ max: 0 }, 'Limiter({ max: 0 })'],
    [{}, 'Limiter({ max: undefined })'],
    [{ max: 2, maxQueued: -1 }, 'Limiter({ maxQueued: -1 })'],
    [{ max: 2, queueTimeoutMs: Infinity }, 'Limiter({ queueTimeoutMs: Infinity })'],
    [{ max: 2, concurrency: 3 }, 'has no option'],
  ])('refuses the options %j', (options, message) => {
    expect(() => new Limiter(options as LimiterOptions)).toThrow(message);
  });
});

const stepArbitrary = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('call' as const), abortable: fc.boolean() }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('end' as const), which: fc.nat(10), well: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('abort' as const), which: fc.nat(10) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('elapse' as const), milliseconds: fc.nat(80) }) },
);

interface Call {
  readonly end: Deferred<string>;
  readonly aborting: AbortController;
  outcome: string | undefined;
}

it('whatever happens: never more than max at once, in the order of arrival, and each call ends once', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 3 }),
      fc.integer({ min: 0, max: 4 }),
      fc.array(stepArbitrary, { maxLength: 60, size: 'max' }),
      async (max, maxQueued, steps) => {
        const clock = new FakeClock();
        const limiter = new Limiter({ max, maxQueued, queueTimeoutMs: 100, clock });
        const calls: Call[] = [];
        const started: number[] = [];
        let running = 0;
        const call = (): void => {
          const index = calls.length;
          const { active, queued } = limiter.state();
          const refusedAtOnce = active === max && queued === maxQueued;
          const made: Call = { end: defer<string>(), aborting: new AbortController(), outcome: undefined };
          calls.push(made);
          const work = async (): Promise<string> => {
            started.push(index);
            running++;
            expect(running).toBeLessThanOrEqual(max);
            try {
              return await made.end.promise;
            } finally {
              running--;
            }
          };
          void outcomeOf(limiter.run(work, { signal: made.aborting.signal })).then((outcome) => {
            expect(made.outcome).toBeUndefined();
            expect(outcome === 'queueFull').toBe(refusedAtOnce);
            made.outcome = outcome;
          });
        };
        for (const step of steps) {
          if (step.do === 'call') call();
          if (step.do === 'elapse') await clock.advance(step.milliseconds);
          if (step.do === 'abort') calls.at(-1 - step.which)?.aborting.abort(new Error('aborted'));
          if (step.do === 'end') {
            const index = started[step.which % Math.max(1, started.length)] ?? 0;
            if (step.well) calls[index]?.end.resolve('done');
            else calls[index]?.end.reject(new Error('failed'));
          }
          await settle();
          const { active, queued } = limiter.state();
          expect(active).toBe(running);
          expect(queued).toBeLessThanOrEqual(maxQueued);
          // Nobody waits while a place is free.
          if (queued > 0) expect(active).toBe(max);
        }
        // Whoever got a place got it before all who came later and got one.
        expect(started).toEqual(started.toSorted((left, right) => left - right));
        for (const { end } of calls) end.resolve('done');
        await clock.advance(100);
        await settle();
        expect(calls.filter(({ outcome }) => outcome === undefined)).toEqual([]);
        expect(limiter.state()).toMatchObject({ active: 0, queued: 0 });
        expect(clock.timers).toBe(0);
      },
    ),
    { numRuns: 150 },
  );
});
