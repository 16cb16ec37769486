/** How many connections a pool has, by what they do, and how many callers want one. All at one moment. */
export interface PoolCounts {
  /** Connections that exist, also those still connecting. */
  readonly total: number;
  /** Connections that are being opened and serve nobody yet. */
  readonly connecting: number;
  /** Connections that are lent out. */
  readonly active: number;
  /** Open connections that nobody uses. */
  readonly idle: number;
  /** Callers in the queue for whom no connection is being opened. */
  readonly waiting: number;
  /** The most connections that the pool opens; `Infinity` where it has no limit. */
  readonly max: number;
}

/** Active / max, from 0 to 1; 0 where the pool has no limit. */
export function usageOf({ active, max }: PoolCounts): number {
  return max > 0 && Number.isFinite(max) ? active / max : 0;
}
