import redis from '../../src/clients/redis.ts';
import { describeClient } from './conformance.ts';

const prelude = `
  import { createClient } from 'redis';
  const client = createClient();
  declare const keys: string[];
`;

describeClient({
  client: redis,
  folders: ['drivers'],
  prelude,
  javascriptPrelude: `
    const { createClient } = require('redis');
    const client = createClient();
  `,
  settings: { includeKeyValue: true },
  positives: [
    {
      name: 'a pipeline for each key',
      code: `export async function run() { for (const key of keys) await client.multi().get(key).set(key, '1').exec(); }`,
      finds: ['sequential raw none client.multi().get().set().exec'],
    },
    {
      name: 'reads of one key',
      code: `export async function run() { for (const key of keys) await client.get(key); }`,
      finds: ['sequential readOne none client.get'],
    },
    {
      name: 'reads of a hash',
      code: `export async function run() { for (const key of keys) console.log(await client.hGetAll(key)); }`,
      finds: ['sequential readOne none client.hGetAll'],
    },
    {
      name: 'writes',
      code: `export async function run() { for (const key of keys) await client.set(key, '1'); }`,
      finds: ['sequential writeOne none client.set'],
    },
    {
      name: 'counters',
      code: `export async function run() { for (const key of keys) await client.incr(key); }`,
      finds: ['sequential writeOne none client.incr'],
    },
    {
      name: 'sets',
      code: `export async function run() { for (const key of keys) await client.sAdd('seen', key); }`,
      finds: ['sequential writeOne none client.sAdd'],
    },
    {
      name: 'deletions',
      code: `export async function run() { for (const key of keys) await client.del(key); }`,
      finds: ['sequential writeOne none client.del'],
    },
    {
      name: 'expiries',
      code: `export async function run() { for (const key of keys) await client.expire(key, 60); }`,
      finds: ['sequential writeOne none client.expire'],
    },
    {
      name: 'lists',
      code: `export async function run() { for (const key of keys) await client.lRange(key, 0, -1); }`,
      finds: ['sequential readMany none client.lRange'],
    },
    {
      name: 'a fan-out',
      code: `export const run = () => Promise.all(keys.map((key) => client.get(key)));`,
      finds: ['fanOut readOne none client.get'],
    },
    {
      name: 'through a helper',
      code: `
        async function read(key: string) { return JSON.parse((await client.get(key)) ?? 'null') as unknown; }
        export async function run() { for (const key of keys) await read(key); }
      `,
      finds: ['sequential readOne none client.get'],
    },
    {
      name: 'promises pushed',
      code: `export async function run() { const pending: Promise<unknown>[] = []; for (const key of keys) pending.push(client.get(key)); await Promise.all(pending); }`,
      finds: ['fanOut readOne none client.get'],
    },
    {
      name: 'in JavaScript',
      javascript: true,
      code: `exports.run = async (list) => { for (const key of list) await client.get(key); };`,
      finds: ['sequential readOne none client.get'],
    },
  ],
  negatives: [
    { name: 'one command', code: `export const run = () => client.get('key');` },
    { name: 'one command for all keys', code: `export const run = () => client.mGet(keys);` },
    {
      name: 'a pipeline',
      code: `export async function run() { const batch = client.multi(); for (const key of keys) batch.hGetAll(key); await batch.exec(); }`,
    },
    {
      name: 'a constant list',
      code: `export async function run() { for (const key of ['a', 'b']) await client.get(key); }`,
    },
    {
      name: 'a map',
      code: `export async function run(cache: Map<string, Promise<number>>) { for (const key of keys) await cache.get(key); }`,
    },
    {
      name: 'a set',
      code: `export function run(seen: Set<string>) { for (const key of keys) { seen.add(key); seen.delete(key); } }`,
    },
    {
      name: 'a cache of the user with the same methods',
      code: `
        class Cache { readonly #values = new Map<string, string>(); async get(key: string) { return this.#values.get(key); } async set(key: string, value: string) { this.#values.set(key, value); } }
        export async function run(redis: Cache) { for (const key of keys) { await redis.get(key); await redis.set(key, '1'); } }
      `,
    },
    {
      name: 'attempts',
      code: `export async function run() { for (let attempt = 0; attempt < 3; attempt += 1) { try { return await client.get('key'); } catch { console.log(attempt); } } return null; }`,
    },
    {
      name: 'a poll',
      code: `declare function sleep(ms: number): Promise<void>; export async function run(done: () => boolean) { while (!done()) { await client.get('key'); await sleep(100); } }`,
    },
    { name: 'functions kept for later', code: `export const run = () => keys.map((key) => () => client.get(key));` },
    {
      name: 'closing clients',
      code: `export async function run() { for (const key of keys) console.log(key); await client.quit(); }`,
    },
    {
      name: 'headers',
      code: `export async function run(headers: Headers) { for (const key of keys) console.log(headers.get(key)); }`,
    },
  ],
});
