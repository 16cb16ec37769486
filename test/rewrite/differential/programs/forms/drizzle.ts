import type { QueryForm } from '../query-form.ts';

/** Of the builders, which are the same for all databases and versions. */
export const drizzleBuilderForms: readonly QueryForm[] = [
  {
    noun: 'user',
    answers: 'row',
    key: 'number',
    declaration: (name, key) => `const [${name}] = await db.select().from(users).where(eq(users.id, ${key}));`,
    property: 'name',
  },
  {
    noun: 'item',
    answers: 'row',
    key: 'line',
    declaration: (name, orderId, sku) =>
      `const [${name}] = await db.select().from(orderItems).where(and(eq(orderItems.orderId, ${orderId}), eq(orderItems.sku, ${sku})));`,
    property: 'sku',
  },
  {
    noun: 'ownPosts',
    answers: 'rows',
    key: 'number',
    query: (key) => `db.select().from(posts).where(eq(posts.authorId, ${key})).orderBy(posts.id)`,
    property: 'title',
  },
  {
    noun: 'titles',
    answers: 'rows',
    key: 'number',
    query: (key) => `db.select({ title: posts.title }).from(posts).where(eq(posts.authorId, ${key}))`,
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
  {
    noun: 'counter',
    answers: 'nothing',
    key: 'number',
    query: (key) => `db.delete(counters).where(eq(counters.id, ${key}))`,
  },
  {
    noun: 'counter',
    answers: 'nothing',
    key: 'number',
    query: (key) => `db.update(counters).set({ value: ${key} }).where(eq(counters.id, ${key}))`,
  },
];

export const drizzleForms: readonly QueryForm[] = [
  ...drizzleBuilderForms,
  {
    noun: 'user',
    answers: 'row',
    key: 'email',
    query: (key) => `db.query.users.findFirst({ where: eq(users.email, ${key}) })`,
    property: 'name',
  },
];
