import {
  checkCircuitBreakerOptions,
  type CircuitBreakerOptions,
  type CircuitBreakerSettings,
} from './circuit-breaker-options.ts';
import type { CircuitState } from './circuit-state.ts';
import { DatabaseUnavailableError } from './database-unavailable-error.ts';
import { EventSource } from './event-source.ts';
import { invoke } from './invoke.ts';
import { reportFault } from './report-fault.ts';
import { SlidingWindow } from './sliding-window.ts';
import type { Verdict } from './verdict.ts';

/** What happens to a circuit. Fit for logs: no addresses, no queries. */
export interface CircuitEvents {
  readonly stateChange: {
    readonly name: string;
    readonly from: CircuitState['kind'];
    readonly to: CircuitState;
    /** Why, as a sentence. */
    readonly details: string;
  };
  readonly rejected: { readonly name: string; readonly error: DatabaseUnavailableError };
}

/** A call that was let through. One of the two is called, once, when the call has ended. */
export interface Passage {
  readonly succeeded: () => void;
  readonly failed: (error: unknown) => void;
}

/**
 * One stay in a state. What a call reports to a phase that is over changes nothing: it came too late to say how the
 * database is now.
 */
type Phase =
  | { readonly kind: 'closed'; readonly passage: Passage }
  | { readonly kind: 'open'; readonly openedAt: number; readonly retryAt: number; readonly details: string }
  | { readonly kind: 'halfOpen'; running: number; succeeded: number }
  | { readonly kind: 'isolated' };

/** For callers beyond the probes: a probe that gets an answer has it by then. */
const halfOpenRetryAfterMs = 1000;

/** For callers of an isolated circuit: nobody knows when it will be reset. */
const isolatedRetryAfterMs = 30_000;

/**
 * Stops sending calls to a database that fails, and tries again with a few. No timer runs while it is open: the first call
 * after `openMs` is the first probe.
 */
export class CircuitBreaker {
  readonly name: string;
  readonly #settings: CircuitBreakerSettings;
  readonly #window: SlidingWindow;
  readonly #events = new EventSource<CircuitEvents>(['stateChange', 'rejected']);
  #phase: Phase;

  /**
   * @throws {TypeError} An option is of another type or unknown.
   * @throws {RangeError} A number is out of range.
   */
  constructor(options: CircuitBreakerOptions = {}) {
    this.#settings = checkCircuitBreakerOptions(options);
    this.name = this.#settings.name;
    this.#window = new SlidingWindow(this.#settings.windowMs, this.#settings.clock);
    this.#phase = this.#restore(this.#settings.initialState);
  }

  /** For dashboards, and as `initialState` of a breaker in another process. */
  state(): CircuitState {
    return this.#describe(this.#phase);
  }

  get isClosed(): boolean {
    return this.#phase.kind === 'closed';
  }

  /** Calls back on each event until the function it returns is called. */
  on<Name extends keyof CircuitEvents>(event: Name, listener: (event: CircuitEvents[Name]) => void): () => void {
    return this.#events.on(event, listener);
  }

