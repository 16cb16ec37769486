import type { PoolSettings } from './define-pool.ts';
import { startupParameters } from './startup-parameters.ts';
import { wholeSeconds } from './whole-seconds.ts';

const caller = 'prismaUrl';

/**
 * The URL of a database with the pool's settings as parameters, for Prisma 6 and earlier with its Rust engine, on
 * PostgreSQL and MySQL: `new PrismaClient({ datasourceUrl: prismaUrl(pool, url) })`. What the URL already says of a
 * setting is replaced. Prisma 7 takes `prismaPgOptions` or `prismaMariadbOptions`: it ignores these parameters.
 *
 * A limit for statements is sent in `options`, because Prisma ignores a parameter `statement_timeout`. Not expressed:
 * `statementTimeoutMs` on MySQL and behind a pooler. In transaction mode, `pgbouncer=true` makes Prisma do without named
 * prepared statements.
 *
 * @throws TypeError where the URL cannot be read or is not one of PostgreSQL or MySQL. The message has no part of it.
 * @throws RangeError where a time is not in whole seconds, as these parameters are.
 */
export function prismaUrl(pool: PoolSettings, url: string): string {
  const parsed = parse(url);
  const parameters = parsed.searchParams;
  parameters.set('connection_limit', String(pool.max));
  parameters.set('pool_timeout', String(wholeSeconds(caller, 'acquireTimeoutMs', pool)));
  parameters.set('connect_timeout', String(wholeSeconds(caller, 'connectTimeoutMs', pool)));
  parameters.set('max_idle_connection_lifetime', String(wholeSeconds(caller, 'idleTimeoutMs', pool)));
  parameters.set('max_connection_lifetime', String(wholeSeconds(caller, 'maxLifetimeMs', pool)));
  if (parsed.protocol !== 'mysql:') setForPostgres(parameters, pool);
  // A space as `+` is not understood by all readers of such URLs.
  parsed.search = parameters.toString().replaceAll('+', '%20');
  return parsed.href;
}

function setForPostgres(parameters: URLSearchParams, pool: PoolSettings): void {
  const { application_name, statement_timeout } = startupParameters(pool);
  parameters.set('application_name', application_name);
  if (statement_timeout !== undefined) {
    const others = parameters.get('options');
    const limit = `-c statement_timeout=${String(statement_timeout)}`;
    parameters.set('options', others === null ? limit : `${others} ${limit}`);
  }
  if (pool.pooler === 'transaction') parameters.set('pgbouncer', 'true');
}

function parse(url: string): URL {
  const accepted = 'Accepted: a URL that begins with postgresql:, postgres: or mysql:.';
  if (!URL.canParse(url)) throw new TypeError(`${caller}: the URL of the database cannot be read. ${accepted}`);
  const parsed = new URL(url);
  if (['postgresql:', 'postgres:', 'mysql:'].includes(parsed.protocol)) return parsed;
  throw new TypeError(`${caller}: the URL of the database begins with ${parsed.protocol}. ${accepted}`);
}
