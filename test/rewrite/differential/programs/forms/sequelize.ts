import type { QueryForm } from '../query-form.ts';

export const sequelizeForms: readonly QueryForm[] = [
  { noun: 'user', answers: 'row', key: 'number', query: (key) => `User.findByPk(${key})`, property: 'name' },
  {
    noun: 'user',
    answers: 'row',
    key: 'email',
    query: (key) => `User.findOne({ where: { email: ${key} } })`,
    property: 'name',
  },
  {
    noun: 'item',
    answers: 'row',
    key: 'line',
    query: (orderId, sku) => `OrderItem.findOne({ where: { orderId: ${orderId}, sku: ${sku} } })`,
    property: 'sku',
  },
  {
    noun: 'posts',
    answers: 'rows',
    key: 'number',
    query: (key) => `Post.findAll({ where: { authorId: ${key} }, order: [['id', 'DESC']] })`,
    property: 'title',
  },
  {
    noun: 'count',
    answers: 'count',
    key: 'number',
    query: (key) => `Post.count({ where: { authorId: ${key} } })`,
  },
  {
    noun: 'entry',
    answers: 'nothing',
    key: 'number',
    query: (key) => `Audit.create({ userId: ${key}, action: 'seen' })`,
  },
  {
    noun: 'counter',
    answers: 'nothing',
    key: 'number',
    query: (key) => `Counter.destroy({ where: { id: ${key} } })`,
  },
];
