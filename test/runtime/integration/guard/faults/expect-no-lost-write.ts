import { expect } from 'vitest';

import type { LoadOutcome } from './guarded-load.ts';

/** Compares what callers were told with the ids that are in the database. */
export function expectNoLostWrite({ confirmed, refused, unknown }: LoadOutcome, written: readonly number[]): void {
  const present = new Set(written);
  expect(present.size, 'no write happened twice').toBe(written.length);
  expect(
    [...confirmed].filter((id) => !present.has(id)),
    'no confirmed write is lost',
  ).toEqual([]);
  expect(
    [...refused].filter((id) => present.has(id)),
    'no refused write happened',
  ).toEqual([]);
  expect(confirmed.size).toBeGreaterThan(0);
  expect(
    [...present].filter((id) => !confirmed.has(id) && !unknown.has(id)),
    'no write came from nowhere',
  ).toEqual([]);
}
