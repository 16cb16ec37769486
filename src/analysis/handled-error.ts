import ts from 'typescript';

import type { Analysis } from './analysis.ts';
import { calleeOfCall } from './callee.ts';
import { isContinuation } from './chain.ts';
import { isPromiseCombinator } from './consumption.ts';
import { packageOf } from './declared-in.ts';
import type { Occurrence } from './occurrences.ts';
import { accessOf, hasBody, nameOf, someDescendant, unwrap } from './syntax.ts';
import { runsInTransaction } from './transaction-call.ts';

const iterating = new Set(['map', 'flatMap', 'forEach', 'filter', 'find', 'some', 'every', 'reduce', 'push', 'from']);

/** Whether something in the function around a node catches what it throws or rejects with. */
export function isErrorHandled(analysis: Analysis, { node, root }: Occurrence): boolean {
  // A promise leaves a `try` unless it is awaited in it.
  let isPromise = true;
  let isReturned = false;
  for (let child: ts.Node = node, outer = node.parent; !ts.isSourceFile(outer); child = outer, outer = outer.parent) {
    if (ts.isAwaitExpression(outer)) isPromise = false;
    else if (ts.isReturnStatement(outer)) isReturned = isPromise;
    else if (ts.isTryStatement(outer)) {
      if (outer.tryBlock === child && answersErrors(outer) && !isReturned) return true;
    } else if (isPromise && isCaughtBy(analysis, outer, child)) return true;
    if (outer === root) return false;
    if (!hasBody(outer)) continue;
    // A callback that runs in place rejects into what calls it.
    isPromise = true;
    isReturned = false;
  }
  return false;
}

/** Whether a `catch` does something else with an error than to throw it on. */
function answersErrors({ catchClause }: ts.TryStatement): boolean {
  if (!catchClause) return false;
  const last = catchClause.block.statements.at(-1);
  const leavesEarlier = someDescendant(catchClause.block, ts.isReturnStatement);
  return !last || !ts.isThrowStatement(last) || leavesEarlier;
}

/** Whether a promise, or a function that gives one, is handed to what catches its error. */
function isCaughtBy(analysis: Analysis, outer: ts.Node, child: ts.Node): boolean {
  const access = accessOf(outer);
  if (access && unwrap(access.object) === unwrap(child as ts.Expression)) {
    const call = outer.parent;
    if (!ts.isCallExpression(call) || call.expression !== outer) return false;
    return access.name === 'catch' || (access.name === 'then' && call.arguments.length > 1);
  }
  if (!ts.isCallExpression(outer) || !outer.arguments.includes(child as ts.Expression)) return false;
  const callee = unwrap(outer.expression);
  const name = nameOf(callee) ?? '';
  if (isPromiseCombinator(callee)) return name === 'allSettled';
  if (isContinuation(name) || (accessOf(callee) && iterating.has(name))) return false;
  if (runsInTransaction(analysis, outer) || isOfClient(analysis, outer)) return false;
  const called = calleeOfCall(analysis, outer);
  // A function of which nothing is known may be one that catches.
  return called?.kind !== 'functions' || called.functions.some(({ body }) => catches(body));
}

function isOfClient({ checker, catalogue }: Analysis, call: ts.CallExpression): boolean {
  const declaration = checker.getResolvedSignature(call)?.declaration;
  return declaration !== undefined && catalogue.byPackage.has(packageOf(declaration) ?? '');
}

function catches(body: ts.Node): boolean {
  return someDescendant(
    body,
    (node) => ts.isCatchClause(node) || (ts.isCallExpression(node) && nameOf(node.expression) === 'catch'),
    { intoFunctions: true },
  );
}
