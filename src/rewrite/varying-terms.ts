import ts from 'typescript';

import { assignedIn, isMemberName } from '../analysis/dependence.ts';
import { variableAt } from '../analysis/references.ts';
import { accessOf, contains } from '../analysis/syntax.ts';
import type { Iteration } from './iteration.ts';
import type { ReadShape, Term } from './read-shape.ts';
import { refuse } from './refusal.ts';
import type { RewriteContext } from './rewrite-context.ts';

/** So many columns may make up a key. */
const columnLimit = 3;

/** The terms of a query that vary between iterations: its key. Refuses where anything else in it varies. */
export function varyingTermsOf(
  context: RewriteContext,
  { query, terms }: Pick<ReadShape, 'query' | 'terms'>,
  { repetition: { node: loop } }: Iteration,
): readonly Term[] {
  const assigned = assignedIn(loop);
  const varies = (node: ts.Node): boolean => {
    if (ts.isIdentifier(node) && !isMemberName(node)) {
      const declaration = variableAt(context.analysis, node)?.valueDeclaration;
      const isOfLoop = declaration !== undefined && contains(loop, declaration) && !contains(query, declaration);
      if (!isOfLoop && assigned.has(node.text)) refuse('loopCarried');
      return isOfLoop;
    }
    return ts.forEachChild(node, (child) => varies(child) || undefined) ?? false;
  };
  const varying = terms.filter(({ value }) => varies(value));
  if (varying.length === 0) return refuse('noVaryingKey');
  if (varying.length > columnLimit) return refuse('tooManyKeys');
  const isKey = (node: ts.Node): boolean => varying.some(({ value }) => value === node);
  const requireFixed = (node: ts.Node): void => {
    if (isKey(node)) return;
    if (ts.isAwaitExpression(node) || ts.isYieldExpression(node)) refuse('variesElsewhere');
    if (ts.isShorthandPropertyAssignment(node) && isKey(node.name)) return;
    const access = accessOf(node);
    if (access && assigned.has(access.name)) refuse('loopCarried');
    if (ts.isIdentifier(node) && varies(node)) refuse('variesElsewhere');
    ts.forEachChild(node, requireFixed);
  };
  requireFixed(query);
  return varying;
}
