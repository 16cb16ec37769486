/** One of the processes of a scaled-out application: it serves requests that fan out, on whichever server it is told. */
import pg from 'pg';

import { definePool, pgOptions } from '../../../../src/runtime/index.ts';

export interface Scenario {
  readonly connectionString: string;
  readonly pooler: 'transaction' | undefined;
}

export interface ScenarioOutcome {
  readonly served: number;
  /** SQLSTATE, or the message where there is none, of each query that failed. */
  readonly failures: readonly string[];
}

const requests = 15;
const queriesAtOnce = 20;

async function run({ connectionString, pooler }: Scenario): Promise<ScenarioOutcome> {
  const settings = definePool({ name: 'scaled', max: 10, acquireTimeoutMs: 30_000, pooler });
  const pool = new pg.Pool({ connectionString, ...pgOptions(settings) });
  pool.on('error', () => undefined);
  const failures: string[] = [];
  let served = 0;
  for (let request = 0; request < requests; request += 1) {
    const queries = Array.from({ length: queriesAtOnce }, (_, index) =>
      pool.query('SELECT $1::int, pg_sleep(0.005)', [index]),
    );
    const answers = await Promise.allSettled(queries);
    const failed = answers.filter((answer) => answer.status === 'rejected');
    if (failed.length === 0) served += 1;
    for (const { reason } of failed) {
      const { code, message } = reason as { code?: string; message: string };
      failures.push(code ?? message);
    }
  }
  await pool.end();
  return { served, failures };
}

process.on('message', (scenario: Scenario) => {
  void run(scenario).then((outcome) => process.send?.(outcome));
});
process.send?.('ready');
