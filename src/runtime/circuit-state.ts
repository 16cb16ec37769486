/** What a circuit breaker does with calls. Durations in milliseconds, at the moment of asking; made for JSON. */
export type CircuitState =
  /** Calls go through and are counted. */
  | {
      readonly kind: 'closed';
      /** Calls that the window holds, and those among them that failed. */
      readonly calls: number;
      readonly failures: number;
    }
  /** Calls are rejected. After `retryAfterMs`, which may be 0 already, the next call is a probe. */
  | { readonly kind: 'open'; readonly openForMs: number; readonly retryAfterMs: number }
  /** Some calls go through as probes, the others are rejected. `needed` further successes close the circuit. */
  | { readonly kind: 'halfOpen'; readonly probes: number; readonly needed: number }
  /** Somebody called `isolate()`: calls are rejected until `reset()`. */
  | { readonly kind: 'isolated' };
