import type { QueryForm } from '../query-form.ts';

export const typeormForms: readonly QueryForm[] = [
  {
    noun: 'user',
    answers: 'row',
    key: 'number',
    query: (key) => `db.getRepository(User).findOneBy({ id: ${key} })`,
    property: 'name',
  },
  {
    noun: 'user',
    answers: 'row',
    key: 'email',
    query: (key) => `db.getRepository(User).findOne({ where: { email: ${key} } })`,
    property: 'name',
  },
  {
    noun: 'item',
    answers: 'row',
    key: 'line',
    query: (orderId, sku) => `db.getRepository(OrderItem).findOneBy({ orderId: ${orderId}, sku: ${sku} })`,
    property: 'sku',
  },
  {
    noun: 'posts',
    answers: 'rows',
    key: 'number',
    query: (key) => `db.getRepository(Post).find({ where: { authorId: ${key} }, order: { id: 'ASC' } })`,
    property: 'title',
  },
  {
    noun: 'count',
    answers: 'count',
    key: 'number',
    query: (key) => `db.getRepository(Post).countBy({ authorId: ${key} })`,
  },
  {
    noun: 'entry',
    answers: 'nothing',
    key: 'number',
    query: (key) => `db.getRepository(Audit).insert({ userId: ${key}, action: 'seen' })`,
  },
  {
    noun: 'counter',
    answers: 'nothing',
    key: 'number',
    query: (key) => `db.getRepository(Counter).delete({ id: ${key} })`,
  },
];
