import type { CircuitBreaker, Passage } from './circuit-breaker.ts';
import type { Clock, Timer } from './clock.ts';
import type { DatabaseErrorClass } from './database-error.ts';
import { DatabaseUnavailableError } from './database-unavailable-error.ts';
import type { DeadlineQueue, Expiring } from './deadline-queue.ts';
import { invoke } from './invoke.ts';
import type { Limiter } from './limiter.ts';
import { checkMilliseconds } from './option-checks.ts';
import { pause } from './pause.ts';
import type { Retry } from './retry.ts';
import { verdictOfKind } from './verdict.ts';

/** What the work is called with. */
export interface GuardedCall {
  /**
   * Aborts at the deadline and with the caller's signal: hand it to what can be cancelled. It is made when it is first read.
   */
  readonly signal: AbortSignal;
  /** 1 the first time, 2 at the first retry. */
  readonly attempt: number;
}

export interface GuardedRunOptions {
  /** Running the work twice does the same as running it once: then it is retried after transient errors. Default: false. */
  readonly idempotent?: boolean | undefined;
  /** Ends the waiting: the call rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** How long the caller waits at most, for places, attempts and pauses together. Default: that of the guard. */
  readonly deadlineMs?: number | undefined;
}

export interface GuardParts {
  readonly name: string;
  readonly breaker: CircuitBreaker;
  readonly limiter: Limiter;
  readonly retry: Retry;
  readonly deadlineMs: number;
  readonly deadlines: DeadlineQueue;
  readonly classify: (error: unknown) => DatabaseErrorClass;
  readonly clock: Clock;
  /** How often the database has answered. */
  answers: number;
}

/** After how long a caller is told to come back whose call failed or took too long. */
const retryAfterMs = 1000;

/**
 * One call of a guard, from its first attempt to its answer. One object and one promise for all of it: each part as a
 * wrapper of its own would cost a promise more.
 */
export class GuardedRun<Value> implements GuardedCall, Expiring {
  readonly promise: Promise<Value>;
  attempt = 1;
  expiresAt = 0;
  earlier: Expiring | undefined;
  later: Expiring | undefined;
  listed = false;
  readonly #parts: GuardParts;
  readonly #work: (call: GuardedCall) => PromiseLike<Value> | Value;
  readonly #options: GuardedRunOptions;
  #resolve!: (value: Value) => void;
  #reject!: (reason: unknown) => void;
  #answered = false;
  /** While the work runs. */
  #passage: Passage | undefined;
  #answersBefore = 0;
  #aborting: AbortController | undefined;
  #timer: Timer | undefined;
  #onAbort: (() => void) | undefined;
  #lastError: unknown;

