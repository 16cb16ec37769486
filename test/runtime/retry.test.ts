import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { Retry, type RetryOptions } from '../../src/runtime/retry.ts';
import { constraint, deadlock, exhausted, statementTimeout, unreachable } from './database-errors.ts';
import { outcomeOf } from './deferred.ts';
import { FakeClock } from './fake-clock.ts';

function create(options: RetryOptions = {}): { clock: FakeClock; retry: Retry } {
  const clock = new FakeClock();
  return { clock, retry: new Retry({ clock, random: () => 0.999, ...options }) };
}

/** Fails so many times, then succeeds; tells when it was called. */
function failing(
  times: number,
  clock: FakeClock,
  error: () => Error = unreachable,
): { at: number[]; work: () => Promise<string> } {
  const at: number[] = [];
  return {
    at,
    work: () => {
      at.push(Math.round(clock.now() - 1000));
      return at.length > times ? Promise.resolve('served') : Promise.reject(error());
    },
  };
}

describe('a retry', () => {
  it('runs idempotent work again, after pauses of which the longest possible one doubles', async () => {
    const { clock, retry } = create({ attempts: 5, baseDelayMs: 100, maxDelayMs: 300 });
    const { at, work } = failing(4, clock);
    const outcome = outcomeOf(retry.run(work, { idempotent: true }));
    await clock.advance(2000);
    expect(await outcome).toBe('value served');
    expect(at).toEqual([0, 100, 300, 599, 899]);
  });

  it('tells the work which attempt it is', async () => {
    const { clock, retry } = create();
    const attempts: number[] = [];
    const outcome = outcomeOf(
      retry.run(
        (attempt) => {
          attempts.push(attempt);
          throw unreachable();
        },
        { idempotent: true },
      ),
    );
    await clock.advance(2000);
    expect(await outcome).toBe('Error: connect ECONNREFUSED 127.0.0.1:5432');
    expect(attempts).toEqual([1, 2, 3]);
  });

  it('runs work that is not said to be idempotent once', async () => {
    const { clock, retry } = create();
    const { at, work } = failing(1, clock);
    expect(await outcomeOf(retry.run(work))).toBe('Error: connect ECONNREFUSED 127.0.0.1:5432');
    expect(at).toHaveLength(1);
  });

  it.each([
    ['exhaustion', exhausted, 3],
    ['an unreachable server', unreachable, 3],
    ['a deadlock', deadlock, 3],
    ['a constraint', constraint, 1],
    ['a time-out, which would take as long again', statementTimeout, 1],
    ['an unknown error', () => new Error('whatever'), 1],
  ])('after %s', async (_, error, attempts) => {
    const { clock, retry } = create();
    const { at, work } = failing(9, clock, error);
    const outcome = outcomeOf(retry.run(work, { idempotent: true }));
    await clock.advance(10_000);
    await outcome;
    expect(at).toHaveLength(attempts);
  });

  it('stops during a pause when the signal aborts, and leaves no timer and no listener', async () => {
    const { clock, retry } = create({ baseDelayMs: 1000 });
    const aborting = new AbortController();
    const { at, work } = failing(9, clock);
    const outcome = outcomeOf(retry.run(work, { idempotent: true, signal: aborting.signal }));
    await clock.advance(10);
    aborting.abort(new Error('the client went away'));
    expect(await outcome).toBe('Error: the client went away');
    expect([at.length, clock.timers]).toEqual([1, 0]);
  });

  it('does not pause for a signal that has aborted: the error of the work comes back', async () => {
    const { clock, retry } = create();
    const { work } = failing(9, clock);
    const signal = AbortSignal.abort();
    expect(await outcomeOf(retry.run(work, { idempotent: true, signal }))).toMatch('ECONNREFUSED');
    expect(clock.timers).toBe(0);
  });

  it('has a budget: in an outage there are 10 retries, and then one for each 10 calls', async () => {
    const { clock, retry } = create({ attempts: 2, baseDelayMs: 1 });
    let runs = 0;
    for (let call = 0; call < 1000; call++) {
      const outcome = outcomeOf(
        retry.run(
          () => {
            runs++;
            throw unreachable();
          },
          { idempotent: true },
        ),
      );
      await clock.advance(1);
      await outcome;
    }
    expect(runs - 1000).toBeGreaterThanOrEqual(108);
    expect(runs - 1000).toBeLessThanOrEqual(110);
    expect(retry.retriesLeft).toBe(0);
  });

  it.each([
    [{ attempts: 0 }, 'Retry({ attempts: 0 })'],
    [{ baseDelayMs: -1 }, 'Retry({ baseDelayMs: -1 })'],
    [{ budgetRatio: 2 }, 'Retry({ budgetRatio: 2 })'],
    [{ retries: 2 } as never, 'has no option'],
  ])('refuses the options %j', (options, message) => {
    expect(() => new Retry(options)).toThrow(message);
  });
});

it('never retries more than its attempts and its budget allow, and never pauses longer than the bound', () => {
  fc.assert(
    fc.property(
      fc.record({
        attempts: fc.integer({ min: 1, max: 6 }),
        baseDelayMs: fc.integer({ min: 1, max: 500 }),
        maxDelayMs: fc.integer({ min: 1, max: 1000 }),
        budgetRatio: fc.constantFrom(0, 0.1, 0.5, 1),
        budgetMax: fc.nat(5),
      }),
      fc.array(fc.integer({ min: 0, max: 8 }), { maxLength: 60 }),
      fc.func(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })),
      (options, failuresOfCalls, randomOf) => {
        let numbers = 0;
        const retry = new Retry({ ...options, random: () => randomOf(numbers++) });
        let calls = 0;
        let retries = 0;
        for (const failures of failuresOfCalls) {
          calls++;
          retry.begin();
          for (let attempt = 1; attempt <= failures; attempt++) {
            const delayMs = retry.delayAfter(unreachable(), attempt);
            if (delayMs === undefined) break;
            retries++;
            expect(attempt).toBeLessThan(options.attempts);
            expect(delayMs).toBeGreaterThanOrEqual(0);
            expect(delayMs).toBeLessThanOrEqual(Math.min(options.maxDelayMs, options.baseDelayMs * 2 ** (attempt - 1)));
          }
          expect(retries).toBeLessThanOrEqual(options.budgetMax + calls * options.budgetRatio);
          expect(retry.retriesLeft).toBeGreaterThanOrEqual(0);
        }
      },
    ),
  );
});
