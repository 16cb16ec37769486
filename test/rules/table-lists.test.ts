import { describeRule } from './client-cases.ts';

/** A list of what stands for a table, or describes a part of the schema, is as short as the schema. */
describeRule('no-query-in-loop', {
  TypeORM: {
    folders: ['typeorm-0', 'typeorm-1'],
    prelude: `
      import { DataSource, EntityManager, Repository } from 'typeorm';
      class User { id!: number; name!: string }
      class Post { id!: number; title!: string }
      interface Model { repository: Repository<any>; isStatic?: boolean }
      declare const dataSource: DataSource;
      declare const rows: User[];
    `,
    cases: [
      {
        name: 'repositories',
        code: `
          export class Reset {
            private repositories: Repository<any>[] = [];
            async run(tenantId: string) {
              for (const repository of this.repositories) await repository.delete({ tenantId });
              for (let index = 0; index < this.repositories.length; index++) await this.clear(this.repositories[index]!, tenantId);
            }
            private clear(repository: Repository<any>, tenantId: string) { return repository.delete({ tenantId }); }
          }
          export async function count(repositories: Record<string, Repository<User> | Repository<Post>>) {
            for (const name of Object.keys(repositories)) await repositories[name]!.count();
            for (const [, repository] of Object.entries(repositories)) await repository.count();
          }
        `,
        untyped: ['sequential 4:55', 'sequential 5:74'],
      },
      {
        name: 'what holds a repository through which the query goes',
        code: `
          declare const models: Model[];
          export async function run(tenantId: string) {
            for (const { repository } of models) await repository.query('delete from ' + repository.metadata.tableName);
            for (const model of models) await model.repository.createQueryBuilder('row').where({ tenantId }).getMany();
            for (const model of models) await exportOne(model, tenantId);
            for (const model of models) await exportOf(model.repository, tenantId);
          }
          async function exportOne(model: Model, tenantId: string) {
            const { repository } = model;
            return repository.findAndCount({ where: { tenantId } });
          }
          function exportOf(repository: Repository<any>, tenantId: string) { return repository.findBy({ tenantId }); }
        `,
        untyped: ['sequential 4:37', 'sequential 5:37', 'sequential 6:37'],
      },
      {
        name: 'metadata',
        code: `
          export async function run(repository: Repository<User>) {
            for (const relation of repository.metadata.manyToManyRelations) await repository.manager.query('select * from ' + relation.joinTableName);
            for (const { tableName } of dataSource.entityMetadatas) await dataSource.query('truncate ' + tableName);
          }
        `,
        untyped: ['sequential 2:73', 'sequential 3:65'],
      },
      {
        name: 'rows that are written through a repository',
        code: `
          export async function run(users: Repository<User>, models: Model[]) {
            for (const row of rows) await users.save(row);
            for (const row of rows) {
              const repository = dataSource.getRepository(User);
              await repository.save(row);
            }
            for (const row of rows) await saveOne(users, row);
            for (const { isStatic } of models) await users.findOneBy({ name: String(isStatic) });
          }
          function saveOne(users: Repository<User>, row: User) { return users.save(row); }
        `,
        reports: ['sequential 2:33', 'sequential 5:11', 'sequential 7:33', 'sequential 8:44'],
      },
      {
        name: 'connections, of which there may be one for each tenant',
        code: `
          export async function run(tenants: DataSource[], managers: EntityManager[]) {
            for (const tenant of tenants) await tenant.query('select 1');
            for (const manager of managers) await manager.find(User);
          }
        `,
        reports: ['sequential 2:39', 'sequential 3:41'],
        untyped: ['sequential 3:41'],
      },
    ],
  },
  Sequelize: {
    folders: ['sequelize-6'],
    prelude: `
      import { Model, ModelStatic, Sequelize } from 'sequelize';
      declare const sequelize: Sequelize;
      declare class User extends Model { id: number }
    `,
    cases: [
      {
        name: 'models',
        code: `
          export async function run(tables: ModelStatic<User>[]) {
            for (const table of tables) await table.destroy({ where: {} });
            for (const model of Object.values(sequelize.models)) await model.findAll();
          }
        `,
        untyped: [],
      },
      {
        name: 'rows',
        code: `
          export async function run(users: User[]) {
            for (const user of users) await user.destroy();
          }
        `,
        reports: ['sequential 2:35'],
        untyped: [],
      },
    ],
  },
  Mongoose: {
    folders: ['mongoose-8', 'mongoose-9'],
    prelude: `
      import mongoose, { type HydratedDocument, type Model } from 'mongoose';
      interface User { name: string }
    `,
    cases: [
      {
        name: 'models',
        code: `
          export async function run(models: Model<User>[]) {
            for (const model of models) await model.deleteMany({});
            for (const model of Object.values(mongoose.models)) await model.deleteMany({});
          }
        `,
        untyped: [],
      },
      {
        name: 'documents',
        code: `
          export async function run(users: HydratedDocument<User>[]) {
            for (const user of users) await user.save();
          }
        `,
        reports: ['sequential 2:35'],
        untyped: [],
      },
    ],
  },
  'the MongoDB driver': {
    folders: ['mongodb'],
    prelude: `
      import type { Collection, Db } from 'mongodb';
      declare const db: Db;
    `,
    cases: [
      {
        name: 'collections',
        code: `
          export async function run(collections: Collection[]) {
            for (const collection of collections) await collection.deleteMany({});
            for (const collection of await db.collections()) await collection.deleteMany({});
            for (const { name } of await db.listCollections().toArray()) await db.collection(name).deleteMany({});
          }
        `,
        untyped: ['sequential 2:47', 'sequential 3:58', 'sequential 4:70'],
      },
      {
        name: 'names of collections, which somebody gives',
        code: `
          export async function run(names: string[]) {
            for (const name of names) await db.collection(name).deleteMany({});
          }
        `,
        reports: ['sequential 2:35'],
      },
    ],
  },
  Drizzle: {
    folders: ['shop'],
    prelude: `
      import { drizzle } from 'drizzle-orm/node-postgres';
      import { type PgTable, pgTable, serial } from 'drizzle-orm/pg-core';
      const db = drizzle('postgres://db/shop');
      const users = pgTable('users', { id: serial('id').primaryKey() });
    `,
    cases: [
      {
        name: 'tables',
        code: `
          export async function run(tables: PgTable[], steps: { table: PgTable; isOld: boolean }[]) {
            for (const table of tables) await db.delete(table);
            for (const { table } of steps) await db.delete(table);
          }
        `,
        untyped: ['sequential 2:37', 'sequential 3:40'],
      },
      {
        name: 'rows of one table',
        code: `
          export async function run(rows: { id: number }[]) {
            for (const row of rows) await db.insert(users).values(row);
          }
        `,
        reports: ['sequential 2:33'],
      },
    ],
  },
});
