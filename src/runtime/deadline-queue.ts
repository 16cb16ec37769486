import type { Clock } from './clock.ts';

/** What a queue keeps of an entry, which is its own link in a doubly linked list. */
export interface Expiring {
  expiresAt: number;
  earlier: Expiring | undefined;
  later: Expiring | undefined;
  listed: boolean;
  /** Called once when time is up, unless the entry was removed before. */
  expire(): void;
}

/**
 * One deadline for many calls. All wait equally long, so they expire in the order in which they came and one timer for the
 * first of them is enough; a timer for each call costs more than the rest of the guard.
 */
export class DeadlineQueue {
  readonly #clock: Clock;
  readonly #milliseconds: number;
  readonly #onTimer = (): void => {
    this.#expire();
  };
  #first: Expiring | undefined;
  #last: Expiring | undefined;
  #timerRuns = false;

  constructor(milliseconds: number, clock: Clock) {
    this.#clock = clock;
    this.#milliseconds = milliseconds;
  }

  add(entry: Expiring): void {
    entry.expiresAt = this.#clock.now() + this.#milliseconds;
    entry.earlier = this.#last;
    if (this.#last) this.#last.later = entry;
    else this.#first = entry;
    this.#last = entry;
    entry.listed = true;
    if (!this.#timerRuns) this.#startTimer(this.#milliseconds);
  }

  /** An entry that has expired, or was removed already, is not in the queue: nothing happens. */
  remove(entry: Expiring): void {
    if (!entry.listed) return;
    entry.listed = false;
    if (entry.earlier) entry.earlier.later = entry.later;
    else this.#first = entry.later;
    if (entry.later) entry.later.earlier = entry.earlier;
    else this.#last = entry.earlier;
    entry.earlier = undefined;
    entry.later = undefined;
  }

  /** It runs on when the queue is empty, for the next call, and does not keep the process alive: the connection does. */
  #startTimer(milliseconds: number): void {
    this.#timerRuns = true;
    this.#clock.setTimeout(this.#onTimer, milliseconds).unref();
  }

  #expire(): void {
    this.#timerRuns = false;
    const now = this.#clock.now();
    while (this.#first && this.#first.expiresAt <= now) {
      const entry = this.#first;
      this.remove(entry);
      entry.expire();
    }
    if (this.#first) this.#startTimer(Math.max(1, Math.ceil(this.#first.expiresAt - now)));
  }
}
