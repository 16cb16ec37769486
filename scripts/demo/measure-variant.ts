import { startReportServers, type ReportServers } from './report-servers.ts';
import type { ReportsDatabase } from './reports-database.ts';
import { sendLoad, type LoadResult } from './send-load.ts';
import { watchConnections } from './watch-connections.ts';
import { answerSeconds, clients, loadSeconds, serverProcesses } from './workload.ts';

export interface Measurement extends LoadResult {
  readonly variant: 'before' | 'after';
  readonly body: string;
  readonly queriesPerRequest: number;
  readonly peakConnections: number;
  /** How often each SQLSTATE ended a request. */
  readonly failures: ReadonlyMap<string, number>;
}

export async function measureVariant(
  variant: Measurement['variant'],
  database: ReportsDatabase,
  signal: AbortSignal,
): Promise<Measurement> {
  const servers = await startReportServers(serverProcesses, variant, database.connectionString);
  try {
    const { body, queriesPerRequest } = await requestOnce(servers, signal);
    const { result: load, peakConnections } = await watchConnections(database, () =>
      sendLoad({ urls: servers.urls, clients, seconds: loadSeconds, answerSeconds, signal }),
    );
    return { variant, ...load, body, queriesPerRequest, peakConnections, failures: await countFailures(servers) };
  } finally {
    await servers.stop();
  }
}

/** Without load, so that no query of the request is cut short. */
async function requestOnce(
  servers: ReportServers,
  signal: AbortSignal,
): Promise<{ body: string; queriesPerRequest: number }> {
  const response = await fetch(servers.urls[0] ?? '', { signal });
  const body = await response.text();
  const reports = await servers.reports();
  return { body, queriesPerRequest: reports.reduce((sum, { queries }) => sum + queries, 0) };
}

async function countFailures(servers: ReportServers): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const { failures } of await servers.reports()) {
    for (const [sqlState, count] of Object.entries(failures)) {
      counts.set(sqlState, (counts.get(sqlState) ?? 0) + count);
    }
  }
  return counts;
}
