import { type Clock, systemClock } from '../clock.ts';
import { checkMilliseconds, checkOptionNames } from '../option-checks.ts';
import type { Drainable } from './drainable.ts';
import { accepted, recogniseDrainable } from './recognise-drainable.ts';

/** Ends something of the application's own: a consumer of a queue, a scheduler. `signal` is aborted at the deadline. */
export type Closer = (signal: AbortSignal) => unknown;

export interface DrainOptions {
  /**
   * How long it may take, in milliseconds. Default: 8 000, less than the 10 seconds after which Docker and Cloud Run kill
   * a container.
   */
  readonly deadlineMs?: number | undefined;
  /** Default: the system's clock. */
  readonly clock?: Clock | undefined;
}

/** What became of one item: `late` at the deadline, with the number of connections in use and of waiting callers. */
export type DrainOutcome =
  | { readonly client: string; readonly kind: 'ended' }
  | { readonly client: string; readonly kind: 'failed'; readonly error: unknown }
  | { readonly client: string; readonly kind: 'late'; readonly busy: number | undefined };

export interface DrainReport {
  /** Whether each item has ended in time and without a failure. */
  readonly complete: boolean;
  readonly durationMs: number;
  /** In the order of the items. */
  readonly outcomes: readonly DrainOutcome[];
}

const pollMs = 20;

/**
 * Ends servers, closers and pools one after another, so that a deployment gives its connections back. For a pool it waits
 * until nothing is lent out and nobody waits, then ends it: most clients, told to end earlier, fail or forget the callers
 * that wait for a connection. Give first what brings work in, then the pools: `drain([server, consumer, pool])`.
 *
 * At the deadline, what is left is told to end all the same, and reported as late; the connections of what still runs are
 * closed when the process exits. It rejects never: failures are in the report.
 *
 * @throws TypeError, before anything is ended, for an item that it does not know; RangeError for a bad deadline.
 */
export function drain(items: readonly (object | Closer)[], options: DrainOptions = {}): Promise<DrainReport> {
  checkOptionNames('drain', options, ['deadlineMs', 'clock']);
  return prepareDrain(items, options)();
}

/** Checks everything now, and answers the function that drains. */
export function prepareDrain(
  items: readonly (object | Closer)[],
  { deadlineMs = 8_000, clock = systemClock }: DrainOptions,
): () => Promise<DrainReport> {
  checkMilliseconds('drain', 'deadlineMs', deadlineMs);
  const deadline = new AbortController();
  const drainables = items.map((item, index) => drainableOf(item, index, deadline.signal));
  return () => new Drain(clock, deadlineMs, deadline).run(drainables);
}

function drainableOf(item: object | Closer, index: number, signal: AbortSignal): Drainable {
  const drainable = recogniseDrainable(item);
  if (drainable) return drainable;
  if (typeof item === 'function') {
    return { client: item.name === '' ? 'function' : item.name, end: () => (item as Closer)(signal) };
  }
  throw new TypeError(`drain: item ${String(index)} is nothing that it knows how to end. Accepted: ${accepted}.`);
}

class Drain {
  readonly #clock: Clock;
  readonly #startedAt: number;
  readonly #deadlineMs: number;
  readonly #deadline: AbortController;

  constructor(clock: Clock, deadlineMs: number, deadline: AbortController) {
    this.#clock = clock;
    this.#startedAt = clock.now();
    this.#deadlineMs = deadlineMs;
    this.#deadline = deadline;
  }

  async run(drainables: readonly Drainable[]): Promise<DrainReport> {
    const timer = this.#clock.setTimeout(() => {
      this.#deadline.abort(new Error('The deadline of drain has passed.'));
    }, this.#deadlineMs);
    const outcomes: DrainOutcome[] = [];
    for (const drainable of drainables) outcomes.push(await this.#outcomeOf(drainable));
    timer.cancel();
    return {
      complete: outcomes.every(({ kind }) => kind === 'ended'),
      durationMs: this.#clock.now() - this.#startedAt,
      outcomes,
    };
  }

  async #outcomeOf(drainable: Drainable): Promise<DrainOutcome> {
    const { client } = drainable;
    try {
      await this.#untilQuiet(drainable);
      const ended = Promise.resolve(drainable.end(this.#remainingMs()));
      // After the deadline too, what is idle ends within a moment.
      if (await this.#inTime(ended)) return { client, kind: 'ended' };
      drainable.force?.();
      return { client, kind: 'late', busy: await drainable.busy?.() };
    } catch (error) {
      return { client, kind: 'failed', error };
    }
  }

  /** Twice, because a call may be on its way to the pool, and between two queries of a request nothing is lent out. */
  async #untilQuiet({ busy }: Drainable): Promise<void> {
    if (!busy) return;
    for (let quiet = 0; quiet < 2 && !this.#deadline.signal.aborted;) {
      if (quiet > 0) await this.#pause();
      if ((await busy()) === 0) {
        quiet += 1;
      } else {
        quiet = 0;
        await this.#pause();
      }
    }
  }

  /** False at the deadline, or after a pause where that has passed already. */
  async #inTime(ended: Promise<unknown>): Promise<boolean> {
    const { signal } = this.#deadline;
    let expire: (() => void) | undefined;
    const expired = new Promise<boolean>((resolve) => {
      expire = (): void => {
        void this.#pause().then(() => {
          resolve(false);
        });
      };
    });
    if (signal.aborted) expire?.();
    else signal.addEventListener('abort', () => expire?.(), { once: true });
    // Where it ends later, a failure is nobody's any more.
    ended.catch(() => undefined);
    return Promise.race([ended.then(() => true), expired]);
  }

  #remainingMs(): number {
    return Math.max(0, this.#startedAt + this.#deadlineMs - this.#clock.now());
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => {
      this.#clock.setTimeout(resolve, pollMs);
    });
  }
}
