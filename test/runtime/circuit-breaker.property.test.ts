import fc from 'fast-check';
import { expect, it } from 'vitest';

import { CircuitBreaker, type Passage } from '../../src/runtime/circuit-breaker.ts';
import type { CircuitState } from '../../src/runtime/circuit-state.ts';
import { constraint, unreachable } from './database-errors.ts';
import { FakeClock } from './fake-clock.ts';

const windowMs = 1000;
const bucketMs = windowMs / 10;

interface Settings {
  readonly minimumCalls: number;
  readonly failureRate: number;
  readonly openMs: number;
  readonly probes: number;
  readonly probeDeadlineMs: number;
}

interface ModelCall {
  readonly phase: number;
  readonly deadline: number | undefined;
  ended: boolean;
}

/** The breaker, said as plainly as possible: it remembers every call. */
class Model {
  now = 0;
  kind: CircuitState['kind'] = 'closed';
  readonly calls: ModelCall[] = [];
  readonly #settings: Settings;
  #phase = 0;
  #counted: { readonly at: number; readonly failed: boolean }[] = [];
  #ringStart = 0;
  #retryAt = 0;
  #succeeded = 0;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  /** Whether the call is let through. */
  enter(): boolean {
    if (this.kind === 'isolated' || (this.kind === 'open' && this.now < this.#retryAt)) return false;
    if (this.kind === 'open') this.#become('halfOpen');
    if (this.kind === 'halfOpen') {
      if (this.#running() + this.#succeeded >= this.#settings.probes) return false;
      this.calls.push({ phase: this.#phase, deadline: this.now + this.#settings.probeDeadlineMs, ended: false });
    } else {
      this.calls.push({ phase: this.#phase, deadline: undefined, ended: false });
    }
    return true;
  }

  end(call: ModelCall, verdict: 'success' | 'failure'): void {
    // A probe ends once; a call that is none may report as often as it likes.
    if (call.ended && call.deadline !== undefined) return;
    call.ended = true;
    if (call.phase !== this.#phase) return;
    if (this.kind === 'closed') this.#count(verdict === 'failure');
    else if (verdict === 'failure') this.#become('open');
    else if (++this.#succeeded >= this.#settings.probes) this.#become('closed');
  }

  elapse(milliseconds: number): void {
    const end = this.now + milliseconds;
    for (;;) {
      const due = this.calls
        .filter((call) => !call.ended && call.deadline !== undefined && call.deadline <= end)
        .sort((left, right) => (left.deadline ?? 0) - (right.deadline ?? 0))[0];
      if (!due) break;
      this.now = due.deadline ?? this.now;
      this.end(due, 'failure');
    }
    this.now = end;
  }

  isolate(): void {
    if (this.kind !== 'isolated') this.#become('isolated');
  }

  reset(): void {
    this.#become('closed');
  }

  state(): CircuitState {
    switch (this.kind) {
      case 'closed': {
        const counted = this.#inWindow();
        return { kind: 'closed', calls: counted.length, failures: counted.filter(({ failed }) => failed).length };
      }
      case 'open':
        return {
          kind: 'open',
          openForMs: this.now - (this.#retryAt - this.#settings.openMs),
          retryAfterMs: Math.max(0, this.#retryAt - this.now),
        };
      case 'halfOpen':
        return { kind: 'halfOpen', probes: this.#running(), needed: this.#settings.probes - this.#succeeded };
      case 'isolated':
        return { kind: 'isolated' };
    }
  }

  /** How many calls of this phase are younger than that. */
  youngerThan(milliseconds: number): number {
    return this.#counted.filter(({ at }) => this.now - at < milliseconds).length;
  }

  #count(failed: boolean): void {
    // The ring begins with the first call after it ran empty.
    if (this.#inWindow().length === 0) this.#ringStart = this.now;
    this.#counted.push({ at: this.now, failed });
    if (!failed) return;
    const counted = this.#inWindow();
    const failures = counted.filter((call) => call.failed).length;
    const { minimumCalls, failureRate } = this.#settings;
    if (counted.length >= minimumCalls && failures / counted.length >= failureRate) this.#become('open');
  }

  #bucketOf(at: number): number {
    return Math.floor((at - this.#ringStart) / bucketMs);
  }

  #inWindow(): readonly { readonly failed: boolean }[] {
    return this.#counted.filter(({ at }) => this.#bucketOf(this.now) - this.#bucketOf(at) < 10);
  }

  #running(): number {
    return this.calls.filter(({ phase, ended }) => phase === this.#phase && !ended).length;
  }

  #become(kind: CircuitState['kind']): void {
    this.kind = kind;
    this.#phase++;
    this.#counted = [];
    this.#succeeded = 0;
    if (kind === 'open') this.#retryAt = this.now + this.#settings.openMs;
  }
}

const settingsArbitrary = fc.record({
  minimumCalls: fc.integer({ min: 1, max: 5 }),
  failureRate: fc.constantFrom(0.2, 0.5, 0.7, 1),
  openMs: fc.integer({ min: 1, max: 1500 }),
  probes: fc.integer({ min: 1, max: 3 }),
  probeDeadlineMs: fc.integer({ min: 1, max: 1500 }),
});

const stepArbitrary = fc.oneof(
  { weight: 20, arbitrary: fc.record({ do: fc.constant('enter' as const) }) },
  {
    weight: 20,
    arbitrary: fc.record({
      do: fc.constant('end' as const),
      // Mostly one of the last calls, sometimes one from long ago.
      back: fc.oneof(fc.nat(2), fc.nat(2), fc.nat(40)),
      verdict: fc.constantFrom('success' as const, 'failure' as const, 'failure' as const),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('elapse' as const), milliseconds: fc.oneof(fc.nat(150), fc.nat(1500)) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('isolate' as const, 'reset' as const) }) },
);

it('does what its model does, whatever happens in whatever order', () => {
  const reached = { open: 0, halfOpen: 0, closedAgain: 0 };
  fc.assert(
    fc.property(
      settingsArbitrary,
      fc.array(stepArbitrary, { minLength: 1, maxLength: 100, size: 'max' }),
      (settings, steps) => {
        const clock = new FakeClock();
        const breaker = new CircuitBreaker({ ...settings, windowMs, clock });
        const model = new Model(settings);
        const passages: Passage[] = [];
        breaker.on('stateChange', ({ from, to }) => {
          if (to.kind === 'open' || to.kind === 'halfOpen') reached[to.kind]++;
          if (from === 'halfOpen' && to.kind === 'closed') reached.closedAgain++;
        });
        for (const step of steps) {
          switch (step.do) {
            case 'enter': {
              const expected = model.enter();
              let passage: Passage | undefined;
              try {
                passage = breaker.enter();
              } catch {
                // Compared below.
              }
              expect(passage !== undefined).toBe(expected);
              if (passage) passages.push(passage);
              break;
            }
            case 'end': {
              const index = passages.length - 1 - step.back;
              const call = model.calls[index];
              if (!call) break;
              model.end(call, step.verdict);
              if (step.verdict === 'failure') passages[index]?.failed(unreachable());
              else if (step.back % 2 === 0) passages[index]?.succeeded();
              else passages[index]?.failed(constraint());
              break;
            }
            case 'elapse':
              model.elapse(step.milliseconds);
              clock.elapse(step.milliseconds);
              break;
            case 'isolate':
            case 'reset':
              model[step.do]();
              breaker[step.do]();
              break;
          }
          const state = breaker.state();
          expect(state).toEqual(model.state());
          if (state.kind === 'closed') {
            // Apart from the model's buckets: nothing older than the window counts, all of nine tenths of it does.
            expect(state.calls).toBeLessThanOrEqual(model.youngerThan(windowMs));
            expect(state.calls).toBeGreaterThanOrEqual(model.youngerThan(windowMs - bucketMs));
          }
        }
      },
    ),
    { numRuns: 1000 },
  );
  // The steps must have led somewhere.
  expect(Math.min(...Object.values(reached))).toBeGreaterThan(20);
});
