import { Linter, type Rule } from 'eslint';
import { describe, expect, it } from 'vitest';

import poolwise from '../src/index.ts';

/** Lints a file whose content does not matter, as a user with this configuration does. */
function lintWith(configuration: Linter.Config): void {
  new Linter().verify('export {};', [{ plugins: { poolwise } }, configuration], { filename: 'file.js' });
}

const optionsOf = ({ meta }: Rule.RuleModule): readonly string[] =>
  Object.keys((meta?.schema as { properties: object }[])[0]?.properties ?? {});

describe.each(Object.entries(poolwise.rules).filter(([, rule]) => optionsOf(rule).length > 0))(
  'a configuration of %s',
  (name, definition) => {
    const [option = ''] = optionsOf(definition);

    it.each([
      [{ [option]: 'never' }, 'Value "never" should be '],
      [{ unknown: 'ignore' }, 'Unexpected property "unknown". Expected properties: '],
      ['ignore', 'Value "ignore" should be object.'],
    ])('refuses the option %j', (options, message) => {
      expect(() => {
        lintWith({ rules: { [`poolwise/${name}`]: ['error', options] } });
      }).toThrow(message);
    });
  },
);

it.each(Object.keys(poolwise.rules))('a configuration of %s refuses bad settings', (name) => {
  expect(() => {
    lintWith({ rules: { [`poolwise/${name}`]: 'error' }, settings: { poolwise: { clients: 'sql' } } });
  }).toThrow("settings.poolwise.clients is 'sql'. Accepted: an array.");
});

describe.each(Object.entries(poolwise.configs))('configs.%s', (_, config) => {
  it('is accepted by ESLint and names rules that exist', () => {
    lintWith(config);
    const names = Object.keys(poolwise.rules).map((name) => `poolwise/${name}`);
    expect(names).toEqual(expect.arrayContaining(Object.keys(config.rules ?? {})));
  });
});

describe('configs.strict', () => {
  it('has every rule', () => {
    const names = Object.keys(poolwise.rules).map((name) => `poolwise/${name}`);
    expect(Object.keys(poolwise.configs.strict.rules ?? {})).toEqual(names);
  });
});
