import type { QueryForm } from '../query-form.ts';

export const prismaForms: readonly QueryForm[] = [
  {
    noun: 'user',
    answers: 'row',
    key: 'number',
    query: (key) => `db.user.findUnique({ where: { id: ${key} } })`,
    property: 'name',
  },
  {
    noun: 'user',
    answers: 'row',
    key: 'email',
    query: (key) => `db.user.findFirst({ where: { email: ${key} }, select: { name: true } })`,
    property: 'name',
  },
  {
    noun: 'user',
    answers: 'row',
    key: 'number',
    query: (key) => `db.user.findUniqueOrThrow({ where: { id: ${key} } })`,
    property: 'name',
  },
  {
    noun: 'item',
    answers: 'row',
    key: 'line',
    query: (orderId, sku) =>
      `db.orderItem.findUnique({ where: { orderId_sku: { orderId: ${orderId}, sku: ${sku} } } })`,
    property: 'sku',
  },
  {
    noun: 'posts',
    answers: 'rows',
    key: 'number',
    query: (key) => `db.post.findMany({ where: { authorId: ${key} }, orderBy: { id: 'desc' } })`,
    property: 'title',
  },
  {
    noun: 'posts',
    answers: 'rows',
    key: 'numberOrNull',
    query: (key) => `db.post.findMany({ where: { authorId: ${key}, score: { gt: 20 } } })`,
    property: 'title',
  },
  {
    noun: 'count',
    answers: 'count',
    key: 'number',
    query: (key) => `db.post.count({ where: { authorId: ${key} } })`,
  },
  {
    noun: 'entry',
    answers: 'nothing',
    key: 'number',
    query: (key) => `db.audit.create({ data: { userId: ${key}, action: 'seen' } })`,
  },
  {
    noun: 'counter',
    answers: 'nothing',
    key: 'number',
    query: (key) => `db.counter.deleteMany({ where: { id: ${key} } })`,
  },
  {
    noun: 'user',
    answers: 'nothing',
    key: 'number',
    query: (key) => `db.user.updateMany({ where: { id: ${key} }, data: { name: 'changed' } })`,
  },
  {
    noun: 'counter',
    answers: 'nothing',
    key: 'number',
    query: (key) => `db.counter.updateMany({ where: { id: ${key} }, data: { value: ${key} } })`,
  },
  {
    noun: 'best',
    answers: 'count',
    key: 'number',
    declaration: (name, key) =>
      `const ${name} = (await db.post.aggregate({ where: { authorId: ${key} }, _max: { score: true } }))._max.score ?? 0;`,
  },
];
