import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

import type { ReportsDatabase } from './reports-database.ts';

const sampleMilliseconds = 20;

/** Samples how many connections are open to the database while the work runs. */
export async function watchConnections<Result>(
  database: ReportsDatabase,
  work: () => Promise<Result>,
): Promise<{ result: Result; peakConnections: number }> {
  const client = new pg.Client({ connectionString: database.superuserConnectionString });
  await client.connect();
  let peakConnections = 0;
  let working = true;

  async function sample(): Promise<void> {
    while (working) {
      const { rows } = await client.query<{ connections: number }>(
        'SELECT count(*)::int AS connections FROM pg_stat_activity WHERE datname = $1',
        [database.name],
      );
      peakConnections = Math.max(peakConnections, rows[0]?.connections ?? 0);
      await sleep(sampleMilliseconds);
    }
  }

  try {
    const [result] = await Promise.all([
      work().finally(() => {
        working = false;
      }),
      sample(),
    ]);
    return { result, peakConnections };
  } finally {
    await client.end();
  }
}
