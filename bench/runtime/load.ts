import { startEmbeddedPostgres } from '../../scripts/embedded-postgres.ts';
import { percentile } from '../../scripts/demo/percentile.ts';
import { sendLoad } from '../../scripts/demo/send-load.ts';
import { endpoints } from './endpoints.ts';
import { startEndpoint } from './endpoint-processes.ts';
import { markdownTable } from './markdown-table.ts';

const maxConnections = 20;
const processes = 4;
const clients = 16;
const seconds = 8;
const secondsToWarmUp = 1;

/** An endpoint that reads 50 rows by their ids, served by 4 processes, written in several ways. */
export async function measureLoad(): Promise<void> {
  const postgres = await startEmbeddedPostgres({ max_connections: maxConnections });
  try {
    const database = await postgres.createDatabase(
      'load',
      `CREATE TABLE users (id integer PRIMARY KEY, name text NOT NULL);
       INSERT INTO users SELECT id, 'user ' || id FROM generate_series(1, 1000) AS id;
       ANALYZE users`,
    );
    const rows: string[][] = [];
    for (const name of Object.keys(endpoints)) rows.push([name, ...(await measureEndpoint(name, database))]);
    console.log(
      `\nGET 50 users by their ids: ${String(clients)} clients for ${String(seconds)} s, ${String(processes)} processes, ` +
        `max_connections = ${String(maxConnections)} (3 of them for superusers):\n`,
    );
    console.log(markdownTable(['code', 'served /s', 'failed', 'p50 ms', 'p95 ms', 'queries a request'], rows));
  } finally {
    await postgres.stop();
  }
}

async function measureEndpoint(name: string, database: string): Promise<string[]> {
  const servers = await startEndpoint(name, database, processes);
  try {
    const load = { urls: servers.urls, clients, answerSeconds: 10, signal: new AbortController().signal };
    await sendLoad({ ...load, seconds: secondsToWarmUp });
    const before = await servers.counts();
    const { latencies, failed, unanswered } = await sendLoad({ ...load, seconds });
    const after = await servers.counts();
    const requests = latencies.length + failed + unanswered;
    const queries = (after.queries - before.queries) / (after.requests - before.requests);
    return [
      (latencies.length / seconds).toLocaleString('en', { maximumSignificantDigits: 3 }),
      `${((100 * (failed + unanswered)) / requests).toFixed(failed + unanswered > 0 ? 1 : 0)} %`,
      milliseconds(percentile(latencies, 50)),
      milliseconds(percentile(latencies, 95)),
      queries.toFixed(0),
    ];
  } finally {
    await servers.stop();
  }
}

function milliseconds(value: number | undefined): string {
  return value === undefined ? '–' : value.toFixed(value < 10 ? 1 : 0);
}
