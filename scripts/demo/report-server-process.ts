/** One server process of the example, which also tells its parent what it sent to the database. */
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { createReportsServer } from '../../examples/reports-api/src/server.ts';
import { sqlStateOf } from './sql-state.ts';

export interface ServerReport {
  readonly queries: number;
  readonly failures: Readonly<Record<string, number>>;
}

const [variant = '', connectionString = ''] = process.argv.slice(2);
const application = new URL(`../../examples/reports-api/src/${variant}/`, import.meta.url);
const { createDatabase } = (await import(
  new URL('database.ts', application).href
)) as typeof import('../../examples/reports-api/src/before/database.ts');
const { listReports } = (await import(
  new URL('reports.ts', application).href
)) as typeof import('../../examples/reports-api/src/before/reports.ts');

let queries = 0;
const failures: Record<string, number> = {};

pg.Client.prototype.query = new Proxy(pg.Client.prototype.query, {
  apply(query, client, queryArguments) {
    queries++;
    return Reflect.apply(query, client, queryArguments) as unknown;
  },
});

const database = createDatabase(connectionString);
const server = createReportsServer({
  listReports: (status) => listReports(database, status),
  onError(error) {
    const sqlState = sqlStateOf(error);
    failures[sqlState] = (failures[sqlState] ?? 0) + 1;
  },
});

server.listen(0, '127.0.0.1', () => {
  process.send?.((server.address() as AddressInfo).port);
});
process.on('message', () => {
  process.send?.({ queries, failures } satisfies ServerReport);
});
process.once('disconnect', () => {
  process.exit();
});
