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
      operations: {
        select: 'readMany',
        insert: 'writeMany',
        upsert: 'writeMany',
        update: 'writeMany',
        delete: 'writeMany',
        rpc: 'raw',
      },
      refinedBy: { single: 'readOne', maybeSingle: 'readOne' },
    },
  ],
  transactions: [],
  held: {},
  handles: ['createClient', 'SupabaseClient', 'PostgrestClient'],
  derivedBy: ['from', 'schema'],
  convention: {
    handles: ['supabase', /^supabase[A-Z]\w*$/, /^\w+Supabase$/],
    methods: ['select', 'insert', 'upsert', 'update', 'delete', 'rpc'],
    argument: 'any',
  },
});