  constructor(parts: GuardParts, work: (call: GuardedCall) => PromiseLike<Value> | Value, options: GuardedRunOptions) {
    this.#parts = parts;
    this.#work = work;
    this.#options = options;
    this.promise = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  get signal(): AbortSignal {
    this.#aborting ??= new AbortController();
    return this.#aborting.signal;
  }

  start(): void {
    const { signal, deadlineMs } = this.#options;
    if (signal) {
      if (signal.aborted) {
        this.#fail(signal.reason);
        return;
      }
      this.#onAbort = () => {
        this.#giveUp(signal.reason);
      };
      signal.addEventListener('abort', this.#onAbort);
    }
    try {
      if (deadlineMs !== undefined) checkMilliseconds('run', 'deadlineMs', deadlineMs);
    } catch (fault) {
      this.#fail(fault);
      return;
    }
    if (deadlineMs === undefined) {
      this.#parts.deadlines.add(this);
    } else {
      this.#timer = this.#parts.clock.setTimeout(() => {
        this.expire();
      }, deadlineMs);
    }
    this.#parts.retry.begin();
    this.#attempt();
  }

  expire(): void {
    const { name, deadlineMs } = this.#parts;
    const milliseconds = String(this.#options.deadlineMs ?? deadlineMs);
    const error = new DatabaseUnavailableError({
      reason: 'deadline',
      retryAfterMs,
      details: `A call of the guard "${name}" had no answer for ${milliseconds} ms, in attempt ${String(this.attempt)}.`,
      ...(this.#lastError === undefined ? {} : { cause: this.#lastError }),
    });
    // Work that takes too long speaks against the database; a wait in the queue does not.
    if (this.#passage) {
      this.#passage.failed(error);
      this.#passage = undefined;
      this.#tripIfStalled(milliseconds);
    }
    this.#giveUp(error);
  }

  /**
   * When all places are taken by calls that hang, too few of them end to fill the breaker's window. Nothing is lost by
   * opening: whoever comes now would wait for a place in vain.
   */
  #tripIfStalled(milliseconds: string): void {
    const { limiter, breaker, answers } = this.#parts;
    const { active, max } = limiter.state();
    if (!breaker.isClosed || active < max || answers > this.#answersBefore) return;
    breaker.trip(`All ${String(max)} places are taken and no call had an answer for ${milliseconds} ms.`);
  }

  #attempt(): void {
    const { breaker, limiter } = this.#parts;
    // Before the queue, so that nobody waits for a place in vain, and in #run again: the circuit may have opened meanwhile.
    const refusal = breaker.refusal();
    if (refusal) {
      this.#fail(refusal);
    } else if (limiter.tryEnter()) {
      this.#run();
    } else if (!breaker.isClosed) {
      this.#fail(this.#noPlaceForProbe());
    } else {
      limiter.enter(this.signal).then(
        () => {
          this.#run();
        },
        (error: unknown) => {
          this.#fail(error);
        },
      );
    }
  }

  /** It is time for a probe, but calls that hang have all places: it would wait in vain as well. */
  #noPlaceForProbe(): DatabaseUnavailableError {
    const { name, limiter } = this.#parts;
    const details = `The guard "${name}" has no place for a probe: all ${String(limiter.state().max)} are taken.`;
    return new DatabaseUnavailableError({ reason: 'circuitOpen', retryAfterMs, details });
  }

  /** With a place in the limiter, which it keeps until the work has ended, also when nobody waits for it any more. */
  #run(): void {
    const { breaker, limiter } = this.#parts;
    if (this.#answered) {
      limiter.leave();
      return;
    }
    let passage: Passage;
    try {
      passage = breaker.enter((error) => {
        this.#giveUp(error);
      });
    } catch (error) {
      limiter.leave();
      this.#fail(error);
      return;
    }
    this.#passage = passage;
    this.#answersBefore = this.#parts.answers;
    invoke(this.#work, this as GuardedCall).then(
      (value) => {
        limiter.leave();
        this.#parts.answers++;
        this.#passage?.succeeded();
        this.#passage = undefined;
        if (this.#answered) return;
        this.#settle();
        this.#resolve(value);
      },
      (error: unknown) => {
        limiter.leave();
        this.#passage?.failed(error);
        this.#passage = undefined;
        if (!this.#answered) this.#retry(error);
      },
    );
  }

  #retry(error: unknown): void {
    const { retry, clock } = this.#parts;
    if (verdictOfKind[this.#parts.classify(error).kind] === 'success') this.#parts.answers++;
    const delayMs = this.#options.idempotent === true ? retry.delayAfter(error, this.attempt) : undefined;
    if (delayMs === undefined) {
      this.#fail(this.#unavailable(error));
      return;
    }
    this.#lastError = error;
    pause(delayMs, clock, this.signal).then(
      () => {
        this.attempt++;
        this.#attempt();
      },
      // Whoever aborted has answered.
      () => undefined,
    );
  }

  /** What the caller gets for the error of the work: errors of the database as one kind, all others as they are. */
  #unavailable(error: unknown): unknown {
    if (error instanceof DatabaseUnavailableError) return error;
    const { kind, code } = this.#parts.classify(error);
    if (kind === 'query' || kind === 'transient' || kind === 'unknown') return error;
    const { name } = this.#parts;
    const what = code === undefined ? kind : `${kind}, ${code}`;
    return new DatabaseUnavailableError({
      reason: 'database',
      retryAfterMs,
      details: `A call of the guard "${name}" failed in attempt ${String(this.attempt)}: ${what}.`,
      cause: error,
    });
  }

  /** Answers before the work has ended. How it ends is still reported to the breaker, unless that is done. */
  #giveUp(reason: unknown): void {
    this.#fail(reason);
    this.#aborting?.abort(reason);
  }

  #fail(reason: unknown): void {
    if (this.#answered) return;
    this.#settle();
    this.#reject(reason);
  }

  #settle(): void {
    this.#answered = true;
    this.#parts.deadlines.remove(this);
    this.#timer?.cancel();
    if (this.#onAbort) this.#options.signal?.removeEventListener('abort', this.#onAbort);
  }
}
