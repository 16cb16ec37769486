import type { Case } from '../case.ts';

/** Commands and queries behind a bus of NestJS, whose package is not installed. */
export const commandHandlers: readonly Case[] = [
  {
    name: 'command and query of a bus',
    code: `
      import { CommandBus, CommandHandler, ICommandHandler, IQueryHandler, QueryBus as Bus, QueryHandler } from '@nestjs/cqrs';
      import { prisma } from './src/prisma.js';

      class RenameUser {
        constructor(readonly id: number) {}
      }
      @CommandHandler(RenameUser)
      export class RenameUserHandler implements ICommandHandler<RenameUser> {
        async execute({ id }: RenameUser) {
          return await prisma.user.update({ where: { id }, data: { name: 'renamed' } });
        }
      }
      class FindUser {
        constructor(readonly id: number) {}
      }
      @QueryHandler(FindUser)
      export class FindUserHandler implements IQueryHandler<FindUser> {
        async execute(query: FindUser) {
          return prisma.user.findFirst({ where: { id: query.id } });
        }
      }
      export class Users {
        constructor(private readonly commandBus: CommandBus, private readonly queryBus: Bus) {}
        async run(ids: number[]) {
          for (const id of ids) {
            await this.commandBus.execute(new RenameUser(id));
          }
          return Promise.all(ids.map((id) => this.queryBus.execute(new FindUser(id))));
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 26, column: 13 }],
    fanOut: [{ messageId: 'fanOut', line: 28, column: 40 }],
  },
  {
    name: 'command without a query, without a handler, with two, of another bus, of a bus of events',
    code: `
      import { CommandBus, CommandHandler, EventBus, EventsHandler, QueryBus, QueryHandler } from '@nestjs/cqrs';
      import { prisma } from './src/prisma.js';

      class Silent {}
      @CommandHandler(Silent)
      export class SilentHandler {
        async execute(_command: Silent) {
          await Promise.resolve();
        }
      }
      class Unhandled {
        constructor(readonly id: number) {}
      }
      class Twice {
        constructor(readonly id: number) {}
      }
      @CommandHandler(Twice)
      export class FirstHandler {
        async execute({ id }: Twice) {
          return await prisma.user.delete({ where: { id } });
        }
      }
      @CommandHandler(Twice)
      export class SecondHandler {
        async execute({ id }: Twice) {
          return await prisma.user.delete({ where: { id } });
        }
      }
      class Query {
        constructor(readonly id: number) {}
      }
      @QueryHandler(Query)
      export class QueryOfUsers {
        async execute({ id }: Query) {
          return await prisma.user.findFirst({ where: { id } });
        }
      }
      class Event {
        constructor(readonly id: number) {}
      }
      @EventsHandler(Event)
      export class EventHandler {
        async execute({ id }: Event) {
          return await prisma.user.delete({ where: { id } });
        }
      }
      export class Users {
        constructor(
          private readonly commandBus: CommandBus,
          private readonly queryBus: QueryBus,
          private readonly eventBus: EventBus,
        ) {}
        async run(ids: number[]) {
          for (const id of ids) {
            await this.commandBus.execute(new Silent());
            await this.commandBus.execute(new Unhandled(id));
            await this.commandBus.execute(new Twice(id));
            await this.commandBus.execute(new Query(id));
            await this.eventBus.execute(new Event(id));
            await this.queryBus.publish(new Query(id));
          }
        }
      }
    `,
  },
  {
    name: 'bus and decorator of the user',
    code: `
      import { prisma } from './src/prisma.js';

      declare class CommandBus {
        execute(command: object): Promise<void>;
      }
      declare function CommandHandler(command: object): ClassDecorator;
      class RemoveUser {
        constructor(readonly id: number) {}
      }
      @CommandHandler(RemoveUser)
      export class RemoveUserHandler {
        async execute({ id }: RemoveUser) {
          return await prisma.user.delete({ where: { id } });
        }
      }
      export class Users {
        constructor(private readonly commandBus: CommandBus) {}
        async run(ids: number[]) {
          for (const id of ids) await this.commandBus.execute(new RemoveUser(id));
        }
      }
    `,
  },
  {
    name: 'command whose class is not known',
    code: `
      import { CommandBus, CommandHandler } from '@nestjs/cqrs';
      import { RemovePost, RemoveUser } from 'somewhere';
      import { prisma } from './src/prisma.js';

      @CommandHandler(RemoveUser)
      export class RemoveUserHandler {
        async execute({ id }: { id: number }) {
          return await prisma.user.delete({ where: { id } });
        }
      }
      export async function run(bus: CommandBus, ids: number[]) {
        for (const id of ids) await bus.execute(new RemovePost(id));
      }
    `,
  },
  {
    name: 'handler that inherits what it does',
    code: `
      import { CommandBus, CommandHandler } from '@nestjs/cqrs';
      import { prisma } from './src/prisma.js';

      class RemoveUser {
        constructor(readonly id: number) {}
      }
      class Remover {
        async execute({ id }: { id: number }) {
          return await prisma.user.delete({ where: { id } });
        }
      }
      @CommandHandler(RemoveUser)
      export class RemoveUserHandler extends Remover {}
      export class Base {
        constructor(protected readonly bus: CommandBus) {}
      }
      export class Users extends Base {
        async run(ids: number[]) {
          for (const id of ids) await this.bus.execute(new RemoveUser(id));
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 19, column: 33 }],
  },
];
