import type { QueryForm } from '../query-form.ts';

export const kyselyForms: readonly QueryForm[] = [
  {
    noun: 'user',
    answers: 'row',
    key: 'number',
    query: (key) => `db.selectFrom('users').selectAll().where('id', '=', ${key}).executeTakeFirst()`,
    property: 'name',
  },
  {
    noun: 'user',
    answers: 'row',
    key: 'email',
    query: (key) =>
      `db.selectFrom('users').select(['name', 'email']).where('email', '=', ${key}).executeTakeFirstOrThrow()`,
    property: 'name',
  },
  {
    noun: 'item',
    answers: 'row',
    key: 'line',
    query: (orderId, sku) =>
      `db.selectFrom('order_items').selectAll().where('order_id', '=', ${orderId}).where('sku', '=', ${sku}).executeTakeFirst()`,
    property: 'sku',
  },
  {
    noun: 'posts',
    answers: 'rows',
    key: 'number',
    query: (key) => `db.selectFrom('posts').selectAll().where('author_id', '=', ${key}).orderBy('id').execute()`,
    property: 'title',
  },
  {
    noun: 'posts',
    answers: 'rows',
    key: 'number',
    query: (key) => `db.selectFrom('posts').select('title').where('author_id', '=', ${key}).execute()`,
    property: 'title',
  },
  {
    noun: 'entry',
    answers: 'nothing',
    key: 'number',
    query: (key) => `db.insertInto('audit').values({ user_id: ${key}, action: 'seen' }).execute()`,
  },
  {
    noun: 'counter',
    answers: 'nothing',
    key: 'number',
    query: (key) => `db.deleteFrom('counters').where('id', '=', ${key}).execute()`,
  },
  {
    noun: 'count',
    answers: 'count',
    key: 'number',
    declaration: (name, key) =>
      `const ${name} = Number((await db.selectFrom('posts').select((eb) => eb.fn.countAll().as('n')).where('author_id', '=', ${key}).executeTakeFirstOrThrow()).n);`,
  },
  {
    noun: 'counter',
    answers: 'nothing',
    key: 'number',
    query: (key) => `db.updateTable('counters').set({ value: ${key} }).where('id', '=', ${key}).execute()`,
  },
];
