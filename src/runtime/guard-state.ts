import type { CircuitState } from './circuit-state.ts';

/** How much of a limiter is in use. */
export interface LimiterState {
  /** Calls that run. */
  readonly active: number;
  /** Calls that wait for a place. */
  readonly queued: number;
  readonly max: number;
  readonly maxQueued: number;
}

/** What a guard does at the moment of asking; made for JSON, without addresses or queries. */
export interface GuardState {
  readonly name: string;
  readonly circuit: CircuitState;
  readonly limiter: LimiterState;
  /** Retries that the budget allows at the moment. */
  readonly retriesLeft: number;
}
