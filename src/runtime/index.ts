export type { CircuitState } from './circuit-state.ts';
export type { Clock, Timer } from './clock.ts';
export type { GuardState, LimiterState } from './guard-state.ts';
export type { Logger } from './logger.ts';
export type { PoolCounts } from './monitor/pool-counts.ts';
export type {
  DurationSummary,
  PoolEvents,
  PoolMonitor,
  PoolSnapshot,
  ProbeResult,
  RecentQuery,
} from './monitor/pool-monitor.ts';
export { conservative } from './pool-settings/conservative.ts';
export { definePool, type Pooler, type PoolOptions, type PoolSettings } from './pool-settings/define-pool.ts';
export { knexOptions } from './pool-settings/knex.ts';
export { mariadbOptions } from './pool-settings/mariadb.ts';
export { mikroOrm6Options, mikroOrm7Options } from './pool-settings/mikro-orm.ts';
export { mongodbOptions } from './pool-settings/mongodb.ts';
export { mysql2Options } from './pool-settings/mysql2.ts';
export { pgOptions } from './pool-settings/pg.ts';
export { postgresJsOptions } from './pool-settings/postgres-js.ts';
export { prismaMariadbOptions, prismaPgOptions } from './pool-settings/prisma-adapter.ts';
export { prismaUrl } from './pool-settings/prisma-url.ts';
export { sequelize6Options, sequelize7Options } from './pool-settings/sequelize.ts';
export { typeormOptions } from './pool-settings/typeorm.ts';
