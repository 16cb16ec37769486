import { defineClient } from './define-client.ts';

export default defineClient({
  name: 'node-sqlite',
  title: 'node:sqlite',
  packages: ['node:sqlite'],
  connection: 'none',
  synchronous: true,
  queries: [
    {
      by: 'method',
      owners: ['StatementSync', 'SQLTagStore'],
      operations: { get: 'readOne', all: 'readMany', iterate: 'readMany', run: 'writeOne' },
    },
    { by: 'method', owners: ['DatabaseSync'], operations: { exec: 'raw' } },
  ],
  transactions: [],
  held: {},
  handles: ['DatabaseSync', 'StatementSync'],
  derivedBy: ['prepare', 'createTagStore'],
  // No package.json tells that a project uses a module of Node's own.
  convention: [],
});
