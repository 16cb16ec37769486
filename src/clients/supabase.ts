import { defineClient } from './define-client.ts';

export default defineClient({
  name: 'supabase',
  title: 'Supabase',
  packages: ['@supabase/supabase-js', '@supabase/postgrest-js'],
  // Each query is one HTTP request to PostgREST, which has the pool.
  connection: 'none',
  queries: [
    {
      by: 'thenable',
      owners: ['PostgrestBuilder'],
      position: 'member',
      // `from` stands before each of these; the builder that it answers with is no thenable.
      operations: {
        insert: 'writeMany',
        upsert: 'writeMany',
        update: 'writeMany',
        delete: 'writeMany',
        single: 'readOne',
        maybeSingle: 'readOne',
        select: 'readMany',
      },
    },
    { by: 'thenable', owners: ['PostgrestBuilder'], operations: { rpc: 'raw' } },
  ],
  transactions: [],
  held: {},
  handles: ['createClient', 'SupabaseClient', 'PostgrestClient'],
  derivedBy: ['schema'],
  convention: { handles: ['supabase', 'supabaseClient', 'supabaseAdmin'], argument: 'any' },
});
