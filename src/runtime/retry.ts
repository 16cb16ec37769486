import { classifyDatabaseError } from './classify-database-error.ts';
import { systemClock, type Clock } from './clock.ts';
import type { DatabaseErrorClass } from './database-error.ts';
import { invoke } from './invoke.ts';
import { checkMilliseconds, checkOptionNames, checkShare, checkWholeNumber } from './option-checks.ts';
import { pause } from './pause.ts';

export interface RetryOptions {
  /** How often the work runs at most, the first time included. Default: 3. */
  readonly attempts?: number | undefined;
  /** The longest pause before the first retry; it doubles for each further one. Default: 50 ms. */
  readonly baseDelayMs?: number | undefined;
  /** No pause is longer. Default: 2,000 ms. */
  readonly maxDelayMs?: number | undefined;
  /** How many retries each call adds to the budget: with 0.1, a tenth of the calls may be retried. Default: 0.1, as in gRPC. */
  readonly budgetRatio?: number | undefined;
  /** What the budget holds at first and at most, so that a few failures in quiet times are retried. Default: 10, as in gRPC. */
  readonly budgetMax?: number | undefined;
  /** Which errors are worth a retry: those that are `transient`. Default: `classifyDatabaseError`. */
  readonly classify?: ((error: unknown) => DatabaseErrorClass) | undefined;
  readonly clock?: Clock | undefined;
  /** A number from 0 up to, but not including, 1. Default: `Math.random`. */
  readonly random?: (() => number) | undefined;
}

export interface RetryRunOptions {
  /** Running the work twice does the same as running it once. Only such work is retried. Default: false. */
  readonly idempotent?: boolean | undefined;
  /** Ends the pause between two attempts, and hence the retries. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Runs idempotent work again after transient errors: after a random pause whose upper bound doubles (exponential backoff
 * with full jitter), and within a budget, so that retries cannot multiply the load of a database that fails.
 */
export class Retry {
  readonly #attempts: number;
  readonly #baseDelayMs: number;
  readonly #maxDelayMs: number;
  readonly #budgetRatio: number;
  readonly #budgetMax: number;
  readonly #classify: (error: unknown) => DatabaseErrorClass;
  readonly #clock: Clock;
  readonly #random: () => number;
  #budget: number;

  /**
   * @throws {TypeError} An option is of another type or unknown.
   * @throws {RangeError} A number is out of range.
   */
  constructor(options: RetryOptions = {}) {
    checkOptionNames('Retry', options, [
      'attempts',
      'baseDelayMs',
      'maxDelayMs',
      'budgetRatio',
      'budgetMax',
      'classify',
      'clock',
      'random',
    ]);
    const { attempts = 3, baseDelayMs = 50, maxDelayMs = 2000, budgetRatio = 0.1, budgetMax = 10 } = options;
    const { classify = classifyDatabaseError, clock = systemClock, random = Math.random } = options;
    this.#attempts = checkWholeNumber('Retry', 'attempts', attempts);
    this.#baseDelayMs = checkMilliseconds('Retry', 'baseDelayMs', baseDelayMs);
    this.#maxDelayMs = checkMilliseconds('Retry', 'maxDelayMs', maxDelayMs);
    this.#budgetRatio = checkShare('Retry', 'budgetRatio', budgetRatio);
    this.#budgetMax = checkWholeNumber('Retry', 'budgetMax', budgetMax, { least: 0 });
    this.#budget = budgetMax;
    this.#classify = classify;
    this.#clock = clock;
    this.#random = random;
  }

  /** Retries that the budget allows at the moment. */
  get retriesLeft(): number {
    return Math.floor(this.#budget);
  }

  /**
   * Runs the work until it succeeds, fails for good, or the attempts or the budget are used up: then it fails with the last
   * error. Work that is not idempotent runs once.
   *
   * @throws The last error of the work, or the reason of `signal` when it aborts during a pause.
   */
  async run<Value>(
    work: (attempt: number) => PromiseLike<Value> | Value,
    { idempotent = false, signal }: RetryRunOptions = {},
  ): Promise<Value> {
    this.begin();
    for (let attempt = 1; ; attempt++) {
      try {
        return await invoke(work, attempt);
      } catch (error) {
        const delayMs = idempotent && signal?.aborted !== true ? this.delayAfter(error, attempt) : undefined;
        if (delayMs === undefined) throw error;
        await pause(delayMs, this.#clock, signal);
      }
    }
  }

  /** Adds one call to the budget. */
  begin(): void {
    this.#budget = Math.min(this.#budgetMax, this.#budget + this.#budgetRatio);
  }

  /** How long to wait before the next attempt, which the budget then has paid for; undefined where there is none. */
  delayAfter(error: unknown, attempt: number): number | undefined {
    if (attempt >= this.#attempts || this.#budget < 1 || !this.#classify(error).transient) return undefined;
    this.#budget--;
    return this.#random() * Math.min(this.#maxDelayMs, this.#baseDelayMs * 2 ** (attempt - 1));
  }
}
