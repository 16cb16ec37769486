import { describe, expect, it } from 'vitest';

import { compose, type Multiplicity } from '../../src/analysis/multiplicity.ts';

const all: readonly Multiplicity[] = ['once', 'bounded', 'paged', 'polled', 'unknown', 'perElement'];

describe('compose', () => {
  it.each(all)('leaves %s as it is inside and outside of once', (multiplicity) => {
    expect(compose('once', multiplicity)).toBe(multiplicity);
    expect(compose(multiplicity, 'once')).toBe(multiplicity);
  });

  it.each(all)('is per element where %s meets per element', (multiplicity) => {
    expect(compose('perElement', multiplicity)).toBe('perElement');
    expect(compose(multiplicity, 'perElement')).toBe('perElement');
  });

  it.each([
    ['bounded', 'bounded', 'bounded'],
    ['paged', 'bounded', 'paged'],
    ['polled', 'paged', 'polled'],
    ['unknown', 'polled', 'unknown'],
    ['unknown', 'bounded', 'unknown'],
  ] as const)('makes %s and %s %s', (outer, inner, expected) => {
    expect(compose(outer, inner)).toBe(expected);
    expect(compose(inner, outer)).toBe(expected);
  });

  it('does not depend on how three slots are grouped', () => {
    for (const a of all) {
      for (const b of all) {
        for (const c of all) expect(compose(compose(a, b), c)).toBe(compose(a, compose(b, c)));
      }
    }
  });
});
