import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { ReportsDatabase } from './reports-database.ts';

const sampleMilliseconds = 20;

/** Samples how many connections are open to the database; returns the peak when told to stop. */
export async function watchConnections(database: ReportsDatabase): Promise<() => Promise<number>> {
  const client = new pg.Client({ connectionString: database.superuserConnectionString });
  await client.connect();
  let peak = 0;
  let watching = true;

  async function sample(): Promise<void> {
    while (watching) {
      const { rows } = await client.query<{ connections: number }>(
        'SELECT count(*)::int AS connections FROM pg_stat_activity WHERE datname = $1',
        [database.name],
      );
      peak = Math.max(peak, rows[0]?.connections ?? 0);
      await sleep(sampleMilliseconds);
    }
  }

  const sampling = sample().finally(() => client.end());
  return async () => {
    watching = false;
    await sampling;
    return peak;
  };
}
