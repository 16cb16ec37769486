import {
  checkChoice,
  checkMilliseconds,
  checkOptionNames,
  checkText,
  checkWholeNumber,
  place,
} from '../option-checks.ts';

/**
 * What stands between the clients and PostgreSQL and lends them its connections, for a `transaction` at a time or for a
 * whole `session`: PgBouncer, RDS Proxy, Supavisor.
 */
export type Pooler = 'transaction' | 'session';

export interface PoolOptions {
  /** The pool's name in logs, metrics and, where the client can say it, `pg_stat_activity.application_name`. */
  readonly name: string;
  /**
   * Connections that one instance opens at most. Default: the instance's share of `serverLimit`. A value that does not
   * fit into `serverLimit` throws.
   */
  readonly max?: number | undefined;
  /**
   * Connections that the server accepts (`max_connections`), or clients that the pooler accepts (`max_client_conn`).
   * Needed where `max` is not given.
   */
  readonly serverLimit?: number | undefined;
  /**
   * Processes that have such a pool, counted at the peak: cluster workers, scaled-out instances, and the old ones beside
   * the new ones during a deployment. Needed with `serverLimit`.
   */
  readonly instances?: number | undefined;
  /**
   * Connections of `serverLimit` that are not for this pool: PostgreSQL's `superuser_reserved_connections`, migrations,
   * consoles, other services. Default: 3, which is what PostgreSQL reserves for superusers.
   */
  readonly reserved?: number | undefined;
  /** How long a query waits for a connection, in milliseconds. Default: 5 000. */
  readonly acquireTimeoutMs?: number | undefined;
  /** How long opening a connection may take, in milliseconds. Default: 5 000, as in Prisma 6. */
  readonly connectTimeoutMs?: number | undefined;
  /**
   * How long the server works on one statement, in milliseconds; `false` leaves it to the server's own setting.
   * Default: 30 000, the time after which the routers of hosting platforms give up on a request.
   */
  readonly statementTimeoutMs?: number | false | undefined;
  /** After how long a connection that nobody uses is closed, in milliseconds. Default: 30 000, as in Knex. */
  readonly idleTimeoutMs?: number | undefined;
  /** After how long a connection is replaced, in milliseconds. Default: 1 800 000 (30 minutes), as in HikariCP. */
  readonly maxLifetimeMs?: number | undefined;
  /** What stands in front of PostgreSQL. Default: nothing. */
  readonly pooler?: Pooler | undefined;
}

/** The settings of a pool, validated and frozen, from which each client's options are made. */
export interface PoolSettings {
  readonly name: string;
  readonly max: number;
  readonly serverLimit: number | undefined;
  readonly instances: number | undefined;
  readonly reserved: number | undefined;
  readonly acquireTimeoutMs: number;
  readonly connectTimeoutMs: number;
  readonly statementTimeoutMs: number | false;
  readonly idleTimeoutMs: number;
  readonly maxLifetimeMs: number;
  readonly pooler: Pooler | undefined;
}

const caller = 'definePool';
const optionNames: readonly (keyof PoolOptions)[] = [
  'name',
  'max',
  'serverLimit',
  'instances',
  'reserved',
  'acquireTimeoutMs',
  'connectTimeoutMs',
  'statementTimeoutMs',
  'idleTimeoutMs',
  'maxLifetimeMs',
  'pooler',
];

/**
 * States how large a pool is and how long anything waits, once, for whichever client: `pgOptions`, `mysql2Options` and
 * their like give it in each client's own names, units and places.
 *
 * @throws TypeError where an option is unknown, missing or of a wrong type.
 * @throws RangeError where a number is not accepted, or where `max` for each of `instances` does not fit into
 * `serverLimit`. Nothing is repaired in silence.
 * @example
 * const pool = definePool({ name: 'reports', serverLimit: 100, reserved: 10, instances: 6 });
 * pool.max; // 15
 */
export function definePool(options: PoolOptions): PoolSettings {
  checkOptionNames(caller, options, optionNames);
  const { statementTimeoutMs = 30_000, pooler } = options;
  const milliseconds = (name: keyof PoolOptions, value: unknown): number => checkMilliseconds(caller, name, value);
  return Object.freeze<PoolSettings>({
    name: checkText(caller, 'name', options.name),
    ...sizeOf(options),
    acquireTimeoutMs: milliseconds('acquireTimeoutMs', options.acquireTimeoutMs ?? 5_000),
    connectTimeoutMs: milliseconds('connectTimeoutMs', options.connectTimeoutMs ?? 5_000),
    statementTimeoutMs: statementTimeoutMs === false ? false : milliseconds('statementTimeoutMs', statementTimeoutMs),
    idleTimeoutMs: milliseconds('idleTimeoutMs', options.idleTimeoutMs ?? 30_000),
    maxLifetimeMs: milliseconds('maxLifetimeMs', options.maxLifetimeMs ?? 1_800_000),
    pooler:
      pooler === undefined ? undefined : checkChoice<Pooler>(caller, 'pooler', pooler, ['transaction', 'session']),
  });
}

type PoolSize = Pick<PoolSettings, 'max' | 'serverLimit' | 'instances' | 'reserved'>;

function sizeOf(options: PoolOptions): PoolSize {
  const given = options.max === undefined ? undefined : checkWholeNumber(caller, 'max', options.max);
  if (options.serverLimit === undefined) {
    for (const name of ['instances', 'reserved'] as const) {
      if (options[name] === undefined) continue;
      throw new TypeError(
        `${place(caller, name, options[name])}: it counts only together with serverLimit. Give both.`,
      );
    }
    if (given === undefined) {
      throw new TypeError(
        `${place(caller, 'max', undefined)}: the size is not known. Give max, or serverLimit and instances.`,
      );
    }
    return { max: given, serverLimit: undefined, instances: undefined, reserved: undefined };
  }
  const serverLimit = checkWholeNumber(caller, 'serverLimit', options.serverLimit);
  if (options.instances === undefined) {
    throw new TypeError(
      `${place(caller, 'serverLimit', serverLimit)}: it must be shared among all processes. Give instances, counted at the peak.`,
    );
  }
  const instances = checkWholeNumber(caller, 'instances', options.instances);
  const reserved = checkWholeNumber(caller, 'reserved', options.reserved ?? 3, { least: 0 });
  const share = Math.floor((serverLimit - reserved) / instances);
  if (share < 1) {
    throw new RangeError(
      `${place(caller, 'instances', instances)}: serverLimit ${String(serverLimit)} less ${String(reserved)} reserved ` +
        `leaves ${String(Math.max(0, serverLimit - reserved))} connections, not one for each instance. ` +
        'Raise serverLimit, run fewer instances, or put a pooler in front and give what it accepts.',
    );
  }
  if (given !== undefined && given > share) {
    throw new RangeError(
      `${place(caller, 'max', given)}: ${String(instances)} instances with ${String(given)} connections each and ` +
        `${String(reserved)} reserved are ${String(instances * given + reserved)}, more than serverLimit ` +
        `${String(serverLimit)}. Accepted here: from 1 to ${String(share)}.`,
    );
  }
  return { max: given ?? share, serverLimit, instances, reserved };
}
