import type { PoolOptions } from './define-pool.ts';

/**
 * A start for many instances on a small server: 3 connections each, statements of at most 10 seconds, at most 5 seconds
 * to open or to wait for a connection. What comes after it in the object is stronger.
 *
 * @example
 * definePool({ name: 'web', ...conservative, serverLimit: 100, instances: 25 });
 */
export const conservative = /* @__PURE__ */ Object.freeze({
  max: 3,
  acquireTimeoutMs: 5_000,
  connectTimeoutMs: 5_000,
  statementTimeoutMs: 10_000,
} satisfies Partial<PoolOptions>);
