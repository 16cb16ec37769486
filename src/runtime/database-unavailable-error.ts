/** Why a call got no answer from the database. */
export type UnavailableReason =
  /** The circuit is open: too many of the last calls failed. */
  | 'circuitOpen'
  /** Somebody isolated the circuit. */
  | 'isolated'
  /** As many calls wait for a place in the limiter as may. */
  | 'queueFull'
  /** No place became free in time. */
  | 'queueTimeout'
  /** The call took too long. */
  | 'deadline'
  /** The database or its pool failed; the error is the cause. */
  | 'database';

interface Circumstances {
  readonly reason: UnavailableReason;
  readonly retryAfterMs: number;
  readonly details: string;
  readonly cause?: unknown;
}

/**
 * The database cannot serve a call at the moment. The message may be shown to users. `status`, `statusCode`, `headers` and
 * `expose` are what the error handlers of Express, Fastify and Koa read.
 */
export class DatabaseUnavailableError extends Error {
  override readonly name = 'DatabaseUnavailableError';
  readonly code = 'DATABASE_UNAVAILABLE';
  readonly status = 503;
  readonly statusCode = 503;
  readonly expose = true;
  readonly reason: UnavailableReason;
  /** When to try again, in milliseconds. */
  readonly retryAfterMs: number;
  /** For logs: what happened, with the numbers. It holds no address and no query; the cause may. */
  readonly details: string;

  constructor({ reason, retryAfterMs, details, ...rest }: Circumstances) {
    const seconds = wholeSeconds(retryAfterMs);
    super(
      `The database is not available at the moment. Please try again in ${String(seconds)} second${seconds === 1 ? '' : 's'}.`,
      'cause' in rest ? { cause: rest.cause } : {},
    );
    this.reason = reason;
    this.retryAfterMs = retryAfterMs;
    this.details = details;
  }

  /** For the header `Retry-After`: whole seconds, at least 1. */
  get retryAfter(): number {
    return wholeSeconds(this.retryAfterMs);
  }

  get headers(): Readonly<Record<'Retry-After', string>> {
    return { 'Retry-After': String(this.retryAfter) };
  }

  /** What may go into an answer: without the cause. */
  toJSON(): { code: string; message: string; retryAfterMs: number } {
    return { code: this.code, message: this.message, retryAfterMs: Math.ceil(this.retryAfterMs) };
  }
}

function wholeSeconds(milliseconds: number): number {
  return Math.max(1, Math.ceil(milliseconds / 1000));
}
