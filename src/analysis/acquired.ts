import ts from 'typescript';

import { type Acquisition, acquisitionAt } from './acquisition.ts';
import { memoise } from './analysis.ts';
import { Lifetime } from './lifetime.ts';
import { nodesOf } from './nodes-of-file.ts';
import { type Paths, pathsOf } from './release-paths.ts';
import { nameOf } from './syntax.ts';

/** Something that a function acquires, with what becomes of it where it has a name. */
export interface Acquired {
  readonly acquisition: Acquisition;
  readonly lifetime: Lifetime;
  /** Followed when it is first asked. */
  readonly paths: () => Paths;
}

/** What the functions of a file acquire, in the order of their positions. */
export const acquiredIn = memoise<ts.SourceFile, readonly Acquired[]>((analysis, file) => {
  const { acquisitions } = analysis.catalogue;
  const found: Acquired[] = [];
  if (acquisitions.size === 0) return found;
  for (const node of nodesOf(file).calls) {
    if (!ts.isCallExpression(node) || !acquisitions.has(nameOf(node.expression) ?? '')) continue;
    const acquisition = acquisitionAt(analysis, node);
    if (!acquisition) continue;
    const lifetime = new Lifetime(analysis, acquisition);
    let paths: Paths | undefined;
    found.push({ acquisition, lifetime, paths: () => (paths ??= pathsOf(analysis, lifetime)) });
  }
  return found;
});
