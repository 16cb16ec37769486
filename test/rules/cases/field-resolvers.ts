/** Code, and where a field resolver queries: line, column and field. What is not set is: nowhere. */
interface ResolverCase {
  readonly name: string;
  readonly code: string;
  readonly reports?: readonly string[];
}

export const resolverCases: readonly ResolverCase[] = [
  {
    name: 'NestJS',
    code: `
      import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
      import { prisma } from './src/prisma.js';

      @Resolver('User')
      export class UserResolver {
        @ResolveField('orders')
        async orders(@Parent() user: { id: number }) {
          return prisma.order.findMany({ where: { userId: user.id } });
        }
      }
    `,
    reports: ['8:12 User.orders'],
  },
  {
    name: 'NestJS, a field that does not ask for its object',
    code: `
      import { Args, ResolveField, Resolver } from '@nestjs/graphql';
      import { prisma } from './src/prisma.js';

      @Resolver('Administration')
      export class AdministrationResolver {
        @ResolveField()
        async users(@Args('take') take: number) {
          return prisma.user.findMany({ take });
        }
        @ResolveField()
        async orderCount() {
          return prisma.order.count();
        }
      }
    `,
  },
  {
    name: 'NestJS, arguments by position',
    code: `
      import { ResolveField, Resolver } from '@nestjs/graphql';
      import { prisma } from './src/prisma.js';

      @Resolver('User')
      export class UserResolver {
        @ResolveField()
        async orders(user: { id: number }) {
          return prisma.order.findMany({ where: { userId: user.id } });
        }
      }
    `,
    reports: ['8:12 User.orders'],
  },
  {
    name: 'NestJS through a function',
    code: `
      import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
      import { loadUser, type Order } from './src/users.js';

      @Resolver(() => Order)
      export class OrderResolver {
        @ResolveField()
        async user(@Parent() order: Order) {
          const user = await loadUser(order.userId);
          return user;
        }
      }
    `,
    reports: ['8:24 Order.user'],
  },
  {
    name: 'TypeGraphQL',
    code: `
      import { Field, FieldResolver, ObjectType, Resolver, Root } from 'type-graphql';
      import { prisma } from './src/prisma.js';

      @ObjectType()
      export class User {
        id!: number;
        @Field(() => Number)
        async orderCount() {
          return prisma.order.count({ where: { userId: this.id } });
        }
      }
      @Resolver(() => User)
      export class UserResolver {
        @FieldResolver()
        orders(@Root() user: User) {
          return prisma.order.findMany({ where: { userId: user.id } });
        }
      }
    `,
    reports: ['9:12 User.orderCount', '16:12 User.orders'],
  },
  {
    name: 'map of resolvers',
    code: `
      import { prisma } from './src/prisma.js';

      export const resolvers = {
        Query: { user: (root: unknown, { id }: { id: number }) => prisma.user.findFirst({ where: { id } }) },
        User: {
          orders: (user: { id: number }) => prisma.order.findMany({ where: { userId: user.id } }),
          async total(user: { id: number }) {
            return prisma.order.count({ where: { userId: user.id } });
          },
          name: (user: { name: string }) => user.name.trim(),
        },
      };
    `,
    reports: ['6:39 User.orders', '8:14 User.total'],
  },
  {
    name: 'map of resolvers in a schema',
    code: `
      import { createSchema } from 'graphql-yoga';
      import { prisma } from './src/prisma.js';

      export const schema = createSchema({
        typeDefs: '',
        resolvers: {
          User: { orders: { resolve: (user: { id: number }) => prisma.order.findMany({ where: { userId: user.id } }) } },
        },
      });
    `,
    reports: ['7:58 User.orders'],
  },
  {
    name: 'resolvers of one type by their annotation',
    code: `
      import { prisma } from './src/prisma.js';
      import type { UserResolvers } from './generated/resolvers.js';

      export const User: UserResolvers = {
        orders: (user) => prisma.order.findMany({ where: { userId: user.id } }),
      };
    `,
    reports: ['5:21 User.orders'],
  },
  {
    name: 'resolvers of one type by the argument of their annotation, and of what a mutation answers with',
    code: `
      import { prisma } from './src/prisma.js';
      import type { UserPayloadResolvers, TypeResolvers } from './generated/resolvers.js';

      export const User: TypeResolvers<'Owner'> = {
        orders: (user) => prisma.order.findMany({ where: { userId: user.id } }),
      };
      export const UserPayload: UserPayloadResolvers = {
        user: ({ userId }) => prisma.user.findUnique({ where: { id: userId } }),
      };
    `,
    reports: ['5:21 Owner.orders'],
  },
  {
    name: 'field that only one object answers',
    code: `
      import { prisma } from './src/prisma.js';
      import type { UserResolvers } from './generated/resolvers.js';

      export const User: UserResolvers = {
        orders: (user, _given, { viewer }) => {
          if (user.id !== viewer.id) throw new Error('Not yours.');
          return prisma.order.findMany({ where: { userId: user.id } });
        },
      };
    `,
  },
  {
    name: 'Pothos',
    code: `
      import { builder } from './builder.js';
      import { prisma } from './src/prisma.js';

      builder.queryType({
        fields: (t) => ({ users: t.field({ resolve: (root) => prisma.user.findMany({ where: { id: root.id } }) }) }),
      });
      builder.objectType('User', {
        fields: (t) => ({
          orders: t.field({ resolve: (user) => prisma.order.findMany({ where: { userId: user.id } }) }),
        }),
      });
    `,
    reports: ['9:42 User.orders'],
  },
  {
    name: 'Nexus',
    code: `
      import { extendType, objectType } from 'nexus';
      import { prisma } from './src/prisma.js';

      export const User = objectType({
        name: 'User',
        definition(t) {
          t.field('latest', {
            resolve(user) {
              return prisma.order.findFirst({ where: { userId: user.id } });
            },
          });
        },
      });
      export const Root = extendType({
        type: 'Query',
        definition(t) {
          t.field('latest', { resolve: (root) => prisma.order.findFirst({ where: { userId: root.id } }) });
        },
      });
    `,
    reports: ['9:16 User.latest'],
  },
  {
    name: 'graphql-js',
    code: `
      import { GraphQLObjectType } from 'graphql';
      import { prisma } from './src/prisma.js';

      export const user = new GraphQLObjectType({
        name: 'User',
        fields: () => ({
          orders: { resolve: (user) => prisma.order.findMany({ where: { userId: user.id } }) },
        }),
      });
    `,
    reports: ['7:34 User.orders'],
  },
  {
    name: 'root fields of a resolver class',
    code: `
      import { Args, Mutation, Query, ResolveField, Resolver, Root } from '@nestjs/graphql';
      import { prisma } from './src/prisma.js';

      @Resolver('Query')
      export class RootResolver {
        @Query()
        users() {
          return prisma.user.findMany();
        }
        @Mutation()
        remove(@Args('id') id: number) {
          return prisma.user.delete({ where: { id } });
        }
        @ResolveField()
        viewer(@Root() root: { id: number }) {
          return prisma.user.findFirst({ where: { id: root.id } });
        }
      }
    `,
  },
  {
    name: 'DataLoader',
    code: `
      import DataLoader from 'dataloader';
      import { prisma } from './src/prisma.js';

      const orders = new DataLoader(async (ids: readonly number[]) => {
        const rows = await prisma.order.findMany({ where: { userId: { in: [...ids] } } });
        return ids.map((id) => rows.filter(({ userId }) => userId === id));
      });
      export const resolvers = { User: { orders: (user: { id: number }) => orders.load(user.id) } };
    `,
  },
  {
    name: 'query that the client merges',
    code: `
      import { prisma } from './src/prisma.js';

      export const resolvers = {
        User: { orders: (user: { id: number }) => prisma.user.findUnique({ where: { id: user.id } }).orders() },
      };
    `,
  },
  {
    name: 'group of queries whose object nobody reads',
    code: `
      import { prisma } from './src/prisma.js';

      export const resolvers = { UserQueries: { all: () => prisma.user.findMany() } };
    `,
  },
  {
    name: 'other objects with such names',
    code: `
      import { prisma } from './src/prisma.js';

      export const handlers = { User: { created: (user: { id: number }) => prisma.order.findMany({ where: { userId: user.id } }) } };
      export const service = { resolve: (user: { id: number }) => prisma.order.findMany({ where: { userId: user.id } }) };
    `,
  },
  {
    name: 'decorator of another package',
    code: `
      import { ResolveField } from './decorators.js';
      import { prisma } from './src/prisma.js';

      export class UserResolver {
        @ResolveField()
        orders(user: { id: number }) {
          return prisma.order.findMany({ where: { userId: user.id } });
        }
      }
    `,
  },
  {
    name: 'queries per element are reported as such',
    code: `
      import { prisma } from './src/prisma.js';

      export const resolvers = {
        User: {
          async orders(user: { ids: number[] }) {
            for (const id of user.ids) await prisma.order.findFirst({ where: { id } });
          },
        },
      };
    `,
  },
];
