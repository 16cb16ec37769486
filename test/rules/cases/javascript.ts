import type { Case } from '../case.ts';

/** JavaScript as espree parses it, without TypeScript's parser. */
export const javascript: readonly Case[] = [
  {
    name: 'module',
    language: 'js',
    code: `
      import { PrismaClient } from '@prisma/client';
      const prisma = new PrismaClient();
      export async function run(ids) {
        for (const id of ids) await prisma.user.findFirst({ where: { id } });
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 4, column: 31 }],
  },
  {
    name: 'required module',
    language: 'js',
    code: `
      const { Pool } = require('pg');
      const connections = new Pool();
      exports.run = async function run(ids) {
        for (const id of ids) await connections.query('select * from users where id = $1', [id]);
      };
    `,
    inLoop: [{ messageId: 'sequential', line: 4, column: 31 }],
  },
  {
    name: 'member of a required module',
    language: 'js',
    code: `
      const pg = require('pg');
      const connections = new pg.Pool();
      module.exports = async (ids) =>
        Promise.all(ids.map((id) => connections.query('select $1', [id])));
    `,
    fanOut: [{ messageId: 'fanOut', line: 4, column: 31 }],
  },
  {
    name: 'required and made at once',
    language: 'js',
    code: `
      const connections = new (require('pg').Pool)();
      module.exports = async (ids) => {
        for (const id of ids) await connections.query('select $1', [id]);
      };
    `,
    inLoop: [{ messageId: 'sequential', line: 3, column: 31 }],
  },
  {
    name: 'required drizzle',
    language: 'js',
    code: `
      const { drizzle } = require('drizzle-orm/node-postgres');
      const { users } = require('./schema');
      const orm = drizzle();
      module.exports = async (ids) => {
        for (const id of ids) await orm.select().from(users).where(id);
      };
    `,
    inLoop: [{ messageId: 'sequential', line: 5, column: 31 }],
  },
  {
    name: 'handle by its usual name',
    language: 'js',
    code: `
      const { prisma } = require('./database');
      module.exports = async (ids) => {
        for (const id of ids) await prisma.user.findFirst({ where: { id } });
      };
    `,
    inLoop: [{ messageId: 'sequential', line: 3, column: 31 }],
  },
  {
    name: 'member that is assigned',
    language: 'js',
    code: `
      import { Pool } from 'pg';
      export class Users {
        constructor() {
          this.connections = new Pool();
        }
        async load(ids) {
          for (const id of ids)
            await this.connections.query('select * from users where id = $1', [id]);
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 8, column: 13 }],
  },
  {
    name: 'function of the file',
    language: 'js',
    code: `
      import { pool } from './database.js';
      const load = async (id) => (await pool.query('select * from users where id = $1', [id])).rows[0];
      export const run = async (ids) => Promise.all(ids.map(load));
    `,
    fanOut: [{ messageId: 'fanOut', line: 3, column: 55 }],
  },
  {
    name: 'exported member',
    language: 'js',
    code: `
      const { pool } = require('./database');
      exports.load = async (id) => pool.query('select * from users where id = $1', [id]);
      exports.loadAll = async (ids) => {
        for (const id of ids) await exports.load(id);
      };
    `,
    inLoop: [{ messageId: 'sequential', line: 4, column: 31 }],
  },
  {
    name: 'handler of express',
    language: 'js',
    code: `
      import express from 'express';
      import { pool } from './database.js';
      const app = express();
      app.get('/users', async (request, response) => {
        const rows = [];
        for (const id of request.query.ids)
          rows.push(await pool.query('select * from users where id = $1', [id]));
        response.json(rows);
      });
    `,
    inLoop: [{ messageId: 'sequential', line: 7, column: 21 }],
  },
  {
    name: 'component in JSX',
    language: 'jsx',
    code: `
      import { prisma } from './database.js';
      async function Row({ id }) {
        const user = await prisma.user.findFirst({ where: { id } });
        return <li>{user.name}</li>;
      }
      export const Page = ({ ids }) => (
        <ul>
          {ids.map((id) => (
            <Row key={id} id={id} />
          ))}
        </ul>
      );
    `,
    fanOut: [{ messageId: 'fanOut', line: 9, column: 7 }],
  },
  {
    name: 'one query',
    language: 'js',
    code: `
      import { pool } from './database.js';
      export const run = async (ids) => pool.query('select * from users where id = any($1)', [ids]);
    `,
  },
  {
    name: 'handlers in a loop',
    language: 'js',
    code: `
      import express from 'express';
      import { pool } from './database.js';
      const app = express();
      for (const table of ['users', 'orders'])
        app.get(\`/\${table}\`, async () => {
          await pool.query(\`select * from \${table}\`);
        });
    `,
  },
  {
    name: 'something else',
    language: 'js',
    code: `
      import { readFile } from 'node:fs/promises';
      export const run = async (names) => Promise.all(names.map((name) => readFile(name, 'utf8')));
    `,
  },
  {
    name: 'jQuery',
    language: 'js',
    code: `
      import $ from 'jquery';
      export function run(names) {
        for (const name of names) $(name).query('select').find('option').delete();
      }
    `,
  },
  {
    name: 'array of the usual name',
    language: 'js',
    code: `
      const db = [];
      export function run(names) {
        for (const name of names) db.find({ name });
      }
    `,
  },
  {
    name: 'globals',
    language: 'js',
    code: `
      for (const element of document.querySelectorAll('select')) element.update(window.client);
    `,
  },
  {
    name: 'literal list',
    language: 'js',
    code: `
      const { pool } = require('./database');
      module.exports = async () => {
        for (const table of ['users', 'orders']) await pool.query(\`analyze \${table}\`);
      };
    `,
  },
  {
    name: 'member of a required module in a variable',
    language: 'js',
    code: `
      var Pool = require('pg').Pool;
      var connections = new Pool();
      module.exports = function (ids) {
        for (var i = 0; i < ids.length; i++) void connections.query('select $1', [ids[i]]);
      };
    `,
    fanOut: [{ messageId: 'fanOut', line: 4, column: 45 }],
  },
];
