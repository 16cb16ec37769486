import { beforeAll, describe, it } from 'vitest';

import { type ClientSuite, suites } from '../suites.ts';
import { describeModels, expectSuggested } from './expect-suggested.ts';
import { prepare, type Prepared } from './prepared.ts';

/** Clients whose server is not to be had: what becomes of their cases is compared as text and type-checked. */
const unexecuted = Object.values<ClientSuite>(suites).flatMap(({ unexecuted: all = [], cases }) =>
  all.map((compiled) => ({ ...compiled, compiled, cases })),
);

describe.each(unexecuted)('$name', ({ compiled, cases }) => {
  let prepared: Prepared;
  beforeAll(() => {
    prepared = prepare(compiled, cases, []);
  }, 180_000);

  describeModels(compiled, () => prepared.project);

  it.each(cases)('$name', (one) => {
    const suggested = prepared.cases.get(one.name);
    if (!suggested) throw new Error('A case got lost.');
    expectSuggested(compiled.prelude, one, suggested);
  });
});
