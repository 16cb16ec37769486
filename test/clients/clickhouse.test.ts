import clickhouse from '../../src/clients/clickhouse.ts';
import { describeClient } from './conformance.ts';

describeClient({
  client: clickhouse,
  folders: ['drivers'],
  prelude: `
    import { createClient, type ClickHouseClient } from '@clickhouse/client';
    const clickhouse = createClient({ url: 'http://localhost:8123' });
    declare const ids: number[];
  `,
  javascriptPrelude: `
    const { createClient } = require('@clickhouse/client');
    const clickhouse = createClient();
  `,
  positives: [
    {
      name: 'reads in a loop',
      code: `export async function run() { for (const id of ids) await clickhouse.query({ query: 'select 1 where {id:UInt32} = 1', query_params: { id } }); }`,
      finds: ['sequential readMany none clickhouse.query'],
    },
    {
      name: 'reads whose rows are taken at once',
      code: `export async function run() { for (const id of ids) { const rows = await (await clickhouse.query({ query: 'select 1', query_params: { id } })).json(); console.log(rows); } }`,
      finds: ['sequential readMany none clickhouse.query'],
    },
    {
      name: 'inserts in a loop',
      code: `export async function run() { for (const id of ids) await clickhouse.insert({ table: 'events', values: [{ id }], format: 'JSONEachRow' }); }`,
      finds: ['sequential writeMany none clickhouse.insert'],
    },
    {
      name: 'commands in a loop',
      code: `export async function run() { for (const id of ids) await clickhouse.command({ query: 'alter table events delete where id = {id:UInt32}', query_params: { id } }); }`,
      finds: ['sequential raw none clickhouse.command'],
    },
    {
      name: 'exec in a loop',
      code: `export async function run() { for (const id of ids) await clickhouse.exec({ query: 'select 1', query_params: { id } }); }`,
      finds: ['sequential raw none clickhouse.exec'],
    },
    {
      name: 'a fan-out',
      code: `export const run = () => Promise.all(ids.map((id) => clickhouse.query({ query: 'select 1', query_params: { id } })));`,
      finds: ['fanOut readMany none clickhouse.query'],
    },
    {
      name: 'promises pushed',
      code: `export async function run() { const pending: Promise<unknown>[] = []; for (const id of ids) pending.push(clickhouse.insert({ table: 'events', values: [{ id }] })); await Promise.all(pending); }`,
      finds: ['fanOut writeMany none clickhouse.insert'],
    },
    {
      name: 'through a helper',
      code: `
        async function track(client: ClickHouseClient, id: number) { await client.insert({ table: 'events', values: [{ id }] }); }
        export async function run() { for (const id of ids) await track(clickhouse, id); }
      `,
      finds: ['sequential writeMany none client.insert'],
    },
    {
      name: 'point-free',
      code: `
        const track = (id: number) => clickhouse.insert({ table: 'events', values: [{ id }] });
        export const run = () => Promise.all(ids.map(track));
      `,
      finds: ['fanOut writeMany none clickhouse.insert'],
    },
    {
      name: 'a client in a class',
      code: `
        export class Events {
          constructor(private readonly client: ClickHouseClient) {}
          async load() { for (const id of ids) await this.client.query({ query: 'select 1', query_params: { id } }); }
        }
      `,
      finds: ['sequential readMany none this.client.query'],
    },
    {
      name: 'optional chaining',
      code: `export async function run(client?: ClickHouseClient) { for (const id of ids) await client?.command({ query: 'select 1', query_params: { id } }); }`,
      finds: ['sequential raw none client.command'],
    },
    {
      name: 'in JavaScript',
      javascript: true,
      code: `exports.run = async (list) => { for (const id of list) await clickhouse.query({ query: 'select 1', query_params: { id } }); };`,
      finds: ['sequential readMany none clickhouse.query'],
    },
  ],
  negatives: [
    { name: 'one query', code: `export const run = () => clickhouse.query({ query: 'select 1' });` },
    { name: 'one insert of all rows', code: `export const run = () => clickhouse.insert({ table: 'events', values: ids.map((id) => ({ id })) });` },
    { name: 'rows of one query', code: `export async function run() { const result = await clickhouse.query({ query: 'select 1', format: 'JSONEachRow' }); for await (const rows of result.stream()) console.log(rows); }` },
    { name: 'a constant list', code: `export async function run() { for (const table of ['a', 'b']) await clickhouse.command({ query: \`optimize table \${table}\` }); }` },
    { name: 'chunks', code: `export async function run() { for (let i = 0; i < ids.length; i += 1000) await clickhouse.insert({ table: 'events', values: ids.slice(i, i + 1000) }); }` },
    { name: 'a ping until it answers', code: `export async function run() { for (const id of ids) console.log(id, await clickhouse.ping()); }` },
    { name: 'attempts', code: `export async function run() { for (let attempt = 0; attempt < 3; attempt += 1) { try { return await clickhouse.query({ query: 'select 1' }); } catch { console.log(attempt); } } return undefined; }` },
    {
      name: 'a class of the user with the same methods',
      code: `
        class Index { async query(options: { query: string }) { return options.query; } async insert(options: { table: string }) { return options.table; } }
        export async function run(clickhouse: Index) { for (const id of ids) { await clickhouse.query({ query: String(id) }); await clickhouse.insert({ table: String(id) }); } }
      `,
    },
    { name: 'regular expressions', code: `export function run() { for (const id of ids) console.log(/1/.exec(String(id))); }` },
    { name: 'closing clients', code: `export async function run(clients: ClickHouseClient[]) { for (const client of clients) await client.close(); }` },
    { name: 'a function kept for later', code: `export const run = () => ids.map((id) => () => clickhouse.query({ query: 'select 1', query_params: { id } }));` },
    { name: 'a poll', code: `declare function sleep(ms: number): Promise<void>; export async function run(done: () => boolean) { while (!done()) { await clickhouse.query({ query: 'select 1' }); await sleep(1000); } }` },
  ],
});
