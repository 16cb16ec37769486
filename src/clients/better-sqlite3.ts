import { defineClient } from './define-client.ts';

export default defineClient({
  name: 'better-sqlite3',
  title: 'better-sqlite3',
  packages: ['better-sqlite3'],
  connection: 'none',
  synchronous: true,
  queries: [
    {
      by: 'method',
      owners: ['Statement'],
      operations: { get: 'readOne', all: 'readMany', iterate: 'readMany', run: 'writeOne' },
    },
    { by: 'method', owners: ['Database'], operations: { exec: 'raw', pragma: 'raw' } },
  ],
  // The function that `transaction` makes runs the callback when it is called, on the only connection there is.
  transactions: [],
  held: {},
  handles: ['default', 'Database', 'Statement'],
  derivedBy: ['prepare', 'pluck', 'raw', 'expand', 'bind', 'safeIntegers'],
  convention: { handles: ['db', 'sqlite', 'database'], methods: ['get', 'all', 'iterate', 'run'], argument: 'sql' },
});
