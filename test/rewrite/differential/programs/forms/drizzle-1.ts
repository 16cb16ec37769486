import type { QueryForm } from '../query-form.ts';

export const drizzle1Forms: readonly QueryForm[] = [
  {
    noun: 'user',
    answers: 'row',
    key: 'number',
    query: (key) => `db.query.users.findFirst({ where: { id: ${key} } })`,
    property: 'name',
  },
  {
    noun: 'item',
    answers: 'row',
    key: 'line',
    query: (orderId, sku) => `db.query.orderItems.findFirst({ where: { orderId: ${orderId}, sku: ${sku} } })`,
    property: 'sku',
  },
  {
    noun: 'ownPosts',
    answers: 'rows',
    key: 'number',
    query: (key) => `db.query.posts.findMany({ where: { authorId: ${key} }, orderBy: { id: 'desc' } })`,
    property: 'title',
  },
  {
    noun: 'count',
    answers: 'count',
    key: 'number',
    query: (key) => `db.$count(posts, eq(posts.authorId, ${key}))`,
  },
  {
    noun: 'entry',
    answers: 'nothing',
    key: 'number',
    query: (key) => `db.insert(audit).values({ userId: ${key}, action: 'seen' })`,
  },
];
