import { place } from '../option-checks.ts';
import type { PoolSettings } from './define-pool.ts';

type TimeName = 'acquireTimeoutMs' | 'connectTimeoutMs' | 'idleTimeoutMs' | 'maxLifetimeMs';

/** A time in seconds for a client that takes whole ones. Throws a `RangeError` rather than round what was asked for. */
export function wholeSeconds(caller: string, name: TimeName, pool: PoolSettings): number {
  const seconds = pool[name] / 1000;
  if (Number.isInteger(seconds)) return seconds;
  throw new RangeError(
    `${place(caller, name, pool[name])}: this client takes whole seconds. Accepted: a multiple of 1000.`,
  );
}
