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
