import type { QueryForm } from '../query-form.ts';

export const mikroOrmForms: readonly QueryForm[] = [
  { noun: 'user', answers: 'row', key: 'number', query: (key) => `db.findOne(User, { id: ${key} })`, property: 'name' },
  { noun: 'user', answers: 'row', key: 'number', query: (key) => `db.findOne(User, ${key})`, property: 'name' },
  {
    noun: 'user',
    answers: 'row',
    key: 'email',
    query: (key) => `db.findOne(User, { email: ${key} })`,
    property: 'name',
  },
  {
    noun: 'item',
    answers: 'row',
    key: 'line',
    query: (orderId, sku) => `db.findOne(OrderItem, { orderId: ${orderId}, sku: ${sku} })`,
    property: 'sku',
  },
  {
    noun: 'posts',
    answers: 'rows',
    key: 'number',
    query: (key) => `db.find(Post, { authorId: ${key} }, { orderBy: { id: 'asc' } })`,
    property: 'title',
  },
  { noun: 'count', answers: 'count', key: 'number', query: (key) => `db.count(Post, { authorId: ${key} })` },
  {
    noun: 'entry',
    answers: 'nothing',
    key: 'number',
    query: (key) => `db.insert(Audit, { userId: ${key}, action: 'seen' })`,
  },
  {
    noun: 'counter',
    answers: 'nothing',
    key: 'number',
    query: (key) => `db.nativeDelete(Counter, { id: ${key} })`,
  },
];
