import ts from 'typescript';

import type { Analysis } from './analysis.ts';
import { calleeOfReference } from './callee.ts';
import { chainOf } from './chain.ts';
import { packageOf, resolveAlias } from './declared-in.ts';
import { isGlobal, siteOf } from './external-call.ts';
import { moduleBehind } from './module-behind.ts';
import { isPossibleQuery } from './occurrence-effects.ts';
import { recogniseQuery } from './recognise.ts';
import type { SiteKind } from './summary.ts';
import { accessOf, calleeOf, isCallLike, nameOf, readable, unwrap } from './syntax.ts';
import { isWaitedFor } from './waited-for.ts';

/**
 * Calls of the project that code waits for and of which nothing tells what they run: of a value without a type, of an
 * interface that nothing implements. What a function was given to call is for its callers to know.
 */
export const unknownCalls: SiteKind = {
  siteAt(analysis, { node, reference }) {
    const callee = reference ? unwrap(node) : ts.isCallExpression(node) ? calleeOf(node) : undefined;
    if (!callee || (isPossibleQuery(node) && recogniseQuery(analysis, node))) return undefined;
    return isUnknown(analysis, callee) ? siteOf(node, readable(callee)) : undefined;
  },
  counts: isWaitedFor,
};

function isUnknown(analysis: Analysis, callee: ts.Expression): boolean {
  if (isCallLike(callee) || ts.isFunctionLike(callee)) return false;
  // Methods of lists are most of what is called where nothing has a type.
  if (Object.hasOwn(Array.prototype, nameOf(callee) ?? '') || calleeOfReference(analysis, callee)) return false;
  const symbol = analysis.checker.getSymbolAtLocation(accessOf(callee)?.nameNode ?? callee);
  const declarations = symbol ? (resolveAlias(analysis.checker, symbol).declarations ?? []) : [];
  const isOfPackage = (declaration: ts.Node): boolean =>
    packageOf(declaration) !== undefined || analysis.program.isSourceFileDefaultLibrary(declaration.getSourceFile());
  if (declarations.some(isOfPackage) || isGlobal(analysis, chainOf(callee).root)) return false;
  const module = moduleBehind(analysis, callee);
  return module === undefined || /^([.~#/]|@\/)/.test(module);
}
