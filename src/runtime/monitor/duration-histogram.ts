import type { DurationSummary } from './pool-monitor.ts';

const bucketsPerOctave = 8;
/** A microsecond to about 70 minutes; longer durations count as the longest. */
const octaves = 32;
const bucketCount = octaves * bucketsPerOctave + 1;

/** Counts durations in buckets that are 9 % wide, so that what it takes does not grow with the number of calls: 2 kB. */
export class DurationHistogram {
  readonly #buckets = new Float64Array(bucketCount);
  #count = 0;
  #sumMs = 0;
  #maxMs = 0;

  add(milliseconds: number): void {
    const microseconds = milliseconds * 1000;
    const bucket = microseconds < 1 ? 0 : Math.floor(Math.log2(microseconds) * bucketsPerOctave) + 1;
    const index = bucket < bucketCount ? bucket : bucketCount - 1;
    this.#buckets[index] = (this.#buckets[index] ?? 0) + 1;
    this.#count++;
    this.#sumMs += milliseconds;
    if (milliseconds > this.#maxMs) this.#maxMs = milliseconds;
  }

  summary(): DurationSummary {
    return {
      count: this.#count,
      meanMs: this.#count === 0 ? 0 : this.#sumMs / this.#count,
      p50Ms: this.#percentile(0.5),
      p95Ms: this.#percentile(0.95),
      p99Ms: this.#percentile(0.99),
      maxMs: this.#maxMs,
    };
  }

  #percentile(share: number): number {
    const rank = Math.ceil(this.#count * share);
    if (rank === 0) return 0;
    let seen = 0;
    for (let bucket = 0; bucket < bucketCount; bucket++) {
      seen += this.#buckets[bucket] ?? 0;
      if (seen >= rank) return Math.min(middleMs(bucket), this.#maxMs);
    }
    return this.#maxMs;
  }
}

function middleMs(bucket: number): number {
  return bucket === 0 ? 0 : 2 ** ((bucket - 0.5) / bucketsPerOctave) / 1000;
}
