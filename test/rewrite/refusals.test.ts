import { expect, it } from 'vitest';

import { refusals } from '../../src/rewrite/refusal.ts';
import { type ClientSuite, suites } from './suites.ts';

it('each reason has a case that is refused for it', () => {
  const cases = Object.values<ClientSuite>(suites).flatMap((suite) => suite.cases);
  const tested = new Set<string>(cases.flatMap((one) => ('refused' in one ? [one.refused] : [])));
  expect(Object.keys(refusals).filter((reason) => !tested.has(reason))).toEqual([]);
});
