import { expect, test } from 'vitest';

import { queryName } from '../../src/report/query-name.ts';

test.each([
  ['prisma.user.findFirst', 'prisma.user.findFirst'],
  ['db.insert().values().onConflictDoUpdate().run', 'db.insert().values().onConflictDoUpdate().run'],
  ['this.db().where().andWhere().leftJoin().select', 'this.db()…select'],
  ['this.db().modify().leftJoin().leftJoin().leftJoin().leftJoin().leftJoin', 'this.db()…leftJoin'],
  ['source.createQueryBuilder().insert().into().values().execute', 'source.createQueryBuilder()…insert'],
  ['query.select().addSelect().addSelect().where().getRawOne', 'query.select()…getRawOne'],
])('%s is called %s', (name, short) => {
  expect(queryName(name)).toBe(short);
});
