import ts from 'typescript';

import type { Analysis } from './analysis.ts';
import { isPromiseCombinator } from './consumption.ts';
import { referencesOf } from './references.ts';
import { accessOf, unwrap } from './syntax.ts';

/** Whether a promise is given to a function, which may wait for it: `waitUntil(Promise.all(…))`. */
export function isHandedOver(analysis: Analysis, promise: ts.Expression, depth = 0): boolean {
  for (let child: ts.Node = promise, outer = promise.parent; ; child = outer, outer = outer.parent) {
    if (ts.isVariableDeclaration(outer)) return depth < 4 && isNameHandedOver(analysis, outer.name, depth + 1);
    if (ts.isStatement(outer) || ts.isSourceFile(outer) || ts.isFunctionLike(outer)) return false;
    if (!ts.isCallExpression(outer) || outer.expression === child) continue;
    const callee = unwrap(outer.expression);
    if (!isPromiseCombinator(callee) && !['push', 'unshift'].includes(accessOf(callee)?.name ?? '')) return true;
  }
}

/** The same for what a variable holds. */
function isNameHandedOver(analysis: Analysis, name: ts.BindingName, depth: number): boolean {
  const symbol = ts.isIdentifier(name) ? analysis.checker.getSymbolAtLocation(name) : undefined;
  const references = symbol ? (referencesOf(analysis, symbol) ?? []) : [];
  return references.some((reference) => isHandedOver(analysis, reference, depth));
}
