import clickhouse from '../../src/clients/clickhouse.ts';
import { describeClient } from './conformance.ts';

describeClient({
  client: clickhouse,
  folders: ['drivers'],
  prelude: `
    import { createClient, type ClickHouseClient } from '@clickhouse/client';
    const client = createClient({ url: 'http://localhost:8123' });
    declare const ids: number[];
    interface Visit { user_id: number; path: string }
  `,
  javascriptPrelude: `
    const { createClient } = require('@clickhouse/client');
    const client = createClient({ url: process.env.CLICKHOUSE_URL });
  `,
  positives: [
    {
      name: 'a query in a loop',
      code: `
        export async function load() {
          const visits: Visit[] = [];
          for (const id of ids) {
            const result = await client.query({ query: 'SELECT * FROM visits WHERE user_id = {id: UInt64}', query_params: { id }, format: 'JSONEachRow' });
            visits.push(...(await result.json<Visit>()));
          }
          return visits;
        }`,
      finds: ['sequential readMany none client.query'],
    },
    {
      name: 'a fan-out of requests',
      code: `export const load = () => Promise.all(ids.map((id) => client.query({ query: \`SELECT count() FROM visits WHERE user_id = \${String(id)}\` })));`,
      finds: ['fanOut readMany none client.query'],
    },
    {
      name: 'an insert for each row',
      code: `export async function save(visits: Visit[]) { for (const visit of visits) await client.insert({ table: 'visits', values: [visit], format: 'JSONEachRow' }); }`,
      finds: ['sequential writeMany none client.insert'],
    },
    {
      name: 'inserts side by side',
      code: `export const save = (visits: Visit[]) => Promise.all(visits.map((visit) => client.insert({ table: 'visits', values: [visit], format: 'JSONEachRow' })));`,
      finds: ['fanOut writeMany none client.insert'],
    },
    {
      name: 'a command',
      code: `export async function remove() { for (const id of ids) await client.command({ query: \`ALTER TABLE visits DELETE WHERE user_id = \${String(id)}\` }); }`,
      finds: ['sequential raw none client.command'],
    },
    {
      name: 'a statement whose answer is a stream',
      code: `export async function run(statements: string[]) { for (const query of statements) (await client.exec({ query })).stream.destroy(); }`,
      finds: ['sequential raw none client.exec'],
    },
    {
      name: 'through a helper',
      code: `
        async function count(id: number) {
          const result = await client.query({ query: 'SELECT count() AS n FROM visits WHERE user_id = {id: UInt64}', query_params: { id }, format: 'JSONEachRow' });
          const [row] = await result.json<{ n: string }>();
          return Number(row?.n ?? 0);
        }
        export async function counts() {
          const found = new Map<number, number>();
          for (const id of ids) found.set(id, await count(id));
          return found;
        }`,
      finds: ['sequential readMany none client.query'],
    },
    {
      name: 'a helper that is handed over by its name',
      code: `
        const load = (id: number) => client.query({ query: 'SELECT 1 WHERE {id: UInt64} > 0', query_params: { id } });
        export const all = () => Promise.all(ids.map(load));`,
      finds: ['fanOut readMany none client.query'],
    },
    {
      name: 'a private field of a class',
      code: `
        export class Visits {
          readonly #clickhouse: ClickHouseClient;
          constructor(clickhouse: ClickHouseClient) { this.#clickhouse = clickhouse; }
          async save(visits: Visit[]) {
            for (const visit of visits) await this.#clickhouse.insert({ table: 'visits', values: [visit], format: 'JSONEachRow' });
          }
        }`,
      finds: ['sequential writeMany none this.#clickhouse.insert'],
    },
    {
      name: 'a member of a context, which may be missing',
      code: `
        interface Context { clickhouse?: ClickHouseClient }
        export async function load(ctx: Context) { for (const id of ids) await ctx.clickhouse?.query({ query: \`SELECT \${String(id)}\` }); }`,
      finds: ['sequential readMany none ctx.clickhouse.query'],
    },
    {
      name: 'a client that a function makes',
      code: `
        const connect = () => createClient({ url: 'http://localhost:8123' });
        export async function load() {
          const clickhouse = connect();
          for (const id of ids) await clickhouse.query({ query: \`SELECT \${String(id)}\` });
          await clickhouse.close();
        }`,
      finds: ['sequential readMany none clickhouse.query'],
    },
    {
      name: 'a promise that is collected and awaited at the end',
      code: `
        export async function save(visits: Visit[]) {
          const pending: Promise<unknown>[] = [];
          for (const visit of visits) pending.push(client.insert({ table: 'visits', values: [visit] }));
          await Promise.all(pending);
        }`,
      finds: ['fanOut writeMany none client.insert'],
    },
    {
      name: 'JavaScript with require',
      javascript: true,
      code: `
        exports.save = async (visits) => {
          for (const visit of visits) await client.insert({ table: 'visits', values: [visit], format: 'JSONEachRow' });
        };`,
      finds: ['sequential writeMany none client.insert'],
    },
    {
      name: 'JavaScript with a client from another module',
      javascript: true,
      code: `
        const { clickhouse } = require('./no-such-module/clickhouse');
        exports.load = (ids) => Promise.all(ids.map((id) => clickhouse.query({ query: \`SELECT * FROM visits WHERE user_id = \${Number(id)}\` })));`,
      finds: ['fanOut readMany none clickhouse.query'],
    },
  ],
  negatives: [
    {
      name: 'one query for all',
      code: `export const load = () => client.query({ query: 'SELECT * FROM visits WHERE user_id IN {ids: Array(UInt64)}', query_params: { ids } });`,
    },
    {
      name: 'one insert of many rows',
      code: `export const save = (visits: Visit[]) => client.insert({ table: 'visits', values: visits, format: 'JSONEachRow' });`,
    },
    {
      name: 'rows of one result',
      code: `
        export async function load() {
          const result = await client.query({ query: 'SELECT * FROM visits', format: 'JSONEachRow' });
          for (const visit of await result.json<Visit>()) console.log(visit.path);
        }`,
    },
    {
      name: 'blocks of a stream',
      code: `
        export async function copy() {
          const result = await client.query({ query: 'SELECT * FROM visits', format: 'JSONEachRow' });
          for await (const rows of result.stream()) {
            await client.insert({ table: 'archive', values: rows.map((row) => row.json()), format: 'JSONEachRow' });
          }
        }`,
    },
    {
      name: 'a bounded list',
      code: `export async function setUp() { for (const table of ['visits', 'users']) await client.command({ query: \`TRUNCATE TABLE \${table}\` }); }`,
    },
    {
      name: 'chunks',
      code: `
        export async function save(visits: Visit[]) {
          for (let at = 0; at < visits.length; at += 10_000) {
            await client.insert({ table: 'visits', values: visits.slice(at, at + 10_000), format: 'JSONEachRow' });
          }
        }`,
    },
    {
      name: 'a buffer that is flushed when it is full',
      code: `
        export async function save(visits: AsyncIterable<Visit>) {
          let buffer: Visit[] = [];
          for await (const visit of visits) {
            buffer.push(visit);
            if (buffer.length >= 1000) {
              await client.insert({ table: 'visits', values: buffer, format: 'JSONEachRow' });
              buffer = [];
            }
          }
        }`,
    },
    {
      name: 'clients that are checked and closed',
      code: `
        export async function check(clients: ClickHouseClient[]) {
          for (const each of clients) {
            await each.ping();
            await each.close();
          }
        }`,
    },
    {
      name: 'a client of GraphQL',
      code: `
        interface GraphQlClient { query(options: { query: string; variables: object }): Promise<{ data: unknown }> }
        declare const graphql: GraphQlClient;
        export async function load() { for (const id of ids) await graphql.query({ query: '{ user }', variables: { id } }); }`,
    },
    {
      name: "a class of the application's own",
      code: `
        class Sink {
          readonly #rows: Visit[] = [];
          insert(options: { table: string; values: Visit[] }) { this.#rows.push(...options.values); return Promise.resolve(); }
          command(options: { query: string }) { return Promise.resolve(options.query); }
        }
        const clickhouse = new Sink();
        export async function save(visits: Visit[]) {
          for (const visit of visits) {
            await clickhouse.insert({ table: 'visits', values: [visit] });
            await clickhouse.command({ query: visit.path });
          }
        }`,
    },
    {
      name: 'a test double',
      code: `
        const fake = { query: (options: { query: string }) => Promise.resolve(options.query) };
        export async function run() { for (const id of ids) await fake.query({ query: \`SELECT \${String(id)}\` }); }`,
    },
    {
      name: 'requests of a handler that is registered',
      code: `
        declare const app: { get(path: string, handler: () => Promise<unknown>): void };
        for (const id of ids) app.get(\`/users/\${String(id)}\`, () => client.query({ query: \`SELECT \${String(id)}\` }));`,
    },
    {
      name: 'JavaScript: a client of something else',
      javascript: true,
      code: `
        const apollo = require('./no-such-module/apollo').client;
        exports.load = async (ids) => { for (const id of ids) await apollo.query({ query: USER, variables: { id } }); };`,
    },
  ],
});
