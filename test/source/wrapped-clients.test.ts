import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import * as parser from '@typescript-eslint/parser';
import { ESLint } from 'eslint';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import plugin from '../../src/index.ts';
import { dedent } from '../rules/case.ts';

const packages = [
  ...['@prisma/client', 'typeorm', 'sequelize', 'knex', '@mikro-orm/postgresql', 'pg', 'kysely', 'mongoose'],
];

/** Classes of the user's that extend those of clients which are not installed, so that nothing has a type. */
const files: Readonly<Record<string, string>> = {
  'package.json': JSON.stringify({
    private: true,
    dependencies: Object.fromEntries(packages.map((name) => [name, '*'])),
  }),
  'tsconfig.json': JSON.stringify({ compilerOptions: { strict: true, module: 'nodenext', noEmit: true } }),
  'src/database.ts': `
    import { PrismaClient } from '@prisma/client';
    import { DataSource, Repository } from 'typeorm';
    import { Model, Sequelize } from 'sequelize';
    import { EntityManager } from '@mikro-orm/postgresql';
    import { Pool } from 'pg';
    import { Kysely } from 'kysely';
    import knex from 'knex';

    export class PrismaService extends PrismaClient {
      store = { user: new Map<number, string>() };
      #current: any;
      async audit(id: number) { return [id]; }
      get reader() { return this; }
      get current() { return this.#current ?? this; }
      transactionClient() { return this.#current ?? this; }
      cacheFor(id: number): any { return load(id); }
    }
    declare function load(id: number): any;
    export class OwnSource extends DataSource {}
    export class UserRepository extends Repository<any> {
      async byId(id: number) { return this.findOne({ where: { id } }); }
      async describe(id: number) { return String(id); }
      override async count(id: number) { return id; }
    }
    export class OwnSequelize extends Sequelize {}
    export class Order extends Model {}
    export class OwnManager extends EntityManager {}
    export class OwnPool extends Pool {}
    export class OwnKysely extends Kysely<any> {}
    export class Database { readonly queries = knex({ client: 'pg' }); }
    export default class extends PrismaClient {}
  `,
  'src/tenant.ts': `
    import { PrismaService } from './database.js';
    export class TenantService extends PrismaService {}
    export type Client = TenantService;
    export interface Context { database: TenantService }
    export const shared = new TenantService();
  `,
  'src/index.ts': `
    export * from './tenant.js';
  `,
};

interface Case {
  readonly name: string;
  readonly code: string;
  /** What the messages name, in the order of the code; each with \`outside\` where that is what is reported. */
  readonly reports: readonly string[];
}

