import { parameterAt } from './connection-url.ts';
import { type Entry, optionAt } from './option-value.ts';
import type { PoolSite } from './pool-site.ts';

/** How many connections a pool may open. */
export interface PoolLimit {
  /** The number, as far as the code or the client's default tells. */
  readonly max: number | undefined;
  /** Where the code states it. */
  readonly stated: Entry | undefined;
  /** Whether the code states nothing, so that the default holds. */
  readonly isDefault: boolean;
}

/** The limit of a pool's connections; nothing where the code may state one that cannot be seen. */
export function poolLimitOf({ fact: { limit }, options, url }: PoolSite): PoolLimit | undefined {
  if (!limit) return undefined;
  const known = [
    ...(limit.parameters ?? []).map((name) => parameterAt(url, name)),
    ...limit.options.map((path) => optionAt(options, path)),
  ];
  if (known.includes('unknown')) return undefined;
  const stated = known.find((entry): entry is Entry => typeof entry === 'object');
  const byDefault = typeof limit.otherwise === 'number' ? limit.otherwise : undefined;
  if (!stated) return { max: byDefault, stated: undefined, isDefault: true };
  const max = stated.value.kind === 'constant' ? Number(stated.value.value) : Number.NaN;
  if (max === 0 && limit.zeroIsDefault) return { max: byDefault, stated, isDefault: true };
  return { max: Number.isInteger(max) && max > 0 ? max : undefined, stated, isDefault: false };
}
