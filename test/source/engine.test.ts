import { setImmediate } from 'node:timers/promises';

import { Linter } from 'eslint';
import { expect, test } from 'vitest';

import noQueryInLoop from '../../rules/no-query-in-loop.ts';
import pg from '../../src/clients/pg.ts';
import { createEngine } from '../../src/source/engine.ts';
import { engineWarnings } from '../fail-on-warnings.ts';

const code = `
  import { Pool } from 'pg';
  const pool = new Pool();
  export async function run(ids) {
    for (const id of ids) await pool.query('select 1', [id]);
  }
`;

test('a fault of the engine is a warning, and the lint run goes on', async () => {
  const faulty = {
    ...pg,
    get connection(): 'pool' {
      throw new Error('facts are unreadable');
    },
  };
  const plugin = { rules: { 'no-query-in-loop': noQueryInLoop(createEngine([faulty])) } };
  const messages = new Linter().verify(code, {
    plugins: { poolwise: plugin },
    rules: { 'poolwise/no-query-in-loop': 'error', 'no-undef': 'error' },
  });
  await setImmediate();
  expect(engineWarnings.splice(0).map(({ message }) => message)).toEqual([
    expect.stringMatching(/^Poolwise could not analyse .* and reports nothing in it: facts are unreadable$/),
  ]);
  expect(messages).toEqual([]);
});
