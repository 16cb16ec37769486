import ts from 'typescript';

import { assignedIn, isMemberName } from '../analysis/dependence.ts';
import { variableAt } from '../analysis/references.ts';
import { accessOf, contains } from '../analysis/syntax.ts';
import type { ReadShape, Term } from './read-shape.ts';
import { refuse } from './refusal.ts';
import type { RewriteContext } from './rewrite-context.ts';

/** So many columns may make up a key. */
const columnLimit = 3;

/** The terms of a query that vary between iterations: its key. Refuses where anything else in it varies. */
export function varyingTermsOf(
  context: RewriteContext,
  { query, terms }: Pick<ReadShape, 'query' | 'terms'>,
  { repetition: { node: loop } }: { readonly repetition: { readonly node: ts.Node } },
): readonly Term[] {
  const varying = terms.filter(({ value }) => variesIn(context, { query, loop, assigned: assignedIn(loop) }, value));
  if (varying.length === 0) return refuse('noVaryingKey');
  if (varying.length > columnLimit) return refuse('tooManyKeys');
  requireFixedBeside(
    context,
    query,
    loop,
    varying.flatMap(({ value, repeated = [] }) => [value, ...repeated]),
  );
  return varying;
}

/** Whether a part of a query is not the same in each iteration of a loop. Refuses what an iteration hands on to the next. */
export function variesInLoop(context: RewriteContext, query: ts.Node, loop: ts.Node, part: ts.Node): boolean {
  return variesIn(context, { query, loop, assigned: assignedIn(loop) }, part);
}

interface RepeatedNode {
  readonly query: ts.Node;
  readonly loop: ts.Node;
  /** What the loop assigns. */
  readonly assigned: ReadonlySet<string>;
}

/** Whether a part of a query is not the same in each iteration of a loop. */
function variesIn(context: RewriteContext, { query, loop, assigned }: RepeatedNode, part: ts.Node): boolean {
  const varies = (node: ts.Node): boolean => {
    if (ts.isIdentifier(node) && !isMemberName(node)) {
      const declaration = variableAt(context.analysis, node)?.valueDeclaration;
      const isOfLoop = declaration !== undefined && contains(loop, declaration) && !contains(query, declaration);
      if (!isOfLoop && assigned.has(node.text)) refuse('loopCarried');
      return isOfLoop;
    }
    return ts.forEachChild(node, (child) => varies(child) || undefined) ?? false;
  };
  return varies(part);
}

/** Refuses a query of which anything beside the given parts varies between the iterations of a loop. */
export function requireFixedBeside(
  context: RewriteContext,
  query: ts.Node,
  loop: ts.Node,
  parts: readonly ts.Node[],
): void {
  const assigned = assignedIn(loop);
  const isKey = (node: ts.Node): boolean => parts.includes(node);
  const requireFixed = (node: ts.Node): void => {
    if (isKey(node)) return;
    if (ts.isAwaitExpression(node) || ts.isYieldExpression(node)) refuse('variesElsewhere');
    if (ts.isShorthandPropertyAssignment(node) && isKey(node.name)) return;
    const access = accessOf(node);
    if (access && assigned.has(access.name)) refuse('loopCarried');
    if (ts.isIdentifier(node) && variesIn(context, { query, loop, assigned }, node)) refuse('variesElsewhere');
    ts.forEachChild(node, requireFixed);
  };
  requireFixed(query);
}
