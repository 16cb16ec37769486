import type { Clock } from '../../src/runtime/clock.ts';

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

  setTimeout(callback: () => void, milliseconds: number): { cancel(): void; unref(): void } {
    const pending = { at: this.#now + milliseconds, callback };
    this.#pending.add(pending);
    return {
      cancel: () => {
        this.#pending.delete(pending);
      },
      unref() {
        // Nothing that a test waits for.
      },
    };
  }

  /** How many timers are running. */
  get timers(): number {
    return this.#pending.size;
  }

  /** Lets time pass, calls back the timers that it reaches in their order, and lets promises settle after each. */
  async advance(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    for (;;) {
      await settle();
      const next = [...this.#pending].filter(({ at }) => at <= end).sort((left, right) => left.at - right.at)[0];
      if (!next) break;
      this.#now = Math.max(this.#now, next.at);
      this.#pending.delete(next);
      next.callback();
    }
    this.#now = end;
    await settle();
  }

  /** Lets time pass as a busy event loop does: timers are late, whatever is called next comes before them. */
  skip(milliseconds: number): void {
    this.#now += milliseconds;
  }
}

/** Lets everything that is only waiting for promises go on. */
export function settle(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
