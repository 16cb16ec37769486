import type { QueryForm } from '../query-form.ts';

export const objectionForms: readonly QueryForm[] = [
  {
    noun: 'user',
    answers: 'row',
    key: 'number',
    query: (key) => `User.query().findById(${key})`,
    property: 'name',
  },
  {
    noun: 'user',
    answers: 'row',
    key: 'email',
    query: (key) => `User.query().findOne({ email: ${key} })`,
    property: 'name',
  },
  {
    noun: 'item',
    answers: 'row',
    key: 'line',
    query: (orderId, sku) => `OrderItem.query().where({ order_id: ${orderId}, sku: ${sku} }).first()`,
    property: 'sku',
  },
  {
    noun: 'posts',
    answers: 'rows',
    key: 'number',
    query: (key) => `Post.query().where('author_id', ${key}).orderBy('id')`,
    property: 'title',
  },
  {
    noun: 'counter',
    answers: 'nothing',
    key: 'number',
    query: (key) => `Counter.query().delete().where('id', ${key})`,
  },
  {
    noun: 'user',
    answers: 'nothing',
    key: 'number',
    query: (key) => `User.query().patch({ name: 'changed' }).where('id', ${key})`,
  },
];
