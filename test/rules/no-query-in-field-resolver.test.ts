import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { lint } from '../rule-tester.ts';
import { dedent } from './case.ts';
import { resolverCases } from './cases/field-resolvers.ts';
import { shop } from './shop-program.ts';

describe.each(['typed', 'untyped'] as const)('%s', (parser) => {
  it.each(resolverCases)(
    '$name',
    ({ code, reports = [] }) => {
      const found = lint(dedent(code), { parser })
        .filter(({ ruleId }) => ruleId === 'poolwise/no-query-in-field-resolver')
        .map(
          ({ line, column, message }) => `${String(line)}:${String(column)} ${/`([^`]+)`/.exec(message)?.[1] ?? ''}`,
        );
      expect(found).toEqual(reports);
    },
    60_000,
  );
});

it.each(['user.resolvers.ts', 'resolvers/user.ts', 'user.ts'])('a map that only its file names: %s', (fileName) => {
  const code = `
    import { pool } from '${fileName.includes('/') ? '..' : '.'}/src/pool.js';
    export default {
      User: { orders: async (user: { id: number }) => (await pool.query('select 1 where $1', [user.id])).rows },
    };
  `;
  const found = lint(dedent(code), { parser: 'untyped', fileName: join(shop, fileName) });
  expect(found.map(({ ruleId }) => ruleId)).toEqual(
    fileName === 'user.ts' ? [] : ['poolwise/no-query-in-field-resolver'],
  );
});

it('says what happens and what to do', () => {
  const [message] = lint(
    dedent(`
      import { FieldResolver, Resolver, Root } from 'type-graphql';
      import { loadUser, type Order } from './src/users.js';

      @Resolver(() => Order)
      export class OrderResolver {
        @FieldResolver()
        user(@Root() order: Order) {
          return loadUser(order.userId);
        }
      }
    `),
  );
  expect(message?.message).toBe(
    'GraphQL calls the resolver of `Order.user` once for each object in its parent list, and each call runs `prisma.user.findFirst`, through `loadUser` (users.ts:10). Load through a DataLoader, which collects the keys of one tick into one query.',
  );
});
