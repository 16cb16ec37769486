import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';

import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../../../scripts/embedded-postgres.ts';
import { forkTypeScript } from '../../../../scripts/fork-typescript.ts';
import { definePool, pgOptions, postgresJsOptions } from '../../../../src/runtime/index.ts';
import { clientPackage } from '../client-package.ts';
import { postgresClients } from '../pools/postgres-clients.ts';
import type { Scenario, ScenarioOutcome } from './loaded-process.ts';
import { findPgBouncer, type PgBouncer, startPgBouncer } from './pgbouncer.ts';

interface PostgresTag {
  (strings: TemplateStringsArray, ...values: readonly unknown[]): Promise<unknown>;
  end(options: { timeout: number }): Promise<void>;
}

const guide = readFileSync(new URL('../../../../docs/guides/scaling.md', import.meta.url), 'utf8');
const program = findPgBouncer();

const instances = 10;

/** The block of the guide, which users copy. */
function configurationOfGuide(): string {
  const [, configuration] = /^```ini\n(; \/etc\/pgbouncer\/pgbouncer\.ini\n[^]*?)^```$/m.exec(guide) ?? [];
  if (configuration === undefined) throw new Error('The guide has no configuration of PgBouncer.');
  return configuration;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

describe.skipIf(program === undefined)('behind PgBouncer in transaction mode, as the guide configures it', () => {
  let server: EmbeddedPostgres;
  let superuser: pg.Client;
  let pgBouncer: PgBouncer;
  let direct: string;
  let pooled: string;

  beforeAll(async () => {
    server = await startEmbeddedPostgres({ max_connections: 20 });
    direct = await server.createDatabase('app');
    superuser = new pg.Client(server.superuserConnectionString);
    await superuser.connect();
    const { hostname, port, username, password } = new URL(direct);
    for (const [, statement = ''] of guide.matchAll(/^(ALTER ROLE app .*;)$/gm)) {
      await superuser.query(statement.replace('ROLE app', `ROLE ${username}`));
    }
    const listenPort = await freePort();
    pgBouncer = await startPgBouncer(
      program ?? '',
      configurationOfGuide(),
      {
        app: `host=${hostname} port=${port} dbname=app`,
        listen_addr: '127.0.0.1',
        listen_port: String(listenPort),
      },
      `"${username}" "${password}"\n`,
    );
    const url = new URL(direct);
    url.port = String(listenPort);
    pooled = url.href;
  }, 60_000);

  afterAll(async () => {
    await pgBouncer.stop();
    await superuser.end();
    await server.stop();
  });

  async function connectionsOfApplication(): Promise<number> {
    const { rows } = await superuser.query<{ count: number }>(
      "SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = 'app' AND backend_type = 'client backend'",
    );
    return rows[0]?.count ?? 0;
  }

  it('serves ten processes that the server alone cannot serve, without a failure', { timeout: 180_000 }, async () => {
    const module = new URL('./loaded-process.ts', import.meta.url);
    const processes = Array.from({ length: instances }, () =>
      forkTypeScript(module, [], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] }),
    );
    try {
      await Promise.all(processes.map((process) => once(process, 'message')));
      const run = async (scenario: Scenario): Promise<{ outcomes: ScenarioOutcome[]; peak: number }> => {
        let peak = 0;
        const watch = setInterval(() => {
          void connectionsOfApplication().then((count) => {
            peak = Math.max(peak, count);
          });
        }, 20);
        const outcomes = processes.map(async (process) => {
          process.send(scenario);
          const [outcome] = (await once(process, 'message')) as [ScenarioOutcome];
          return outcome;
        });
        return {
          outcomes: await Promise.all(outcomes).finally(() => {
            clearInterval(watch);
          }),
          peak,
        };
      };

      const alone = await run({ connectionString: direct, pooler: undefined });
      // Only the first few can have the connections that they want.
      expect(alone.outcomes.filter(({ failures }) => failures.length > 0).length).toBeGreaterThan(instances / 2);
      expect(new Set(alone.outcomes.flatMap(({ failures }) => failures))).toEqual(new Set(['53300']));

      const behind = await run({ connectionString: pooled, pooler: 'transaction' });
      expect(behind.outcomes).toEqual(Array.from({ length: instances }, () => ({ served: 15, failures: [] })));
      expect(behind.peak).toBeLessThanOrEqual(15);
      expect(behind.peak).toBeGreaterThan(5);
    } finally {
      for (const process of processes) process.kill();
    }
  });

  it('refuses a client that sets the limit of statements itself', async () => {
    const settings = definePool({ name: 'web', max: 1 });
    const pool = new pg.Pool({ connectionString: pooled, ...pgOptions(settings) });
    await expect(pool.query('SELECT 1')).rejects.toThrow('unsupported startup parameter: statement_timeout');
    await pool.end();
  });

  it('does not answer the prepared statements of Postgres.js, which the settings therefore switch off', async () => {
    const postgres = clientPackage<(url: string, options: object) => PostgresTag>('drivers', 'postgres');
    const options = postgresJsOptions(definePool({ name: 'web', max: 5, pooler: 'transaction' }));
    const queriesOf = (sql: PostgresTag): Promise<unknown>[] =>
      Array.from({ length: 60 }, (_, index) => sql`SELECT ${index}::int AS number, pg_sleep(0.002)`);

    const sql = postgres(pooled, options);
    expect(await Promise.all(queriesOf(sql))).toHaveLength(60);
    await sql.end({ timeout: 5 });

    const preparing = postgres(pooled, { ...options, prepare: true });
    const answers = Promise.allSettled(queriesOf(preparing));
    // It ends what has no answer by then.
    await preparing.end({ timeout: 3 });
    expect((await answers).filter(({ status }) => status === 'rejected')).not.toEqual([]);
  });

  describe.each(postgresClients)('$name', ({ open }) => {
    it('connects, runs queries side by side and has the limit of its role', async () => {
      const { query, close } = await open(pooled, definePool({ name: 'web', max: 3, pooler: 'transaction' }));
      try {
        const answers = await Promise.all(
          Array.from({ length: 30 }, (_, index) =>
            query(`SELECT ${String(index % 3)} AS number, pg_sleep(0.01)::text`),
          ),
        );
        expect(answers.map(([row]) => row?.['number'])).toEqual(Array.from({ length: 30 }, (_, index) => index % 3));
        expect(await query('SHOW statement_timeout')).toEqual([{ statement_timeout: '10s' }]);
      } finally {
        await close();
      }
    });
  });
});
