import type ts from 'typescript';

import type { Analysis } from './analysis.ts';
import { type PoolLimit, poolLimitOf } from './pool-limit.ts';
import { poolSitesAndFactoriesOf } from './pool-factory.ts';
import type { PoolSite } from './pool-site.ts';
import { isBesideService } from './service-file.ts';
import type { Summaries } from './summary.ts';

/** A pool of a service, and how many connections it may open. */
export interface PoolSize {
  readonly site: PoolSite;
  readonly limit: PoolLimit;
}

/** The pools of a file of a service, where the code shows how many connections they may open. */
export function poolSizesOf(analysis: Analysis, _summaries: Summaries, file: ts.SourceFile): readonly PoolSize[] {
  const sites = poolSitesAndFactoriesOf(analysis, file).filter(({ fact: { pooled = true } }) => pooled);
  if (sites.length === 0 || isBesideService(analysis, file)) return [];
  return sites.flatMap((site) => {
    const limit = site.options.kind === 'object' ? poolLimitOf(site) : undefined;
    return limit ? [{ site, limit }] : [];
  });
}
