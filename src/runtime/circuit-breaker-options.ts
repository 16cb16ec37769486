import type { CircuitState } from './circuit-state.ts';
import { classifyDatabaseError } from './classify-database-error.ts';
import { systemClock, type Clock } from './clock.ts';
import {
  checkChoice,
  checkMilliseconds,
  checkOptionNames,
  checkShare,
  checkText,
  checkWholeNumber,
  place,
} from './option-checks.ts';
import { verdictOfKind, type Verdict } from './verdict.ts';

export interface CircuitBreakerOptions {
  /** For errors, events and logs. Default: `database`. */
  readonly name?: string | undefined;
  /** How long a call counts. Default: 10,000 ms, as in Hystrix. */
  readonly windowMs?: number | undefined;
  /**
   * With fewer calls in the window the circuit stays closed, so that one failure at night opens nothing. Default: 20, as in
   * Hystrix.
   */
  readonly minimumCalls?: number | undefined;
  /** The share of failures that opens the circuit, above 0 and at most 1. Default: 0.5, as in Hystrix and resilience4j. */
  readonly failureRate?: number | undefined;
  /** How long the circuit stays open before a probe goes through. Default: 5,000 ms, as in Hystrix and Polly. */
  readonly openMs?: number | undefined;
  /** How many probes run at once while the circuit is half-open, and how many must succeed to close it. Default: 3. */
  readonly probes?: number | undefined;
  /** A probe without an answer by then has failed, and its caller is told so. Default: 10,000 ms. */
  readonly probeDeadlineMs?: number | undefined;
  /** What `state()` gave, perhaps in another process. An open circuit stays open for its `retryAfterMs`. */
  readonly initialState?: CircuitState | undefined;
  /**
   * What an error says of the database. Default: by `classifyDatabaseError`, `exhausted`, `unavailable`, `timeout` and
   * `configuration` are failures; `query` and `transient` are successes, because the server has answered; `unknown` is
   * ignored.
   */
  readonly judge?: ((error: unknown) => Verdict) | undefined;
  readonly clock?: Clock | undefined;
}

export type CircuitBreakerSettings = {
  readonly [Name in keyof CircuitBreakerOptions]-?: NonNullable<CircuitBreakerOptions[Name]>;
};

const owner = 'CircuitBreaker';
const kinds: readonly CircuitState['kind'][] = ['closed', 'open', 'halfOpen', 'isolated'];

export function checkCircuitBreakerOptions(options: CircuitBreakerOptions): CircuitBreakerSettings {
  checkOptionNames(owner, options, [
    'name',
    'windowMs',
    'minimumCalls',
    'failureRate',
    'openMs',
    'probes',
    'probeDeadlineMs',
    'initialState',
    'judge',
    'clock',
  ]);
  const { name = 'database', windowMs = 10_000, minimumCalls = 20, failureRate = 0.5, openMs = 5000 } = options;
  const { probes = 3, probeDeadlineMs = 10_000, judge = judgeByClass, clock = systemClock } = options;
  const { initialState = { kind: 'closed', calls: 0, failures: 0 } } = options;
  if (failureRate === 0) {
    throw new RangeError(`${place(owner, 'failureRate', 0)}: accepted is a number above 0 and at most 1.`);
  }
  if (typeof judge !== 'function') {
    throw new TypeError(`${place(owner, 'judge', judge)}: accepted is a function.`);
  }
  checkChoice(owner, 'initialState.kind', initialState.kind, kinds);
  if (initialState.kind === 'open' && !(initialState.retryAfterMs >= 0 && initialState.retryAfterMs < Infinity)) {
    throw new RangeError(
      `${place(owner, 'initialState.retryAfterMs', initialState.retryAfterMs)}: accepted are milliseconds from 0.`,
    );
  }
  return {
    name: checkText(owner, 'name', name),
    windowMs: checkMilliseconds(owner, 'windowMs', windowMs),
    minimumCalls: checkWholeNumber(owner, 'minimumCalls', minimumCalls),
    failureRate: checkShare(owner, 'failureRate', failureRate),
    openMs: checkMilliseconds(owner, 'openMs', openMs),
    probes: checkWholeNumber(owner, 'probes', probes),
    probeDeadlineMs: checkMilliseconds(owner, 'probeDeadlineMs', probeDeadlineMs),
    initialState,
    judge,
    clock,
  };
}

function judgeByClass(error: unknown): Verdict {
  return verdictOfKind[classifyDatabaseError(error).kind];
}
