import type { RecentQuery } from './pool-monitor.ts';

/** The last queries, in arrays that are written over from the start: nothing is allocated per query. */
export class RecentQueries {
  readonly #shapes: string[];
  readonly #durationsMs: Float64Array;
  readonly #endedAt: Float64Array;
  readonly #failed: Uint8Array;
  readonly #capacity: number;
  #added = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
    this.#shapes = new Array<string>(capacity).fill('');
    this.#durationsMs = new Float64Array(capacity);
    this.#endedAt = new Float64Array(capacity);
    this.#failed = new Uint8Array(capacity);
  }

  /** `endedAt` on the clock of the recorder. */
  add(shape: string, durationMs: number, endedAt: number, failed: boolean): void {
    if (this.#capacity === 0) return;
    const index = this.#added++ % this.#capacity;
    this.#shapes[index] = shape;
    this.#durationsMs[index] = durationMs;
    this.#endedAt[index] = endedAt;
    this.#failed[index] = failed ? 1 : 0;
  }

  /** The latest first. `epoch` is what the recorder's clock must be moved by to become a date. */
  list(epoch: number): RecentQuery[] {
    const length = Math.min(this.#added, this.#capacity);
    return Array.from({ length }, (_, back) => {
      const index = (this.#added - 1 - back) % this.#capacity;
      return {
        shape: this.#shapes[index] ?? '',
        durationMs: this.#durationsMs[index] ?? 0,
        endedAt: (this.#endedAt[index] ?? 0) + epoch,
        failed: this.#failed[index] === 1,
      };
    });
  }
}
