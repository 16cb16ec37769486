import { describeRule } from './client-cases.ts';

/** A package that is not installed here: with types its import has none. */
const untyped = '// @ts-expect-error -- not installed';

describeRule('no-external-io-in-transaction', {
  'what is waited for': {
    folders: ['shop'],
    prelude: `
      import { access, readFile } from 'node:fs/promises';
      import * as fs from 'node:fs';
      import https from 'node:https';
      import { setTimeout as sleep } from 'node:timers/promises';
      import { prisma } from './src/prisma.js';
      import { loadUser } from './src/users.js';
    `,
    javascriptPrelude: `
      const axios = require('axios');
      const fs = require('fs');
      const { Queue } = require('bullmq');
      const { prisma } = require('./src/prisma.js');
      const mails = new Queue('mails');
    `,
    cases: [
      {
        name: 'fetch',
        code: `
          export const run = () =>
            prisma.$transaction(async (tx) => {
              await fetch('https://example.com');
              const answer = await fetch('https://example.com').then((response) => response.json());
              const [user] = await Promise.all([tx.user.count(), fetch('https://example.com')]);
              return [answer, user];
            });
        `,
        reports: ['held 3:11', 'held 4:26', 'held 5:56'],
      },
      {
        name: 'files, pauses and requests of Node',
        code: `
          export const run = (ids: number[]) =>
            prisma.$transaction(async (tx) => {
              await readFile('a.txt', 'utf8');
              await access('a.txt');
              await fs.promises.writeFile('a.txt', 'a');
              await sleep(1000);
              await new Promise((resolve) => setTimeout(resolve, 1000));
              await new Promise<void>((resolve) => {
                setTimeout(() => {
                  resolve();
                }, 1000);
              });
              await new Promise((resolve) => https.get('https://example.com', resolve));
              for (const id of ids) await tx.user.delete({ where: { id } });
            });
        `,
        reports: ['held 3:11', 'held 4:11', 'held 5:11', 'held 6:11', 'held 7:36', 'held 9:7', 'held 13:36'],
      },
      {
        name: 'through functions and methods',
        code: `
          const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
          async function retry<T>(work: () => Promise<T>): Promise<T> {
            try {
              return await work();
            } catch {
              await wait(100);
              return work();
            }
          }
          class Mailer {
            async send(to: string) {
              return fetch(\`https://mail.example.com/\${to}\`);
            }
          }
          export class Users {
            constructor(private readonly mailer: Mailer) {}
            run = () =>
              prisma.$transaction(async (tx) => {
                await this.mailer.send('a');
                await retry(() => tx.user.count());
              });
          }
        `,
        reports: ['held 19:13', 'held 20:13'],
      },
      {
        name: 'what nothing waits for, and what is synchronous',
        code: `
          export const run = () =>
            prisma.$transaction(async (tx) => {
              void fetch('https://example.com');
              fetch('https://example.com').catch(() => undefined);
              fs.readFileSync('a.txt');
              setTimeout(() => void fetch('https://example.com'), 100);
              await new Promise((resolve) => setTimeout(resolve, 0));
              await new Promise((resolve) => setImmediate(resolve));
              return tx.user.count();
            });
        `,
      },
      {
        name: 'what is begun in the transaction and waited for behind it, and in it',
        code: `
          export async function rename(id: number, urls: string[]) {
            const requests: Promise<unknown>[] = [];
            await prisma.$transaction(async (tx) => {
              await tx.order.deleteMany({ where: { userId: id } });
              for (const url of urls) requests.push(fetch(url));
            });
            await Promise.all(requests);
            await prisma.$transaction(async (tx) => {
              const own: Promise<unknown>[] = [];
              for (const url of urls) own.push(fetch(url));
              await Promise.all(own);
              await tx.order.deleteMany({ where: { userId: id } });
            });
          }
        `,
        reports: ['held 10:38'],
      },
      {
        name: 'before and after the transaction',
        code: `
          export async function run() {
            const text = await readFile('a.txt', 'utf8');
            await prisma.$transaction(async (tx) => tx.user.count({ where: { name: text } }));
            await fetch('https://example.com');
          }
        `,
      },
      {
        name: 'functions of the user by such names',
        code: `
          const api = { fetch: async (id: number) => loadUser(id), send: async () => 1 };
          export const run = () =>
            prisma.$transaction(async (tx) => {
              await api.fetch(1);
              await api.send();
              await Promise.resolve(1);
              await tx.user.count();
            });
        `,
      },
      {
        name: 'what is allowed',
        options: { allow: ['file'] },
        code: `
          export const run = () =>
            prisma.$transaction(async (tx) => {
              await readFile('a.txt');
              await fetch('https://example.com');
              await tx.user.count();
            });
        `,
        reports: ['held 4:11'],
      },
      {
        name: 'packages that have no types here',
        code: `
          ${untyped}
          import axios from 'axios';
          ${untyped}
          import got from 'got';
          ${untyped}
          import { Queue } from 'bullmq';
          ${untyped}
          import nodemailer from 'nodemailer';
          ${untyped}
          import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
          ${untyped}
          import Stripe from 'stripe';
          ${untyped}
          import type { Producer } from 'kafkajs';
          ${untyped}
          import { Resend } from 'resend';

          const mails = new Queue('mails');
          const transport = nodemailer.createTransport({});
          const storage = new S3Client({});
          const stripe = new Stripe('key');
          export class Service {
            private readonly resend = new Resend('key');
            constructor(private readonly producer: Producer) {}
            run() {
              return prisma.$transaction(async (tx) => {
                await tx.user.count();
                await axios.post('https://example.com', {});
                await got('https://example.com').json();
                await mails.add('welcome', {});
                await transport.sendMail({});
                await storage.send(new PutObjectCommand({}));
                await stripe.customers.create({});
                await this.producer.send({});
                await this.resend.emails.send({});
                const client = axios.create();
                return client;
              });
            }
          }
        `,
        reports: Array.from({ length: 8 }, (_, index) => `held ${String(index + 28)}:13`),
      },
      {
        name: 'what the call switches off by an option',
        code: `
          interface Options { notify: boolean }
          async function save(input: Options, name: string) {
            if (input.notify) await fetch(\`https://example.com/\${name}\`);
          }
          export const run = (options: Options) =>
            prisma.$transaction(async (tx) => {
              await tx.user.count();
              await save({ notify: false }, 'a');
              await save({ ...options, notify: false }, 'a');
              await save({ notify: false, ...(options as Partial<Options>) }, 'a');
              await save({ notify: true }, 'a');
              await save(options, 'a');
            });
        `,
        reports: ['held 10:11', 'held 11:11', 'held 12:11'],
      },
      {
        name: 'clients of procedures, behind a function that says what it makes',
        code: `
          ${untyped}
          import { type Client, createClient } from '@connectrpc/connect';
          declare const service: unknown;
          declare const transport: unknown;
          function createOwnClient<Service>(of: Service): Client<Service> {
            return createClient(of, transport);
          }
          const vault = createOwnClient(service);
          const orders = createClient(service, transport);
          export const run = () =>
            prisma.$transaction(async (tx) => {
              await vault.decrypt({ id: 1 });
              await orders.list({});
              const other = createClient(service, transport);
              return [other, await tx.user.count()];
            });
        `,
        reports: ['held 12:11', 'held 13:11'],
      },
      {
        name: 'in JavaScript',
        javascript: true,
        code: `
          exports.run = () =>
            prisma.$transaction(async (tx) => {
              await axios.get('https://example.com');
              await fs.promises.readFile('a.txt');
              await mails.add('welcome', {});
              await tx.user.count();
            });
        `,
        reports: ['held 3:11', 'held 4:11', 'held 5:11'],
      },
    ],
  },
  Drizzle: {
    folders: ['shop'],
    prelude: `
      import { db, users } from './src/drizzle.js';
      const inTransaction = <T>(work: (tx: Pick<typeof db, 'select'>) => Promise<T>) => db.transaction((tx) => work(tx));
    `,
    cases: [
      {
        name: 'directly and through a function of the user that opens the transaction',
        code: `
          export const run = () => db.transaction(async (tx) => {
            await fetch('https://example.com');
            return tx.select().from(users);
          });
          export const other = () => inTransaction(async (tx) => {
            await fetch('https://example.com');
            return tx.select().from(users);
          });
        `,
        reports: ['held 2:9', 'held 6:9'],
      },
    ],
  },
  'Prisma 6 and 7': {
    folders: ['prisma-6', 'shop'],
    prelude: `
      import { type Prisma, PrismaClient } from './generated/prisma/client.js';
      declare const options: Prisma.PrismaClientOptions;
      const prisma = new PrismaClient(options);
    `,
    cases: [
      {
        name: 'in a transaction, not in a list of statements',
        code: `
          export async function run() {
            await prisma.$transaction(async () => { await fetch('https://example.com'); });
            await prisma.$transaction([prisma.user.count()]);
            await fetch('https://example.com');
          }
        `,
        reports: ['held 2:49'],
      },
    ],
  },
  'Drizzle 0 and 1': {
    folders: ['shop', 'drizzle-1'],
    prelude: `
      import { drizzle } from 'drizzle-orm/node-postgres';
      import { Pool } from 'pg';
      const db = drizzle({ client: new Pool() });
    `,
    cases: [
      {
        name: 'in a transaction and before it',
        code: `
          export async function run() {
            await fetch('https://example.com');
            await db.transaction(async () => { await fetch('https://example.com'); });
          }
        `,
        reports: ['held 3:44'],
      },
    ],
  },
  TypeORM: {
    folders: ['typeorm-1', 'typeorm-0'],
    prelude: `
      import { DataSource } from 'typeorm';
      declare const dataSource: DataSource;
    `,
    cases: [
      {
        name: 'in a transaction of the data source and of its manager',
        code: `
          export async function run() {
            await dataSource.transaction(async () => fetch('https://example.com'));
            await dataSource.manager.transaction('SERIALIZABLE', async () => { await fetch('https://example.com'); });
          }
        `,
        reports: ['held 2:44', 'held 3:76'],
      },
    ],
  },
  Sequelize: {
    folders: ['sequelize-6', 'sequelize-5'],
    prelude: `
      import { Sequelize } from 'sequelize';
      declare const sequelize: Sequelize;
    `,
    cases: [
      {
        name: 'in a managed transaction, and after its commit',
        code: `
          export const run = () => sequelize.transaction(async (t) => {
            await fetch('https://example.com');
            t.afterCommit(async () => {
              await fetch('https://example.com');
            });
          });
        `,
        reports: ['held 2:9'],
      },
    ],
  },
  'Knex and Objection': {
    folders: ['knex'],
    prelude: `
      import { type Knex } from 'knex';
      import { Model } from 'objection';
      declare const knex: Knex;
      class Person extends Model {}
    `,
    cases: [
      {
        name: 'in their transactions, and after the commit',
        code: `
          export async function run() {
            await knex.transaction(async (trx) => {
              await fetch('https://example.com');
              void trx.executionPromise.then(() => fetch('https://example.com'));
            });
            await Person.transaction(async () => { await fetch('https://example.com'); });
          }
        `,
        reports: ['held 3:11', 'held 6:48'],
      },
    ],
  },
  Kysely: {
    folders: ['kysely'],
    prelude: `
      import { type Kysely } from 'kysely';
      declare const db: Kysely<{ users: { id: number } }>;
    `,
    cases: [
      {
        name: 'in a transaction, not on one connection alone',
        code: `
          export async function run() {
            await db.transaction().execute(async () => { await fetch('https://example.com'); });
            await db.connection().execute(async () => { await fetch('https://example.com'); });
          }
        `,
        reports: ['held 2:54'],
      },
    ],
  },
  MikroORM: {
    folders: ['mikro-orm-7', 'mikro-orm-6', 'mikro-orm-5'],
    prelude: `
      import { type EntityManager } from '@mikro-orm/postgresql';
      declare const em: EntityManager;
    `,
    cases: [
      {
        name: 'in a transaction',
        code: `
          export const run = () => em.transactional(async () => { await fetch('https://example.com'); });
        `,
        reports: ['held 1:63'],
      },
    ],
  },
  'Postgres.js and Slonik': {
    folders: ['drivers'],
    prelude: `
      import type { Sql } from 'postgres';
      import type { DatabasePool } from 'slonik';
      declare const sql: Sql;
      declare const pool: DatabasePool;
    `,
    cases: [
      {
        name: 'in their transactions',
        code: `
          export async function run() {
            await sql.begin('read write', async () => { await fetch('https://example.com'); });
            await pool.transaction(async () => { await fetch('https://example.com'); });
          }
        `,
        reports: ['held 2:53', 'held 3:46'],
      },
    ],
  },
  MongoDB: {
    folders: ['mongodb'],
    prelude: `
      import { type ClientSession } from 'mongodb';
    `,
    cases: [
      {
        name: 'in a transaction of a session, and after it',
        code: `
          export async function run(session: ClientSession) {
            await session.withTransaction(async () => { await fetch('https://example.com'); });
            await fetch('https://example.com');
          }
        `,
        reports: ['repeated 2:53'],
      },
    ],
  },
  Mongoose: {
    folders: ['mongoose-9', 'mongoose-8', 'mongoose-7', 'mongoose-6'],
    prelude: `
      import mongoose from 'mongoose';
    `,
    cases: [
      {
        name: 'in a transaction of a session and of the connection, and after it',
        code: `
          export async function run() {
            const session = await mongoose.startSession();
            await session.withTransaction(async () => { await fetch('https://example.com'); });
            await mongoose.connection.transaction(async () => { await fetch('https://example.com'); });
            await fetch('https://example.com');
          }
        `,
        reports: ['repeated 3:53', 'repeated 4:61'],
      },
    ],
  },
});
