import type { Clock, Timer } from '../../src/runtime/clock.ts';

interface Pending {
  readonly at: number;
  readonly callback: () => void;
}

/** A clock that stands still until a test moves it. */
export class FakeClock implements Clock {
  #now: number;
  readonly #pending = new Set<Pending>();

  constructor(start = 1000) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  setTimeout(callback: () => void, milliseconds: number): Timer {
    const pending = { at: this.#now + milliseconds, callback };
    this.#pending.add(pending);
    return {
      cancel: () => {
        this.#pending.delete(pending);
      },
      unref: () => undefined,
    };
  }

  /** How many timers are running. */
  get timers(): number {
    return this.#pending.size;
  }

  /** Lets time pass and calls back the timers that it reaches, in their order, without a pause for promises. */
  elapse(milliseconds: number): void {
    const end = this.#now + milliseconds;
    for (let next = this.#next(end); next; next = this.#next(end)) this.#fire(next);
    this.#now = end;
  }

  /** Lets time pass as `elapse` does, and lets promises settle before and after each timer. */
  async advance(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    await settle();
    for (let next = this.#next(end); next; next = this.#next(end)) {
      this.#fire(next);
      await settle();
    }
    this.#now = end;
    await settle();
  }

  /** Lets time pass while no timer can fire, as a busy event loop does. They come with the next `elapse`. */
  skip(milliseconds: number): void {
    this.#now += milliseconds;
  }

  #next(end: number): Pending | undefined {
    return [...this.#pending].filter(({ at }) => at <= end).sort((left, right) => left.at - right.at)[0];
  }

  #fire(pending: Pending): void {
    this.#now = Math.max(this.#now, pending.at);
    this.#pending.delete(pending);
    pending.callback();
  }
}

/** Lets everything that is only waiting for promises go on. */
export function settle(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
