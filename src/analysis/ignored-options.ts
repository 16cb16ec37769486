import type ts from 'typescript';

import type { IgnoredFact, PoolFact } from '../clients/pool-fact.ts';
import type { Analysis } from './analysis.ts';
import { parameterAt } from './connection-url.ts';
import { type Entries, type Entry, optionAt, type OptionValue } from './option-value.ts';
import { type PoolSite, poolSitesOf } from './pool-site.ts';
import type { Summaries } from './summary.ts';

/** An option or a parameter of the URL that does not do what it says. */
export interface IgnoredOption {
  readonly site: PoolSite;
  /** The property, or what holds the URL. */
  readonly node: ts.Node;
  readonly kind: 'option' | 'parameter';
  /** Its path or name. */
  readonly name: string;
  readonly problem:
    /** Nothing reads it. */
    | { readonly kind: 'ignored'; readonly fact: IgnoredFact }
    /** Zero stands for the default. */
    | { readonly kind: 'zero'; readonly otherwise: number | string }
    /** The number is of another unit, as far as its size tells. */
    | { readonly kind: 'unit'; readonly value: number; readonly unit: 'ms' | 's' };
  readonly value: OptionValue;
}

/** The options of a file's pools that their clients ignore or misread, in the order of their positions. */
export function ignoredOptionsOf(
  analysis: Analysis,
  _summaries: Summaries,
  file: ts.SourceFile,
): readonly IgnoredOption[] {
  const found = poolSitesOf(analysis, file).flatMap((site) => [...inOptions(site), ...inUrl(site)]);
  const positionOf = ({ node, site }: IgnoredOption): number =>
    (node.getSourceFile() === file ? node : site.node).getStart();
  return found.sort((a, b) => positionOf(a) - positionOf(b));
}

function inOptions(site: PoolSite): readonly IgnoredOption[] {
  const { fact, options } = site;
  if (options.kind !== 'object') return [];
  return [...flattened(options.entries)].flatMap(([name, { node, value }]) => {
    const problem = problemOf(fact, 'option', name, value);
    if (problem?.kind === 'ignored' && mayHaveEffect(site, problem.fact)) return [];
    return problem ? [{ site, node, kind: 'option' as const, name, problem, value }] : [];
  });
}

/** Whether the option may be stated with which another one has an effect. */
function mayHaveEffect({ options, url }: PoolSite, { without }: IgnoredFact): boolean {
  if (without === undefined) return false;
  const parameter = without.slice(without.lastIndexOf('.') + 1);
  return optionAt(options, without) !== 'missing' || parameterAt(url, parameter) !== 'missing';
}

function inUrl(site: PoolSite): readonly IgnoredOption[] {
  return [...site.url.parameters].flatMap(([name, { node, value }]) => {
    const problem = problemOf(site.fact, 'parameter', name, value);
    return problem ? [{ site, node, kind: 'parameter' as const, name, problem, value }] : [];
  });
}

/** Options with those inside them, by their paths. */
function* flattened(entries: Entries, above = ''): Generator<readonly [string, Entry]> {
  for (const [name, entry] of entries) {
    const path = `${above}${name}`;
    yield [path, entry];
    if (entry.value.kind === 'object') yield* flattened(entry.value.entries, `${path}.`);
  }
}

function problemOf(
  fact: PoolFact,
  kind: IgnoredOption['kind'],
  name: string,
  value: OptionValue,
): IgnoredOption['problem'] | undefined {
  // What is set to nothing is none.
  if (value.kind === 'constant' && value.value === undefined) return undefined;
  const ignored = (kind === 'option' ? fact.ignored : fact.ignoredParameters) ?? {};
  const own = Object.hasOwn(ignored, name) ? ignored[name] : undefined;
  if (own) return { kind: 'ignored', fact: own };
  const known = knownNames(fact, kind);
  if (!known.has(name)) {
    const meant = [...known].find((other) => canonical(other) === canonical(name));
    if (meant !== undefined)
      return { kind: 'ignored', fact: kind === 'option' ? { instead: meant } : { insteadParameter: meant } };
  }
  if (value.kind !== 'constant') return undefined;
  const { limit } = fact;
  const number =
    typeof value.value === 'boolean' || value.value === null || value.value === '' ? NaN : Number(value.value);
  const isLimit = (kind === 'option' ? limit?.options : limit?.parameters)?.includes(name) ?? false;
  if (isLimit && limit?.zeroIsDefault && number === 0) return { kind: 'zero', otherwise: limit.otherwise };
  const unit = (kind === 'option' ? fact.units : fact.parameterUnits)?.[name];
  if (unit === 'ms' && number > 1 && number < leastMilliseconds) return { kind: 'unit', value: number, unit };
  if (unit === 's' && number >= mostSeconds) return { kind: 'unit', value: number, unit };
  return undefined;
}

/** A time-out below this is hardly meant: a round trip alone may take as long. */
const leastMilliseconds = 100;
/** Nearly three hours. */
const mostSeconds = 10_000;

/** Options that are written alike are one: `statementTimeout` for `statement_timeout`. */
function canonical(path: string): string {
  return path.replaceAll('_', '').toLowerCase();
}

function knownNames(fact: PoolFact, kind: IgnoredOption['kind']): ReadonlySet<string> {
  const timeouts = fact.timeouts ?? [];
  if (kind === 'parameter') {
    return new Set([
      ...timeouts.flatMap(({ parameters = [] }) => parameters),
      ...(fact.limit?.parameters ?? []),
      ...Object.keys(fact.parameterUnits ?? {}),
      ...(fact.urlOutside === true ? (fact.others ?? []) : []),
    ]);
  }
  return new Set([
    ...timeouts.flatMap(({ options }) => options),
    ...(fact.limit?.options ?? []),
    ...Object.keys(fact.units ?? {}),
    ...(fact.others ?? []),
  ]);
}
