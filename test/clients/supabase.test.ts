import supabase from '../../src/clients/supabase.ts';
import { describeClient } from './conformance.ts';

describeClient({
  client: supabase,
  folders: ['drivers'],
  prelude: `
    import { createClient, type SupabaseClient } from '@supabase/supabase-js';
    const supabase = createClient('https://example.supabase.co', 'key');
    declare const ids: number[];
  `,
  javascriptPrelude: `
    const { createClient } = require('@supabase/supabase-js');
    const supabase = createClient(process.env.SUPABASE_URL, process.env.SUPABASE_KEY);
  `,
  positives: [
    {
      name: 'reads one row',
      code: `export async function run() { for (const id of ids) await supabase.from('users').select('*').eq('id', id).single(); }`,
      finds: ['sequential readMany none supabase.from().select'],
    },
    {
      name: 'reads many rows',
      code: `export async function run() { for (const id of ids) { const { data } = await supabase.from('posts').select('title').eq('author', id); console.log(data); } }`,
      finds: ['sequential readMany none supabase.from().select'],
    },
    {
      name: 'counts',
      code: `export async function run() { for (const id of ids) { const { count } = await supabase.from('posts').select('*', { count: 'exact', head: true }).eq('author', id); console.log(count); } }`,
      finds: ['sequential readMany none supabase.from().select'],
    },
    {
      name: 'inserts',
      code: `export async function run() { for (const id of ids) await supabase.from('logs').insert({ id }); }`,
      finds: ['sequential writeMany none supabase.from().insert'],
    },
    {
      name: 'inserts and answers with the row',
      code: `export async function run() { for (const id of ids) await supabase.from('logs').insert({ id }).select().single(); }`,
      finds: ['sequential writeMany none supabase.from().insert'],
    },
    {
      name: 'updates and deletes',
      code: `
        export async function run() {
          for (const id of ids) await supabase.from('users').update({ seen: true }).eq('id', id);
          for (const id of ids) await supabase.from('users').delete().eq('id', id);
        }
      `,
      finds: ['sequential writeMany none supabase.from().update', 'sequential writeMany none supabase.from().delete'],
    },
    {
      name: 'upserts',
      code: `export async function run() { for (const id of ids) await supabase.from('users').upsert({ id }); }`,
      finds: ['sequential writeMany none supabase.from().upsert'],
    },
    {
      name: 'calls of functions of the database',
      code: `export async function run() { for (const id of ids) await supabase.rpc('score', { id }); }`,
      finds: ['sequential raw none supabase.rpc'],
    },
    {
      name: 'a fan-out',
      code: `export const run = () => Promise.all(ids.map((id) => supabase.from('users').select('*').eq('id', id)));`,
      finds: ['fanOut readMany none supabase.from().select'],
    },
    {
      name: 'through a helper',
      code: `
        async function load(client: SupabaseClient, id: number) {
          const { data } = await client.from('users').select('*').eq('id', id).maybeSingle();
          return data;
        }
        export async function run() { for (const id of ids) await load(supabase, id); }
      `,
      finds: ['sequential readMany none client.from().select'],
    },
    {
      name: 'a client in a class',
      code: `
        export class Users {
          readonly #client = createClient('https://example.supabase.co', 'key');
          async load() { for (const id of ids) await this.#client.from('users').select('*').eq('id', id); }
        }
      `,
      finds: ['sequential readMany none this.#client.from().select'],
    },
    {
      name: 'another schema',
      code: `export async function run() { for (const id of ids) await supabase.schema('private').from('users').select('*').eq('id', id); }`,
      finds: ['sequential readMany none supabase.schema().from().select'],
    },
    {
      name: 'in JavaScript',
      javascript: true,
      code: `exports.run = async (list) => { for (const id of list) await supabase.from('users').select('*').eq('id', id); };`,
      finds: ['sequential readMany none supabase.from().select'],
    },
  ],
  negatives: [
    { name: 'one query', code: `export const run = () => supabase.from('users').select('*');` },
    { name: 'one query for all', code: `export const run = async () => { const { data } = await supabase.from('users').select('*').in('id', ids); for (const user of data ?? []) console.log(user); };` },
    { name: 'builders that nothing awaits', code: `export function run() { for (const id of ids) supabase.from('users').select('*').eq('id', id); }` },
    { name: 'users of the authentication', code: `export async function run() { for (const id of ids) await supabase.auth.admin.getUserById(String(id)); }` },
    { name: 'files', code: `export async function run() { for (const id of ids) await supabase.storage.from('files').download(String(id)); }` },
    { name: 'edge functions', code: `export async function run() { for (const id of ids) await supabase.functions.invoke('notify', { body: { id } }); }` },
    { name: 'channels', code: `export function run() { for (const id of ids) supabase.channel(String(id)).subscribe(); }` },
    { name: 'a constant list', code: `export async function run() { for (const table of ['users', 'posts']) await supabase.from(table).select('*'); }` },
    { name: 'chunks', code: `export async function run() { for (let i = 0; i < ids.length; i += 100) await supabase.from('users').select('*').in('id', ids.slice(i, i + 100)); }` },
    { name: 'pages', code: `export async function run() { let from = 0; for (;;) { const { data } = await supabase.from('users').select('*').range(from, from + 999); if (!data || data.length < 1000) break; from += 1000; } }` },
    { name: 'one bulk insert', code: `export const run = () => supabase.from('logs').insert(ids.map((id) => ({ id })));` },
    {
      name: 'a class of the user with the same methods',
      code: `
        class Table { from(name: string) { return { select: async (columns: string) => [name, columns] }; } }
        export async function run(table: Table) { for (const id of ids) await table.from('users').select(String(id)); }
      `,
    },
    { name: 'arrays', code: `export async function run() { for (const id of ids) await Promise.resolve(Array.from([id])); }` },
  ],
});
