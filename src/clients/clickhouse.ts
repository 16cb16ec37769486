import { defineClient } from './define-client.ts';

export default defineClient({
  name: 'clickhouse',
  title: 'ClickHouse',
  packages: ['@clickhouse/client', '@clickhouse/client-web', '@clickhouse/client-common'],
  // Each query is one HTTP request; sockets are kept by the HTTP agent.
  connection: 'none',
  queries: [
    {
      by: 'method',
      owners: ['ClickHouseClient', 'NodeClickHouseClient'],
      operations: { query: 'readMany', insert: 'writeMany', command: 'raw', exec: 'raw' },
    },
  ],
  transactions: [],
  held: {},
  handles: ['createClient', 'ClickHouseClient'],
  convention: { handles: ['clickhouse', 'clickHouse', 'clickhouseClient', 'clickHouseClient'], argument: 'object' },
});
