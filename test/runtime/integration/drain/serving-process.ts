/** An application that serves from a pool and drains when it is told to stop. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import pg from 'pg';

import { definePool, drainOnSignal, pgOptions } from '../../../../src/runtime/index.ts';

const [, , connectionString = '', statement = '', deadlineMs = ''] = process.argv;

const settings = definePool({ name: 'serving', max: 5, acquireTimeoutMs: 30_000, statementTimeoutMs: false });
const pool = new pg.Pool({ connectionString, ...pgOptions(settings) });
pool.on('error', (error) => {
  console.error(error);
});

const server = createServer((_request, response) => {
  const answer = async (): Promise<void> => {
    await pool.query(statement);
    await pool.query('SELECT 1');
    response.end('served');
  };
  answer().catch((error: unknown) => {
    response.writeHead(500).end(String(error));
  });
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');

drainOnSignal([server, pool], {
  deadlineMs: Number(deadlineMs),
  onDrained: ({ outcomes }) => {
    process.send?.({ outcomes });
  },
});
process.send?.({ port: (server.address() as AddressInfo).port });
