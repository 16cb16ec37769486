import { describe, expect, it } from 'vitest';

import {
  checkChoice,
  checkMilliseconds,
  checkOptionNames,
  checkShare,
  checkText,
  checkWholeNumber,
} from '../../src/runtime/option-checks.ts';

describe('the checks of options', () => {
  it('give back what they accept', () => {
    expect(checkWholeNumber('call', 'max', 1)).toBe(1);
    expect(checkWholeNumber('call', 'max', 0, { least: 0 })).toBe(0);
    expect(checkMilliseconds('call', 'waitMs', 2_147_483_647)).toBe(2_147_483_647);
    expect(checkShare('call', 'rate', 0.5)).toBe(0.5);
    expect(checkText('call', 'name', 'main')).toBe('main');
    expect(checkChoice('call', 'pooler', 'none', ['none', 'pgbouncer'])).toBe('none');
    expect(() => {
      checkOptionNames('call', { max: 1 }, ['max']);
    }).not.toThrow();
  });

  it.each([
    [() => checkWholeNumber('call', 'max', 0), RangeError, 'call({ max: 0 })'],
    [() => checkWholeNumber('call', 'max', 1.5), RangeError, 'call({ max: 1.5 })'],
    [() => checkWholeNumber('call', 'max', Number.NaN), RangeError, 'call({ max: NaN })'],
    [() => checkWholeNumber('call', 'max', Number.POSITIVE_INFINITY), RangeError, 'call({ max: Infinity })'],
    [() => checkWholeNumber('call', 'max', 9, { most: 8 }), RangeError, 'a whole number from 1 to 8'],
    [() => checkWholeNumber('call', 'max', '5'), TypeError, "call({ max: '5' })"],
    [() => checkWholeNumber('call', 'max', 5n), TypeError, 'call({ max: 5n })'],
    [() => checkWholeNumber('call', 'max', null), TypeError, 'call({ max: null })'],
    [() => checkMilliseconds('call', 'waitMs', 0), RangeError, 'from 1 to 2147483647'],
    // Node's timer would fire at once.
    [() => checkMilliseconds('call', 'waitMs', 2_147_483_648), RangeError, 'call({ waitMs: 2147483648 })'],
    [() => checkShare('call', 'rate', 50), RangeError, 'a number from 0 to 1'],
    [() => checkShare('call', 'rate', Number.NaN), RangeError, 'call({ rate: NaN })'],
    [() => checkText('call', 'name', ' '), TypeError, "call({ name: ' ' })"],
    [() => checkChoice('call', 'pooler', 'odyssey', ['none', 'pgbouncer']), TypeError, "'none' or 'pgbouncer'"],
    [() => checkChoice('call', 'pooler', ['none'], ['none']), TypeError, 'call({ pooler: an array })'],
    [() => checkChoice('call', 'pooler', () => 'none', ['none']), TypeError, 'call({ pooler: a function })'],
    // A connection string in an object must not get into a log.
    [
      () => checkText('call', 'name', { url: 'postgresql://user:password@host' }),
      TypeError,
      'call({ name: an object })',
    ],
    [
      () => {
        checkOptionNames('call', { maximum: 1 }, ['max', 'name']);
      },
      TypeError,
      'call has no option maximum. Accepted: max, name.',
    ],
    [
      () => {
        checkOptionNames('call', null, ['max']);
      },
      TypeError,
      'call was given null',
    ],
  ])('refuse bad values with the value and what is accepted (%#)', (check, kind, message) => {
    expect(check).toThrow(kind);
    expect(check).toThrow(message);
    expect(check).toThrow(/\.$/);
  });
});
