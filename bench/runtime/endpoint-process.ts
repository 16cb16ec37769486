/** One process that serves the endpoint, and tells its parent how many requests and queries there were. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { endpoints } from './endpoints.ts';

export interface EndpointCounts {
  readonly requests: number;
  readonly queries: number;
}

const [name = '', connectionString = ''] = process.argv.slice(2);
const endpoint = endpoints[name];
if (!endpoint) throw new Error(`There is no endpoint "${name}".`);
const { pool, query } = endpoint.connect(connectionString);
let requests = 0;
let queries = 0;
pool.on('acquire', () => {
  queries++;
});

const server = createServer((_request, response) => {
  requests++;
  const first = 1 + Math.floor(Math.random() * 900);
  query<{ id: number }>('SELECT id FROM users WHERE id >= $1 ORDER BY id LIMIT 50', [first])
    .then((rows) =>
      endpoint.read(
        query,
        rows.map(({ id }) => id),
      ),
    )
    .then(
      (users) => {
        response.end(JSON.stringify(users));
      },
      () => {
        response.writeHead(503).end();
      },
    );
});
server.listen(0, '127.0.0.1', () => {
  process.send?.((server.address() as AddressInfo).port);
});
process.on('message', () => {
  process.send?.({ requests, queries } satisfies EndpointCounts);
});
process.once('disconnect', () => {
  process.exit();
});