const cases: readonly Case[] = [
  {
    name: 'a field of such a class, and one that is imported with its module',
    code: `
      import Other, { PrismaService } from './database.js';
      import * as database from './database.js';
      export class Users {
        constructor(
          private readonly prisma: PrismaService,
          private readonly other: Other,
          private readonly spaced: database.PrismaService,
        ) {}
        async run(ids: number[]) {
          for (const id of ids) await this.prisma.user.findFirst({ where: { id } });
          for (const id of ids) await this.other.user.findFirst({ where: { id } });
          for (const id of ids) await this.spaced.user.findFirst({ where: { id } });
        }
      }
    `,
    reports: ['this.prisma.user.findFirst', 'this.other.user.findFirst', 'this.spaced.user.findFirst'],
  },
  {
    name: 'one that is made, or comes through other files',
    code: `
      import { PrismaService } from './database.js';
      import { type Client, type Context, shared, TenantService } from './index.js';
      const made = new PrismaService();
      export async function run(ids: number[], tenant: TenantService, client: Client, context: Context) {
        const { database } = context;
        for (const id of ids) await made.user.findFirst({ where: { id } });
        for (const id of ids) await shared.user.findFirst({ where: { id } });
        for (const id of ids) await tenant.user.findFirst({ where: { id } });
        for (const id of ids) await client.user.findFirst({ where: { id } });
        for (const id of ids) await context.database.user.findFirst({ where: { id } });
        for (const id of ids) await database.user.findFirst({ where: { id } });
      }
      export async function take({ database }: Context, ids: number[]) {
        for (const id of ids) await database.user.findFirst({ where: { id } });
      }
    `,
    reports: [
      ...['made', 'shared', 'tenant', 'client', 'context.database', 'database', 'database'].map(
        (handle) => `${handle}.user.findFirst`,
      ),
    ],
  },
  {
    name: 'what such a class adds is no client, unless it answers with one',
    code: `
      import { PrismaService } from './database.js';
      export async function run(prisma: PrismaService, ids: number[]) {
        for (const id of ids) await prisma.audit(id);
        for (const id of ids) await prisma.store.user.get(id);
        for (const id of ids) await prisma.store.user.findMany({ where: { id } });
        for (const id of ids) await prisma.cacheFor(id).user.findMany({ where: { id } });
        for (const id of ids) await prisma.reader.user.findFirst({ where: { id } });
        for (const id of ids) await prisma.transactionClient().user.findFirst({ where: { id } });
      }
    `,
    reports: ['prisma.reader.user.findFirst', 'prisma.transactionClient().user.findFirst'],
  },
  {
    name: 'classes of other clients',
    code: `
      import type { Database, OwnKysely, OwnManager, OwnPool, OwnSequelize, OwnSource } from './database.js';
      import { Order, UserRepository } from './database.js';
      interface Handles {
        source: OwnSource; users: UserRepository; orm: OwnSequelize; manager: OwnManager;
        connections: OwnPool; builder: OwnKysely; database: Database;
      }
      export async function run(ids: number[], handles: Handles) {
        const { users, database } = handles;
        for (const id of ids) await handles.source.query('select 1 where id = $1', [id]);
        for (const id of ids) await handles.source.getRepository('user').findOne({ where: { id } });
        for (const id of ids) await users.findOne({ where: { id } });
        for (const id of ids) await users.byId(id);
        for (const id of ids) await users.describe(id);
        for (const id of ids) await users.count(id);
        for (const id of ids) await handles.orm.query('select 1', { replacements: { id } });
        for (const id of ids) await Order.findByPk(id);
        for (const id of ids) await handles.manager.findOne('User', { id });
        for (const id of ids) await handles.connections.query('select 1 where id = $1', [id]);
        for (const id of ids) await handles.builder.selectFrom('user').where('id', '=', id).execute();
        for (const id of ids) await database.queries('users').where({ id }).first();
      }
    `,
    reports: [
      'handles.source.query',
      'handles.source.getRepository().findOne',
      'users.findOne',
      'this.findOne',
      'handles.orm.query',
      'Order.findByPk',
      'handles.manager.findOne',
      'handles.connections.query',
      'handles.builder.selectFrom().where().execute',
      'database.queries().where().first',
    ],
  },
  {
    name: 'a class of a file that is not there, by the usual names, and one of a package that is none of a client',
    code: `
      import { PrismaService } from './nowhere.js';
      import { PrismaService as Outside } from 'somewhere-else';
      const db = new PrismaService();
      export async function run(ids: number[]) {
        const prisma = new Outside();
        for (const id of ids) await db.user.findFirst({ where: { id } });
        for (const id of ids) await prisma.user.findFirst({ where: { id } });
      }
    `,
    reports: ['db.user.findFirst'],
  },
  {
    name: 'a client that was generated into other folders',
    code: `
      import { PrismaClient } from '../prisma/generated-prisma-client/index.js';
      import { PrismaClient as Second } from './prisma-client';
      import { PrismaClient as Third } from './prisma-client/helper.js';
      const handles = { first: new PrismaClient(), second: new Second(), third: new Third() };
      export async function run(ids: number[]) {
        for (const id of ids) await handles.first.user.findFirst({ where: { id } });
        for (const id of ids) await handles.second.user.findFirst({ where: { id } });
        for (const id of ids) await handles.third.user.findFirst({ where: { id } });
      }
    `,
    reports: ['handles.first.user.findFirst', 'handles.second.user.findFirst'],
  },
  {
    name: 'a transaction that such a handle opens, and what may be on it',
    code: `
      import type { PrismaService } from './database.js';
      export async function run(prisma: PrismaService) {
        await prisma.$transaction(async (tx: any) => {
          await tx.user.deleteMany({});
          await prisma.user.create({ data: {} });
        });
        await prisma.$transaction(async (tx: any) => {
          await tx.user.deleteMany({});
          await prisma.transactionClient().user.create({ data: {} });
          await prisma.current.user.create({ data: {} });
          await prisma.cacheFor(1).user.create({ data: {} });
          await prisma.audit(1);
        });
      }
    `,
    reports: ['prisma.user.create`, outside of the transaction'],
  },
];

describe.each(['with types', 'without types'])('classes of other files that extend a client, %s', (title) => {
  let directory = '';
  const messages = new Map<string, readonly string[]>();
  const pathOf = (one: Case): string => `src/case-${String(cases.indexOf(one))}.ts`;

  beforeAll(async () => {
    directory = realpathSync(mkdtempSync(join(tmpdir(), 'poolwise-wrapped-')));
    for (const [path, text] of [...Object.entries(files), ...cases.map((one) => [pathOf(one), one.code] as const)]) {
      mkdirSync(dirname(join(directory, path)), { recursive: true });
      writeFileSync(join(directory, path), path.endsWith('.ts') ? dedent(text) : text);
    }
    const parserOptions = title === 'with types' ? { projectService: true, tsconfigRootDir: directory } : {};
    const eslint = new ESLint({
      cwd: directory,
      overrideConfigFile: true,
      overrideConfig: [
        { files: ['**/*.ts'], languageOptions: { parser, parserOptions } },
        { files: ['**/*.ts'], ...plugin.configs.recommended },
      ] as never,
    });
    const results = await eslint.lintFiles(cases.map(pathOf));
    for (const { filePath, messages: reported } of results) {
      messages.set(
        filePath.slice(directory.length + 1).replaceAll('\\', '/'),
        reported.map(({ message }) => message),
      );
    }
  });

  afterAll(() => {
    rmSync(directory, { recursive: true, force: true });
  });

  it.each(cases)('$name', (one) => {
    expect(messages.get(pathOf(one))).toEqual(one.reports.map((part) => expect.stringContaining(part) as unknown));
  });
});
