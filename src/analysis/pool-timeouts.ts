import type ts from 'typescript';

import type { TimeoutFact, Wait } from '../clients/pool-fact.ts';
import type { Analysis } from './analysis.ts';
import { parameterAt } from './connection-url.ts';
import { type Entry, optionAt, type Stated } from './option-value.ts';
import { poolSitesAndFactoriesOf } from './pool-factory.ts';
import type { PoolSite } from './pool-site.ts';
import { isBesideService } from './service-file.ts';
import type { Summaries } from './summary.ts';

/** A wait that nothing limits. */
export interface EndlessWait {
  readonly waits: readonly Wait[];
  readonly timeout: TimeoutFact;
  /** The option or parameter that states that there is no limit; none where nothing is stated. */
  readonly stated?: ts.Node;
}

/** A pool in a service, and what may wait in it for ever. */
export interface PoolTimeouts {
  readonly site: PoolSite;
  readonly endless: readonly EndlessWait[];
}

/** The pools of a file of a service in which something may wait for ever. */
export function endlessWaitsOf(
  analysis: Analysis,
  _summaries: Summaries,
  file: ts.SourceFile,
): readonly PoolTimeouts[] {
  const sites = poolSitesAndFactoriesOf(analysis, file);
  if (sites.length === 0 || isBesideService(analysis, file)) return [];
  return sites
    .map((site) => ({
      site,
      endless: (site.fact.timeouts ?? []).flatMap((timeout) => endlessWait(site, timeout) ?? []),
    }))
    .filter(({ endless }) => endless.length > 0);
}

function endlessWait(site: PoolSite, timeout: TimeoutFact): EndlessWait | undefined {
  const { waits, orFalse } = timeout;
  if (site.options.kind !== 'object') return undefined;
  if (orFalse !== undefined) {
    const stated = optionAt(site.options, orFalse);
    if (stated === 'unknown' || (typeof stated === 'object' && !isConstant(stated, true))) return undefined;
  }
  const known = statesOf(site, timeout);
  if (known.includes('unknown')) return undefined;
  const stated = known.filter((entry): entry is Entry => typeof entry === 'object');
  const endless = stated.filter((entry) => isEndless(timeout, entry));
  if (endless.length < stated.length) return undefined;
  const [first] = endless;
  if (first) return { waits, timeout, stated: first.node };
  return timeout.otherwise === 'forever' ? { waits, timeout } : undefined;
}

function statesOf(
  { options, url }: PoolSite,
  { options: paths, parameters = [], serverSetting, indirect }: TimeoutFact,
): readonly Stated[] {
  const stated: Stated[] = [
    ...paths.map((path) => optionAt(options, path)),
    // The client has no such parameter: what may stand in an unknown URL only shortens what is waited for.
    ...parameters.map((name) => parameterAt(indirect && url.open ? { ...url, open: false } : url, name)),
  ];
  if (serverSetting === undefined) return stated;
  for (const holder of [optionAt(options, 'options'), parameterAt(url, 'options')]) {
    if (holder === 'unknown') stated.push('unknown');
    else if (typeof holder === 'object') {
      const { value } = holder;
      const isSet = value.kind === 'constant' && String(value.value).includes(serverSetting);
      if (isSet || value.kind !== 'constant') stated.push({ ...holder, value: { kind: 'given' } });
    }
  }
  return stated;
}

function isConstant({ value }: Entry, wanted: unknown): boolean {
  return value.kind === 'constant' && value.value === wanted;
}

function isEndless({ zero = 'forever', disabledBy, otherwise }: TimeoutFact, { value }: Entry): boolean {
  if (value.kind !== 'constant') return false;
  if (disabledBy !== undefined && value.value === disabledBy) return true;
  if (value.value === null) return otherwise === 'forever';
  if (Number(value.value) !== 0 || value.value === '') return false;
  return zero === 'forever' || otherwise === 'forever';
}
