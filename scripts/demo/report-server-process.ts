/** One server process of the example, which also tells its parent what it sent to the database. */
import type { AddressInfo } from 'node:net';
import pg from 'pg';

import * as databaseAfter from '../../examples/reports-api/src/after/database.ts';
import * as reportsAfter from '../../examples/reports-api/src/after/reports.ts';
import * as databaseBefore from '../../examples/reports-api/src/before/database.ts';
import * as reportsBefore from '../../examples/reports-api/src/before/reports.ts';
import { createReportsServer } from '../../examples/reports-api/src/server.ts';
import { sqlStateOf } from './sql-state.ts';

export interface ServerReport {
  readonly queries: number;
  readonly failures: Readonly<Record<string, number>>;
}

const [variant, connectionString = ''] = process.argv.slice(2);
const { createDatabase, listReports } =
  variant === 'before' ? { ...databaseBefore, ...reportsBefore } : { ...databaseAfter, ...reportsAfter };

let queries = 0;
const failures: Record<string, number> = {};

const client = pg.Client.prototype as unknown as { query: (this: pg.Client, ...queryArguments: unknown[]) => unknown };
const { query } = client;
client.query = function (...queryArguments) {
  queries++;
  return query.apply(this, queryArguments);
};

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