  /**
   * Opens the circuit for `openMs` although the rate does not, because something else shows that the database does not
   * answer. An isolated circuit stays isolated.
   */
  trip(details: string): void {
    if (this.#phase.kind === 'closed' || this.#phase.kind === 'halfOpen') this.#open(details);
  }

  /** Rejects all calls until `reset()`: for maintenance, or to take the load off a database by hand. */
  isolate(): void {
    if (this.#phase.kind !== 'isolated') this.#begin({ kind: 'isolated' }, 'It was isolated by hand.');
  }

  /** Closes the circuit, whatever its state, and forgets all calls. */
  reset(): void {
    this.#begin(this.#closedPhase(), 'It was reset by hand.');
  }

  /**
   * Runs the work unless the circuit is open.
   *
   * @throws {DatabaseUnavailableError} (rejects) `circuitOpen`, `isolated`, or `deadline` for a probe that took too long.
   */
  run<Value>(work: () => PromiseLike<Value> | Value): Promise<Value> {
    if (this.#phase.kind === 'closed') {
      const { succeeded, failed } = this.#phase.passage;
      const promise = invoke(work, undefined);
      // The caller waits for the promise of the work itself, not for one more.
      promise.then(succeeded, failed);
      return promise;
    }
    return new Promise((resolve, reject) => {
      const passage = this.enter(reject);
      invoke(work, undefined).then(
        (value) => {
          passage.succeeded();
          resolve(value);
        },
        (error: unknown) => {
          passage.failed(error);
          // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- the error of the work
          reject(error);
        },
      );
    });
  }

  /**
   * Lets one call through, for code that is no function for `run`. A probe must end before its deadline: after it,
   * `onProbeDeadline` is called, and what the probe reports changes nothing.
   *
   * @throws {DatabaseUnavailableError} The circuit is open.
   */
  enter(onProbeDeadline?: (error: DatabaseUnavailableError) => void): Passage {
    if (this.#phase.kind === 'closed') return this.#phase.passage;
    const refusal = this.refusal();
    if (refusal) {
      this.#events.emit('rejected', { name: this.name, error: refusal });
      throw refusal;
    }
    if (this.#phase.kind === 'halfOpen') return this.#probe(this.#phase, onProbeDeadline);
    const halfOpen: Phase = { kind: 'halfOpen', running: 0, succeeded: 0 };
    this.#begin(halfOpen, `It was open for ${String(this.#settings.openMs)} ms: probes go through.`);
    return this.#probe(halfOpen, onProbeDeadline);
  }

  /** The error with which `enter()` would reject a call at the moment. */
  refusal(): DatabaseUnavailableError | undefined {
    const phase = this.#phase;
    switch (phase.kind) {
      case 'closed':
        return undefined;
      case 'open': {
        const retryAfterMs = phase.retryAt - this.#settings.clock.now();
        return retryAfterMs > 0 ? this.#refusal('circuitOpen', `is open. ${phase.details}`, retryAfterMs) : undefined;
      }
      case 'halfOpen':
        return phase.running + phase.succeeded < this.#settings.probes
          ? undefined
          : this.#refusal('circuitOpen', `waits for ${String(phase.running)} probes.`, halfOpenRetryAfterMs);
      case 'isolated':
        return this.#refusal('isolated', 'was isolated by hand.', isolatedRetryAfterMs);
    }
  }

  #refusal(
    reason: 'circuitOpen' | 'isolated' | 'deadline',
    happened: string,
    retryAfterMs: number,
  ): DatabaseUnavailableError {
    return new DatabaseUnavailableError({
      reason,
      retryAfterMs,
      details: `The circuit breaker "${this.name}" ${happened}`,
    });
  }

  #closedPhase(): Phase {
    const window = this.#window;
    const phase: Phase = {
      kind: 'closed',
      // One for all calls of the phase: a call allocates nothing here.
      passage: {
        succeeded: () => {
          if (this.#phase === phase) window.succeeded();
        },
        failed: (error) => {
          if (this.#phase !== phase) return;
          const verdict = this.#judge(error);
          if (verdict === 'success') window.succeeded();
          if (verdict !== 'failure') return;
          window.failed();
          this.#openIfDue();
        },
      },
    };
    return phase;
  }

  #openIfDue(): void {
    const { calls, failures } = this.#window.counts();
    const { minimumCalls, failureRate, windowMs } = this.#settings;
    if (calls < minimumCalls || failures / calls < failureRate) return;
    this.#open(`${String(failures)} of ${String(calls)} calls failed within ${String(windowMs)} ms.`);
  }

  #open(details: string, milliseconds = this.#settings.openMs): void {
    const now = this.#settings.clock.now();
    this.#begin({ kind: 'open', openedAt: now, retryAt: now + milliseconds, details }, details);
  }

  #probe(
    phase: Phase & { kind: 'halfOpen' },
    onDeadline: ((error: DatabaseUnavailableError) => void) | undefined,
  ): Passage {
    const { clock, probes, probeDeadlineMs } = this.#settings;
    phase.running++;
    let running = true;
    const end = (verdict: Verdict, details: string): void => {
      if (!running) return;
      running = false;
      deadline.cancel();
      phase.running--;
      if (this.#phase !== phase) return;
      if (verdict === 'failure') {
        this.#open(details);
      } else if (verdict === 'success' && ++phase.succeeded >= probes) {
        this.#begin(this.#closedPhase(), `${String(probes)} of ${String(probes)} probes succeeded.`);
      }
    };
    const deadline = clock.setTimeout(() => {
      const details = `A probe had no answer for ${String(probeDeadlineMs)} ms.`;
      end('failure', details);
      onDeadline?.(this.#refusal('deadline', `is open. ${details}`, this.#settings.openMs));
    }, probeDeadlineMs);
    return {
      succeeded: () => {
        end('success', '');
      },
      failed: (error) => {
        end(this.#judge(error), 'A probe failed.');
      },
    };
  }

  #judge(error: unknown): Verdict {
    try {
      return this.#settings.judge(error);
    } catch (fault) {
      reportFault(`The function "judge" of the circuit breaker "${this.name}"`, fault);
      return 'ignored';
    }
  }

  #begin(phase: Phase, details: string): void {
    const from = this.#phase.kind;
    this.#phase = phase;
    this.#window.clear();
    this.#events.emit('stateChange', { name: this.name, from, to: this.#describe(phase), details });
  }

  #restore(state: CircuitState): Phase {
    switch (state.kind) {
      case 'closed':
        return this.#closedPhase();
      case 'isolated':
        return { kind: 'isolated' };
      case 'open':
      case 'halfOpen': {
        const now = this.#settings.clock.now();
        const { openForMs, retryAfterMs } = state.kind === 'open' ? state : { openForMs: 0, retryAfterMs: 0 };
        const details = 'It was open before the process began.';
        return { kind: 'open', openedAt: now - openForMs, retryAt: now + retryAfterMs, details };
      }
    }
  }

  #describe(phase: Phase): CircuitState {
    switch (phase.kind) {
      case 'closed':
        return { kind: 'closed', ...this.#window.counts() };
      case 'open': {
        const now = this.#settings.clock.now();
        return { kind: 'open', openForMs: now - phase.openedAt, retryAfterMs: Math.max(0, phase.retryAt - now) };
      }
      case 'halfOpen':
        return { kind: 'halfOpen', probes: phase.running, needed: this.#settings.probes - phase.succeeded };
      case 'isolated':
        return { kind: 'isolated' };
    }
  }
}
