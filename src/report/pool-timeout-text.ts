import { poolLimitOf } from '../analysis/pool-limit.ts';
import type { PoolSite } from '../analysis/pool-site.ts';
import type { EndlessWait } from '../analysis/pool-timeouts.ts';

/** The parts of a message about a wait without limit. */
export interface PoolTimeoutText extends Record<string, string> {
  /** `` `new Pool()` `` */
  readonly pool: string;
  /** `` `connectionTimeoutMillis` ``, with its value where it is stated. */
  readonly option: string;
  readonly unit: string;
  /** What happens at run time, as a clause. */
  readonly consequence: string;
}

const units = { ms: 'milliseconds', s: 'seconds', queries: 'queries' } as const;

export function poolTimeoutText(site: PoolSite, { waits, timeout, stated }: EndlessWait): PoolTimeoutText {
  const [option] = timeout.options;
  const [parameter = ''] = timeout.parameters ?? [];
  const text = stated?.getText().replaceAll(/\s+/g, ' ');
  const inUrl = parameter === '' ? undefined : new RegExp(`[?&](${parameter}=[^&'"\`]*)`).exec(text ?? '')?.[1];
  const written = inUrl ?? text;
  return {
    pool: `\`${site.name}\``,
    option: `\`${written !== undefined && written.length <= 60 ? written : (option ?? parameter)}\``,
    place: option === undefined ? ' in its URL' : '',
    unit: units[timeout.unit],
    consequence: consequenceOf(site, waits, timeout.statement ?? 'statement'),
  };
}

function consequenceOf(site: PoolSite, waits: EndlessWait['waits'], statement: string): string {
  const max = poolLimitOf(site)?.max;
  const busy =
    max === 1 ? 'the one connection is busy' : `all ${max === undefined ? '' : `${String(max)} `}connections are busy`;
  if (waits.includes('acquire')) {
    const opening = waits.includes('connect')
      ? ', and so does opening a connection while the server does not answer'
      : '';
    return `when ${busy}, a query waits for ever${opening}`;
  }
  return waits.includes('connect')
    ? 'when the server does not answer, opening a connection waits for ever'
    : `${/^[aeiou]/.test(statement) ? 'an' : 'a'} ${statement} that hangs keeps its connection for ever`;
}

/** The limit to write where a pool's settings are stated anew: the one that holds now. */
export function maxOf(site: PoolSite): number {
  return poolLimitOf(site)?.max ?? 10;
}

/** What a client opens, as a message says it: `up to 10 connections`. */
export function connectionsOf(site: PoolSite): string {
  if (site.fact.pooled === false) return 'a connection';
  const max = poolLimitOf(site)?.max;
  if (max === 1) return 'a connection';
  return max === undefined ? 'connections' : `up to ${String(max)} connections`;
}

/** A number as it is written in code: `30_000`. */
export function written(value: number): string {
  return String(value).replaceAll(/\B(?=(\d{3})+$)/g, value >= 10_000 ? '_' : '');
}
