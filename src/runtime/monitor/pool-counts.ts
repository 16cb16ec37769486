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
  /** Callers in the pool's queue. */
  readonly waiting: number;
  /** The most connections that the pool opens; `Infinity` where it has no limit. */
  readonly max: number;
}
