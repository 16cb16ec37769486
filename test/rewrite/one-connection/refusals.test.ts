import { beforeAll, describe, expect, it } from 'vitest';

import { stretchRefusals } from '../../../src/rewrite/stretch-refusal.ts';
import { dedent } from '../../rules/case.ts';
import { plansOf } from './plans-of.ts';
import { refusedCases } from './refused-cases.ts';

describe.each([...new Set(refusedCases.map(({ folder }) => folder))])('with the types of %s', (folder) => {
  const cases = refusedCases.filter((one) => one.folder === folder);
  let found: ReturnType<typeof plansOf>;
  beforeAll(() => {
    const files = cases.map(
      ({ prelude, code }, index) => [`${String(index)}.ts`, dedent(prelude) + dedent(code)] as const,
    );
    found = plansOf(folder, new Map(files));
  }, 60_000);

  it.each(cases)('$refused: $name', ({ name, refused }) => {
    const index = cases.findIndex((one) => one.name === name);
    expect(found.get(`${String(index)}.ts`)).toEqual({ plans: [refused], errors: [] });
  });
});

it('each reason has a case that is refused for it, and no name stands twice', () => {
  const tested = new Set<string>(refusedCases.map(({ refused }) => refused));
  expect(Object.keys(stretchRefusals).filter((reason) => !tested.has(reason))).toEqual([]);
  expect(new Set(refusedCases.map(({ name }) => name)).size).toBe(refusedCases.length);
});
