import { Linter } from 'eslint';
import { expect, test } from 'vitest';

import poolwise from '../../src/index.ts';

function messagesOf(code: string): string[] {
  return new Linter().verify(code, poolwise.configs.recommended).map(({ message }) => message);
}

test('a fan-out over HTTP takes requests, not connections', () => {
  const code = `
    import { createClient } from '@supabase/supabase-js';
    const supabase = createClient('https://example.supabase.co', 'key');
    export const run = (ids) => Promise.all(ids.map((id) => supabase.from('users').select('*').eq('id', id)));
  `;
  expect(messagesOf(code)).toEqual([
    'This starts `supabase.from().select` once per element of `ids`, all at once and each as a request of its own. Read the rows of all elements with one query first and group them by key in a `Map`.',
  ]);
});

test('a query in the process is no round trip', () => {
  const code = `
    import Database from 'better-sqlite3';
    const statement = new Database('app.db').prepare('select * from users where id = ?');
    export function run(ids) {
      const users = [];
      for (const id of ids) users.push(statement.get(id));
      return users;
    }
  `;
  expect(messagesOf(code)).toEqual([
    'This runs `statement.get` once per element of `ids`, one blocking statement after another. Read all rows with one query first and look each up in a `Map`.',
  ]);
});

test('one unit of work is written by one run after another, and by one call', () => {
  const code = `
    import { MikroORM } from '@mikro-orm/core';
    const orm = await MikroORM.init({});
    export const rename = (em, rows) => Promise.all(rows.map(async (row) => { row.name = 'new'; await orm.em.flush(); }));
  `;
  expect(messagesOf(code)).toEqual([
    'This runs `orm.em.flush` once per element of `rows`, one round trip after another. Change all rows first and write them with one `flush`.',
  ]);
});
