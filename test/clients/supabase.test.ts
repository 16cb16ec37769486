import supabase from '../../src/clients/supabase.ts';
import { describeClient } from './conformance.ts';

describeClient({
  client: supabase,
  folders: ['drivers'],
  prelude: `
    import { createClient, type SupabaseClient } from '@supabase/supabase-js';
    const supabase = createClient('https://shop.supabase.co', 'key');
    declare const ids: number[];
    interface User { id: number; name: string }
  `,
  javascriptPrelude: `
    const { createClient } = require('@supabase/supabase-js');
    const supabase = createClient(process.env.SUPABASE_URL, process.env.SUPABASE_KEY);
  `,
  positives: [
    {
      name: 'many rows in a loop',
      code: `
        export async function load() {
          for (const id of ids) {
            const { data, error } = await supabase.from('orders').select('*').eq('user_id', id);
            if (error) throw error;
            console.log(data.length);
          }
        }`,
      finds: ['sequential readMany none supabase.from().select'],
    },
    {
      name: 'one row, in a fan-out',
      code: `export const load = () => Promise.all(ids.map((id) => supabase.from('users').select('id, name').eq('id', id).single()));`,
      finds: ['fanOut readOne none supabase.from().select'],
    },
    {
      name: 'perhaps one row',
      code: `export async function load() { for (const id of ids) console.log((await supabase.from('users').select().eq('id', id).maybeSingle()).data); }`,
      finds: ['sequential readOne none supabase.from().select'],
    },
    {
      name: 'a count',
      code: `
        export async function counts() {
          for (const id of ids) {
            const { count } = await supabase.from('orders').select('*', { count: 'exact', head: true }).eq('user_id', id);
            console.log(count);
          }
        }`,
      finds: ['sequential readMany none supabase.from().select'],
    },
    {
      name: 'a query that goes on under a condition',
      code: `
        export async function load(active: boolean) {
          for (const id of ids) {
            let query = supabase.from('orders').select('*').eq('user_id', id);
            if (active) query = query.filter('active', 'eq', true);
            const { data } = await query.filter('total', 'gt', 0);
            console.log(data);
          }
        }`,
      finds: ['sequential readMany none query.filter'],
      untyped: [],
    },
    {
      name: 'an insert',
      code: `export async function save(users: User[]) { for (const user of users) await supabase.from('users').insert(user); }`,
      finds: ['sequential writeMany none supabase.from().insert'],
    },
    {
      name: 'an insert that answers with the row',
      code: `export async function save(users: User[]) { for (const user of users) await supabase.from('users').insert(user).select().single(); }`,
      finds: ['sequential writeMany none supabase.from().insert'],
    },
    {
      name: 'an update',
      code: `export async function save(users: User[]) { for (const user of users) await supabase.from('users').update({ name: user.name }).eq('id', user.id); }`,
      finds: ['sequential writeMany none supabase.from().update'],
    },
    {
      name: 'an upsert',
      code: `export async function save(users: User[]) { for (const user of users) await supabase.from('users').upsert(user, { onConflict: 'id' }); }`,
      finds: ['sequential writeMany none supabase.from().upsert'],
    },
    {
      name: 'a deletion',
      code: `export async function remove() { await Promise.all(ids.map((id) => supabase.from('users').delete().eq('id', id))); }`,
      finds: ['fanOut writeMany none supabase.from().delete'],
    },
    {
      name: 'a function of the database',
      code: `export async function archive() { for (const id of ids) await supabase.rpc('archive_user', { user_id: id }); }`,
      finds: ['sequential raw none supabase.rpc'],
    },
    {
      name: 'another schema',
      code: `export async function load() { for (const id of ids) await supabase.schema('audit').from('events').select().eq('user_id', id); }`,
      finds: ['sequential readMany none supabase.schema().from().select'],
    },
    {
      name: 'errors that are thrown',
      code: `export async function load() { for (const id of ids) await supabase.from('users').select().eq('id', id).throwOnError(); }`,
      finds: ['sequential readMany none supabase.from().select'],
    },
    {
      name: 'through a helper',
      code: `
        async function findUser(id: number) {
          const { data } = await supabase.from('users').select('id, name').eq('id', id).single();
          return data;
        }
        export async function load() { for (const id of ids) console.log(await findUser(id)); }`,
      finds: ['sequential readOne none supabase.from().select'],
    },
    {
      name: 'a client that is passed in',
      code: `
        export async function load(client: SupabaseClient) {
          for (const id of ids) await client.from('users').select().eq('id', id);
        }`,
      finds: ['sequential readMany none client.from().select'],
    },
    {
      name: 'a field of a class, in a fan-out',
      code: `
        export class Users {
          readonly #supabase: SupabaseClient;
          constructor(supabase: SupabaseClient) { this.#supabase = supabase; }
          async find(id: number) { return (await this.#supabase.from('users').select('id, name').eq('id', id).single()).data; }
          findAll(ids: number[]) { return Promise.all(ids.map((id) => this.find(id))); }
        }`,
      finds: ['fanOut readOne none this.#supabase.from().select'],
    },
    {
      name: 'a builder that is kept and refined',
      code: `
        export async function load(active: boolean) {
          for (const id of ids) {
            let query = supabase.from('orders').select('*').eq('user_id', id);
            if (active) query = query.eq('active', true);
            const { data } = await query;
            console.log(data);
          }
        }`,
      finds: ['sequential readMany none supabase.from().select'],
    },
    {
      name: 'JavaScript with require',
      javascript: true,
      code: `
        exports.load = async (users) => {
          for (const user of users) {
            const { data } = await supabase.from('orders').select('*').eq('user_id', user.id);
            user.orders = data;
          }
        };`,
      finds: ['sequential readMany none supabase.from().select'],
    },
    {
      name: 'JavaScript with a client that a function of the project makes',
      javascript: true,
      code: `
        const { createClient: createServerClient } = require('./no-such-module/server');
        exports.load = async (ids) => {
          const supabaseServer = await createServerClient();
          return Promise.all(ids.map((id) => supabaseServer.from('users').select().eq('id', id)));
        };`,
      finds: ['fanOut readMany none supabaseServer.from().select'],
    },
  ],
  negatives: [
    {
      name: 'one query for all',
      code: `export const load = () => supabase.from('users').select('*').in('id', ids);`,
    },
    {
      name: 'rows with their relations',
      code: `export const load = () => supabase.from('users').select('*, orders(*)').in('id', ids);`,
    },
    {
      name: 'one insert of many rows',
      code: `export const save = (users: User[]) => supabase.from('users').insert(users);`,
    },
    {
      name: 'builders that nothing awaits',
      code: `export function prepare() { for (const id of ids) supabase.from('users').delete().eq('id', id); }`,
    },
    {
      name: 'files',
      code: `
        export async function upload(files: { path: string; body: Blob }[]) {
          for (const file of files) {
            await supabase.storage.from('avatars').upload(file.path, file.body);
            await supabase.storage.from('avatars').update(file.path, file.body);
          }
        }`,
    },
    {
      name: 'users of the authentication service',
      code: `
        export async function invite(emails: string[]) {
          for (const email of emails) await supabase.auth.admin.inviteUserByEmail(email);
        }`,
    },
    {
      name: 'functions at the edge',
      code: `export async function run() { for (const id of ids) await supabase.functions.invoke('welcome', { body: { id } }); }`,
    },
    {
      name: 'channels',
      code: `
        export function listen(tables: string[]) {
          for (const table of tables) {
            supabase.channel(table).on('postgres_changes', { event: '*', schema: 'public', table }, (payload) => { console.log(payload); }).subscribe();
          }
        }`,
    },
    {
      name: 'a bounded list',
      code: `export async function setUp() { for (const table of ['users', 'orders']) await supabase.from(table).delete().neq('id', 0); }`,
    },
    {
      name: 'chunks',
      code: `
        export async function remove(all: number[]) {
          for (let at = 0; at < all.length; at += 100) await supabase.from('users').delete().in('id', all.slice(at, at + 100));
        }`,
    },
    {
      name: 'pages',
      code: `
        export async function walk() {
          for (let page = 0; ; page++) {
            const { data } = await supabase.from('users').select('*').range(page * 1000, page * 1000 + 999);
            if (!data || data.length < 1000) return;
          }
        }`,
    },
    {
      name: 'conditions that are added in a loop to one query',
      code: `
        export async function search(filters: [string, string][]) {
          let query = supabase.from('users').select('*');
          for (const [column, value] of filters) query = query.eq(column, value);
          const { data } = await query;
          return data;
        }`,
    },
    {
      name: "a builder of the application's own",
      code: `
        const store = {
          from: (name: string) => ({ select: () => Promise.resolve([name]), insert: (row: User) => Promise.resolve(row.id) }),
        };
        export async function load(users: User[]) {
          for (const user of users) { await store.from('users').insert(user); await store.from('users').select(); }
        }`,
    },
    {
      name: 'arrays and buffers',
      code: `export const copies = () => ids.map((id) => Array.from({ length: id }).concat(Buffer.from(String(id)).toString()));`,
    },
    {
      name: 'JavaScript: files',
      javascript: true,
      code: `
        const { supabase: supabaseAdmin } = require('./no-such-module/admin');
        exports.upload = async (files) => { for (const file of files) await supabaseAdmin.storage.from('avatars').update(file.path, file.body); };`,
    },
  ],
});
