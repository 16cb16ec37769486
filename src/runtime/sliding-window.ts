import type { Clock, Timer } from './clock.ts';

const buckets = 10;

interface Bucket {
  calls: number;
  failures: number;
  next: Bucket;
}

/**
 * Counts calls of the last `windowMs`, in a ring of ten buckets: what is older never counts, what is younger than nine
 * tenths of the window always does. Its size does not depend on the number of calls.
 *
 * While it holds anything, a timer turns the ring, so that a success, which changes no verdict, need not read the clock:
 * reading it costs more than all the rest of a call. A failure, and whoever asks for the counts, reads it.
 */
export class SlidingWindow {
  readonly #clock: Clock;
  readonly #bucketMs: number;
  #current = createRing();
  #bucketEnd = 0;
  #timer: Timer | undefined;

  constructor(windowMs: number, clock: Clock) {
    this.#clock = clock;
    this.#bucketMs = windowMs / buckets;
  }

  succeeded(): void {
    if (!this.#timer) this.#wake();
    this.#current.calls++;
  }

  failed(): void {
    if (this.#timer) this.#turn();
    else this.#wake();
    this.#current.calls++;
    this.#current.failures++;
  }

  /** Sums the buckets: only failures ask, so that a success need not keep a sum. */
  counts(): { readonly calls: number; readonly failures: number } {
    if (this.#timer) this.#turn();
    return this.#sum();
  }

  clear(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#current = createRing();
  }

  #sum(): { readonly calls: number; readonly failures: number } {
    let calls = 0;
    let failures = 0;
    let bucket = this.#current;
    for (let index = 0; index < buckets; index++) {
      calls += bucket.calls;
      failures += bucket.failures;
      bucket = bucket.next;
    }
    return { calls, failures };
  }

  /** Begins with an empty ring. */
  #wake(): void {
    this.#bucketEnd = this.#clock.now() + this.#bucketMs;
    this.#sleepUntilBucketEnds();
  }

  #sleepUntilBucketEnds(): void {
    const milliseconds = Math.max(1, Math.ceil(this.#bucketEnd - this.#clock.now()));
    this.#timer = this.#clock.setTimeout(() => {
      this.#turn();
      if (this.#sum().calls > 0) this.#sleepUntilBucketEnds();
      else this.#timer = undefined;
    }, milliseconds);
    this.#timer.unref();
  }

  /** Empties the buckets whose time has come again. */
  #turn(): void {
    const behind = this.#clock.now() - this.#bucketEnd;
    if (behind < 0) return;
    const turns = Math.floor(behind / this.#bucketMs) + 1;
    this.#bucketEnd += turns * this.#bucketMs;
    for (let turn = 0; turn < Math.min(turns, buckets); turn++) {
      this.#current = this.#current.next;
      this.#current.calls = 0;
      this.#current.failures = 0;
    }
  }
}

function createRing(): Bucket {
  const first = { calls: 0, failures: 0 } as Bucket;
  first.next = first;
  let last = first;
  for (let index = 1; index < buckets; index++) {
    last.next = { calls: 0, failures: 0, next: first };
    last = last.next;
  }
  return first;
}
