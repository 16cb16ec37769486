import { expect, it } from 'vitest';

import { RecentQueries } from '../../../src/runtime/monitor/recent-queries.ts';

it('keeps the last queries, the latest first', () => {
  const recent = new RecentQueries(3);
  for (let index = 1; index <= 5; index++) recent.add(`q${String(index)}`, index, index * 10, index % 2 === 0);
  expect(recent.list(1000)).toEqual([
    { shape: 'q5', durationMs: 5, endedAt: 1050, failed: false },
    { shape: 'q4', durationMs: 4, endedAt: 1040, failed: true },
    { shape: 'q3', durationMs: 3, endedAt: 1030, failed: false },
  ]);
});

it('lists what there is, and keeps nothing where nothing is to be kept', () => {
  const recent = new RecentQueries(3);
  recent.add('q', 1, 2, false);
  expect(recent.list(0)).toHaveLength(1);
  const none = new RecentQueries(0);
  none.add('q', 1, 2, false);
  expect(none.list(0)).toEqual([]);
});
