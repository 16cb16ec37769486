import ts from 'typescript';

import type { Analysis } from './analysis.ts';
import { memoise } from './analysis.ts';
import { isPromiseCombinator } from './consumption.ts';
import type { Occurrence, Root } from './occurrences.ts';
import { ownSources } from './own-sources.ts';
import { poolLimitOf } from './pool-limit.ts';
import { poolSitesOf } from './pool-site.ts';
import type { Summaries } from './summary.ts';
import { contains } from './syntax.ts';

/** Queries that a list of promises starts at once, each on a connection of the pool. */
export interface ParallelQueries {
  readonly node: ts.CallExpression;
  /** How many of the list's elements query. */
  readonly count: number;
  /** Connections of the pool, if the program has one pool and shows its size. */
  readonly max: number | undefined;
}

/** The lists of promises in a file that start queries on the pool, such as `Promise.all([a(), b()])`. */
export function parallelQueriesOf(
  analysis: Analysis,
  summaries: Summaries,
  file: ts.SourceFile,
): readonly ParallelQueries[] {
  const querying = new Map<ts.CallExpression, Set<ts.Expression>>();
  const roots: Root[] = [file];
  for (let root = roots.pop(); root; root = roots.pop()) {
    const { occurrences, deferred } = summaries.walkOf(root);
    roots.push(...deferred);
    for (const occurrence of occurrences) {
      const place = listAround(occurrence);
      if (!place || !takesConnection(summaries, occurrence)) continue;
      const elements = querying.get(place.call) ?? new Set();
      elements.add(place.element);
      querying.set(place.call, elements);
    }
  }
  const max = sizeOfPool(analysis, analysis.program);
  return [...querying]
    .map(([node, elements]) => ({ node, count: elements.size, max }))
    .sort((a, b) => a.node.getStart() - b.node.getStart());
}

/** The list of promises in which a call stands, and the element that it belongs to. */
function listAround({ node, frames }: Occurrence): { call: ts.CallExpression; element: ts.Expression } | undefined {
  const array = ts.findAncestor(node, (outer) =>
    ts.isFunctionLike(outer) ? 'quit' : ts.isArrayLiteralExpression(outer),
  );
  if (!array || !ts.isArrayLiteralExpression(array) || array.elements.some(ts.isSpreadElement)) return undefined;
  const call = array.parent;
  if (!ts.isCallExpression(call) || call.arguments[0] !== array || !isPromiseCombinator(call.expression))
    return undefined;
  // In a transaction they run one after another; a limiter starts some at a time.
  if (frames.some(({ kind }) => kind !== 'repetition')) return undefined;
  const element = array.elements.find((candidate) => contains(candidate, node));
  return element && { call, element };
}

function takesConnection(summaries: Summaries, occurrence: Occurrence): boolean {
  return summaries
    .effectsAt(occurrence)
    .some(
      ({ connection, query, multiplicity }) => connection === 'pool' && !query.merged && multiplicity !== 'unknown',
    );
}

/** The connections of the one pool that the user's files build. */
const sizeOfPool = memoise<ts.Program, number>((analysis, program) => {
  const sizes = new Set<number | undefined>();
  for (const file of ownSources(program)) {
    for (const site of poolSitesOf(analysis, file)) {
      if (site.fact.pooled !== false && site.fact.limit) sizes.add(poolLimitOf(site)?.max);
    }
  }
  const [only, ...others] = sizes;
  return others.length === 0 ? only : undefined;
});
