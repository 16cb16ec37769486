import type { PoolSite } from '../analysis/pool-site.ts';

/** The option that limits a pool: how to call it, and its path where it is no parameter of the URL. */
export function limitOptionOf({ fact: { limit } }: PoolSite): { readonly option: string; readonly path?: string } {
  // The name that a client has had for longer stands first; the last one wins where there are two.
  const path = limit?.options.at(-1);
  return path === undefined ? { option: limit?.parameters?.[0] ?? '' } : { option: path, path };
}
