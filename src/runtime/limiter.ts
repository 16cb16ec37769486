import { systemClock, type Clock, type Timer } from './clock.ts';
import { DatabaseUnavailableError } from './database-unavailable-error.ts';
import type { LimiterState } from './guard-state.ts';
import { invoke } from './invoke.ts';
import { checkMilliseconds, checkOptionNames, checkText, checkWholeNumber } from './option-checks.ts';

export interface LimiterOptions {
  /** For errors and logs. Default: `database`. */
  readonly name?: string | undefined;
  /** How many calls may run at once: the connections of the pool. */
  readonly max: number;
  /** How many calls may wait for a place. Default: 10 times `max`. */
  readonly maxQueued?: number | undefined;
  /** How long a call waits for a place. Default: 5,000 ms. */
  readonly queueTimeoutMs?: number | undefined;
  readonly clock?: Clock | undefined;
}

/** After how long a caller who found no place is told to come back: places become free all the time. */
const retryAfterMs = 1000;

/** A call in the queue, which is a doubly linked list, so that any of them can leave it at once. */
class Waiter {
  previous: Waiter | undefined;
  next: Waiter | undefined;
  queued = true;
  readonly #resolve: () => void;
  readonly #reject: (reason: unknown) => void;
  readonly #timer: Timer;
  readonly #signal: AbortSignal | undefined;
  readonly #onAbort: () => void;

  constructor(
    promise: { resolve: () => void; reject: (reason: unknown) => void },
    timer: Timer,
    signal: AbortSignal | undefined,
    onAbort: () => void,
  ) {
    this.#resolve = promise.resolve;
    this.#reject = promise.reject;
    this.#timer = timer;
    this.#signal = signal;
    this.#onAbort = onAbort;
    signal?.addEventListener('abort', onAbort);
  }

  admit(): void {
    this.#release();
    this.#resolve();
  }

  refuse(reason: unknown): void {
    this.#release();
    this.#reject(reason);
  }

  #release(): void {
    this.#timer.cancel();
    this.#signal?.removeEventListener('abort', this.#onAbort);
  }
}

/**
 * A bulkhead: so many calls run at once, so many wait, in the order in which they came, and all others are refused at once.
 * Whoever waits too long, or whose `AbortSignal` aborts, leaves the queue without taking a place.
 */
export class Limiter {
  readonly name: string;
  readonly #max: number;
  readonly #maxQueued: number;
  readonly #queueTimeoutMs: number;
  readonly #clock: Clock;
  #active = 0;
  #queued = 0;
  #first: Waiter | undefined;
  #last: Waiter | undefined;
  readonly #leave = (): void => {
    this.leave();
  };

  /**
   * @throws {TypeError} An option is of another type or unknown.
   * @throws {RangeError} A number is out of range.
   */
  constructor(options: LimiterOptions) {
    checkOptionNames('Limiter', options, ['name', 'max', 'maxQueued', 'queueTimeoutMs', 'clock']);
    const { name = 'database', max, clock = systemClock, queueTimeoutMs = 5000 } = options;
    this.name = checkText('Limiter', 'name', name);
    this.#max = checkWholeNumber('Limiter', 'max', max);
    const { maxQueued = 10 * max } = options;
    this.#maxQueued = checkWholeNumber('Limiter', 'maxQueued', maxQueued, { least: 0 });
    this.#queueTimeoutMs = checkMilliseconds('Limiter', 'queueTimeoutMs', queueTimeoutMs);
    this.#clock = clock;
  }

  state(): LimiterState {
    return { active: this.#active, queued: this.#queued, max: this.#max, maxQueued: this.#maxQueued };
  }

  /**
   * Runs the work when there is a place for it, and keeps the place until the work has ended.
   *
   * @throws {DatabaseUnavailableError} (rejects) `queueFull` or `queueTimeout`.
   * @throws The reason of `signal` when it aborts in the queue.
   */
  run<Value>(
    work: () => PromiseLike<Value> | Value,
    { signal }: { signal?: AbortSignal | undefined } = {},
  ): Promise<Value> {
    if (signal?.aborted !== true && this.tryEnter()) return this.#run(work);
    return this.enter(signal).then(() => {
      if (signal?.aborted !== true) return this.#run(work);
      this.leave();
      throw signal.reason;
    });
  }

  /** Takes a place if one is free. Whoever gets one calls `leave()` once, when the work has ended. */
  tryEnter(): boolean {
    // A place that becomes free goes to the first in the queue, so that none is free while anybody waits.
    if (this.#active >= this.#max) return false;
    this.#active++;
    return true;
  }

  /** Waits for a place; fails as `run` does. Whoever gets one calls `leave()` once, when the work has ended. */
  enter(signal?: AbortSignal): Promise<void> {
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- the reason is the caller's
    if (signal?.aborted) return Promise.reject(signal.reason);
    if (this.tryEnter()) return Promise.resolve();
    if (this.#queued >= this.#maxQueued) return Promise.reject(this.#refusal('queueFull'));
    return new Promise((resolve, reject) => {
      const timer = this.#clock.setTimeout(() => {
        this.#refuse(waiter, this.#refusal('queueTimeout'));
      }, this.#queueTimeoutMs);
      const waiter = new Waiter({ resolve, reject }, timer, signal, () => {
        this.#refuse(waiter, signal?.reason);
      });
      this.#append(waiter);
    });
  }

  /**
   * Gives a place back.
   *
   * @throws {Error} No place is taken: a call left twice.
   */
  leave(): void {
    if (this.#active === 0) {
      throw new Error(`The limiter "${this.name}" has no place taken: leave() was called twice for one enter().`);
    }
    const waiter = this.#first;
    if (waiter) {
      this.#remove(waiter);
      waiter.admit();
    } else {
      this.#active--;
    }
  }

  /** Sends away all who wait. */
  refuseQueued(reason: () => unknown): void {
    while (this.#first) this.#refuse(this.#first, reason());
  }

  #run<Value>(work: () => PromiseLike<Value> | Value): Promise<Value> {
    const promise = invoke(work, undefined);
    promise.then(this.#leave, this.#leave);
    return promise;
  }

  #refusal(reason: 'queueFull' | 'queueTimeout'): DatabaseUnavailableError {
    const numbers = `${String(this.#active)} of ${String(this.#max)} calls active, ${String(this.#queued)} of ${String(this.#maxQueued)} queued`;
    const happened = reason === 'queueFull' ? 'is full' : `had no place for ${String(this.#queueTimeoutMs)} ms`;
    return new DatabaseUnavailableError({
      reason,
      retryAfterMs,
      details: `The limiter "${this.name}" ${happened}: ${numbers}.`,
    });
  }

  #refuse(waiter: Waiter, reason: unknown): void {
    this.#remove(waiter);
    waiter.refuse(reason);
  }

  #append(waiter: Waiter): void {
    waiter.previous = this.#last;
    if (this.#last) this.#last.next = waiter;
    else this.#first = waiter;
    this.#last = waiter;
    this.#queued++;
  }

  #remove(waiter: Waiter): void {
    if (waiter.previous) waiter.previous.next = waiter.next;
    else this.#first = waiter.next;
    if (waiter.next) waiter.next.previous = waiter.previous;
    else this.#last = waiter.previous;
    this.#queued--;
  }
}
