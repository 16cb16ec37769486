import fc from 'fast-check';
import { expect, it } from 'vitest';

import { DurationHistogram } from '../../../src/runtime/monitor/duration-histogram.ts';

it('has nothing to say of nothing', () => {
  expect(new DurationHistogram().summary()).toEqual({ count: 0, meanMs: 0, p50Ms: 0, p95Ms: 0, p99Ms: 0, maxMs: 0 });
});

it('knows percentiles to 5 %', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0.002, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 300 }),
      (durations) => {
        const histogram = new DurationHistogram();
        for (const duration of durations) histogram.add(duration);
        const sorted = durations.toSorted((left, right) => left - right);
        const { p50Ms, p95Ms, p99Ms, maxMs, count } = histogram.summary();
        expect(count).toBe(durations.length);
        expect(maxMs).toBe(sorted.at(-1));
        for (const [share, found] of [
          [0.5, p50Ms],
          [0.95, p95Ms],
          [0.99, p99Ms],
        ] as const) {
          const exact = sorted[Math.ceil(sorted.length * share) - 1] ?? 0;
          expect(Math.abs(found - exact) / exact).toBeLessThan(0.05);
        }
      },
    ),
  );
});

it('takes any duration', () => {
  const histogram = new DurationHistogram();
  for (const duration of [0, 1e-9, 1e12]) histogram.add(duration);
  expect(histogram.summary()).toMatchObject({ count: 3, maxMs: 1e12, p50Ms: 0 });
});
