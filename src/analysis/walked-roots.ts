import type ts from 'typescript';

import type { Root, Walk } from './occurrences.ts';
import type { Summaries } from './summary.ts';

/** The walks of a file and of all functions in it that run at another time. */
export function* rootsOf(summaries: Summaries, file: ts.SourceFile): Generator<Walk & { readonly root: Root }> {
  const roots: Root[] = [file];
  for (let root = roots.pop(); root; root = roots.pop()) {
    const walked = summaries.walkOf(root);
    roots.push(...walked.deferred);
    yield { ...walked, root };
  }
}
