export { CircuitBreaker, type CircuitEvents, type Passage } from './circuit-breaker.ts';
export type { CircuitBreakerOptions } from './circuit-breaker-options.ts';
export type { CircuitState } from './circuit-state.ts';
export { classifyDatabaseError } from './classify-database-error.ts';
export type { Clock, Timer } from './clock.ts';
export type { DatabaseErrorClass, DatabaseErrorKind } from './database-error.ts';
export { DatabaseUnavailableError, type UnavailableReason } from './database-unavailable-error.ts';
export { guard, type Guard, type GuardOptions, type GuardRunOptions, type GuardedPool } from './guard.ts';
export type { GuardState, LimiterState } from './guard-state.ts';
export type { GuardedCall } from './guarded-run.ts';
export { Limiter, type LimiterOptions } from './limiter.ts';
export { Retry, type RetryOptions, type RetryRunOptions } from './retry.ts';
export type { Verdict } from './verdict.ts';
export { databaseHealth, type HealthHandler, type HealthOptions } from './health/database-health.ts';
export type { HealthReport, HealthStatus, HealthSummary } from './health/health-report.ts';
export { nodeHandler, type NodeHandler, type NodeRequest, type NodeResponse } from './health/node-handler.ts';
export type { Logger } from './logger.ts';
export type { Meter } from './monitor/metrics.ts';
export { monitorPool, type MonitorOptions } from './monitor/monitor-pool.ts';
export { monitorPrisma, type PrismaMonitor, type PrismaMonitorOptions } from './monitor/monitor-prisma.ts';
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
export { drain, type Closer, type DrainOptions, type DrainOutcome, type DrainReport } from './drain/drain.ts';
export { drainOnSignal, type DrainOnSignalOptions } from './drain/drain-on-signal.ts';
export { singleton } from './singleton.ts';
export { prismaGuard, type PrismaGuardExtension } from './prisma-guard.ts';
