import type { QueryForm } from '../query-form.ts';

export const knexForms: readonly QueryForm[] = [
  {
    noun: 'user',
    answers: 'row',
    key: 'number',
    query: (key) => `db<UserRow>('users').where({ id: ${key} }).first()`,
    property: 'name',
  },
  {
    noun: 'user',
    answers: 'row',
    key: 'email',
    query: (key) => `db<UserRow>('users').where('email', ${key}).first()`,
    property: 'name',
  },
  {
    noun: 'item',
    answers: 'row',
    key: 'line',
    query: (orderId, sku) => `db<OrderItemRow>('order_items').where({ order_id: ${orderId}, sku: ${sku} }).first()`,
    property: 'sku',
  },
  {
    noun: 'posts',
    answers: 'rows',
    key: 'number',
    query: (key) => `db<PostRow>('posts').where({ author_id: ${key} }).orderBy('id')`,
    property: 'title',
  },
  {
    noun: 'posts',
    answers: 'rows',
    key: 'number',
    query: (key) => `db<PostRow>('posts').select('title', 'score').where('author_id', ${key})`,
    property: 'title',
  },
  {
    noun: 'entry',
    answers: 'nothing',
    key: 'number',
    query: (key) => `db<AuditRow>('audit').insert({ user_id: ${key}, action: 'seen' })`,
  },
  {
    noun: 'counter',
    answers: 'nothing',
    key: 'number',
    query: (key) => `db<CounterRow>('counters').where({ id: ${key} }).del()`,
  },
  {
    noun: 'count',
    answers: 'count',
    key: 'number',
    declaration: (name, key) =>
      `const ${name} = Number((await db('posts').where({ author_id: ${key} }).count('* as n'))[0].n);`,
  },
  {
    noun: 'counter',
    answers: 'nothing',
    key: 'number',
    query: (key) => `db<CounterRow>('counters').where('id', ${key}).update({ value: ${key} })`,
  },
];
