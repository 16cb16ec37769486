import type ts from 'typescript';

import { type Analysis, memoise } from './analysis.ts';
import type { Effect } from './effect.ts';
import { type EntryPoint, entryPointsOf } from './entry-point.ts';
import { isErrorHandled } from './handled-error.ts';
import { ownQueryOf } from './named-function.ts';
import { isPossibleQuery } from './occurrence-effects.ts';
import type { Occurrence } from './occurrences.ts';
import { ownSources } from './own-sources.ts';
import type { QuerySite } from './query-site.ts';
import { recogniseQuery } from './recognise.ts';
import type { SiteKind, Summaries } from './summary.ts';
import { calleeOf, isCallLike } from './syntax.ts';
import { isWaitedFor } from './waited-for.ts';

/** An entry point whose queries may fail without anything that answers for it. */
export interface UnhandledEntry {
  readonly entry: EntryPoint;
  /** The call with the first of them. */
  readonly node: ts.Node;
  /** The queries, the one to name first. */
  readonly effects: readonly [Effect, ...Effect[]];
}

/** Queries whose errors leave the function that they stand in. */
const unhandledQueries: SiteKind = {
  siteAt(analysis, occurrence) {
    const query = queryAt(analysis, occurrence);
    // What is inside the process has no connection that could fail.
    return query && !query.vague && query.connection !== 'none' && !query.synchronous
      ? { ...query, lazy: false }
      : undefined;
  },
  counts: (analysis, occurrence) => isWaitedFor(analysis, occurrence) && !isErrorHandled(analysis, occurrence),
};

function queryAt(analysis: Analysis, { node, reference }: Occurrence): QuerySite | undefined {
  if (reference) return undefined;
  const own = isCallLike(node) ? ownQueryOf(analysis, calleeOf(node)) : undefined;
  return own ? { ...own, node } : isPossibleQuery(node) ? recogniseQuery(analysis, node) : undefined;
}

/** The entry points of a file whose queries nothing answers for when they fail, in the order of their positions. */
export function unhandledEntriesOf(
  analysis: Analysis,
  summaries: Summaries,
  file: ts.SourceFile,
): readonly UnhandledEntry[] {
  const unhandled = summaries.of(unhandledQueries);
  return entryPointsOf(analysis, file)
    .flatMap((entry) => {
      if (outlivesRejections(entry) && handlesRejections(analysis, analysis.program)) return [];
      const found = unhandled
        .walkOf(entry.handler)
        .occurrences.map((occurrence) => ({ node: occurrence.node, effects: unhandled.effectsAt(occurrence) }))
        .filter(({ effects }) => effects.length > 0)
        .sort((a, b) => a.node.getStart() - b.node.getStart());
      const [first, ...others] = found.flatMap(({ effects }) => effects);
      return first && found[0] ? [{ entry, node: found[0].node, effects: [first, ...others] as const }] : [];
    })
    .sort((a, b) => a.node.getStart() - b.node.getStart());
}

/** Where nobody waits for an answer, a handler of the whole process may be what is meant. */
function outlivesRejections({ kind }: EntryPoint): boolean {
  return kind === 'timer' || kind === 'event' || kind === 'queue';
}

const handlesRejections = memoise<ts.Program, boolean>((_analysis, program) =>
  ownSources(program).some(({ text }) => text.includes('unhandledRejection')),
);
