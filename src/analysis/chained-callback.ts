import ts from 'typescript';

import type { Analysis } from './analysis.ts';
import { consumptionOf } from './consumption.ts';
import { accessOf, isAsync, isInlineFunction, someDescendant, unwrap } from './syntax.ts';

/**
 * Whether a call is a link of a chain, and its callbacks wait for nothing: `query.where((row) => …).limit(1)`. Such a
 * callback tells a builder something. Told by syntax alone, since the types of builders are the slowest to ask for.
 */
export function isPartOfChain(call: ts.CallExpression, callables: readonly ts.Expression[]): boolean {
  const next = accessOf(call.parent);
  if (next?.object !== call || ['then', 'catch', 'finally'].includes(next.name) || !accessOf(unwrap(call.expression)))
    return false;
  return callables.every((argument) => {
    const callback = unwrap(argument);
    return isInlineFunction(callback) && !isAsync(callback) && !someDescendant(callback.body, ts.isAwaitExpression);
  });
}

/**
 * Whether a call makes a part of a module, which nothing waits for: `export const users = router({ list: procedure.query(async
 * () => …) })`. What it is given runs at another time.
 */
export function isDefinition(call: ts.CallExpression): boolean {
  let node: ts.Node = call;
  while (isPartOfValue(node.parent, node)) node = node.parent;
  const { parent } = node;
  if (ts.isExportAssignment(parent)) return true;
  return ts.isVariableDeclaration(parent) && ts.isSourceFile(parent.parent.parent.parent);
}

function isPartOfValue(parent: ts.Node, child: ts.Node): boolean {
  return (
    ts.isObjectLiteralExpression(parent) ||
    (ts.isPropertyAssignment(parent) && parent.initializer === child) ||
    ts.isArrayLiteralExpression(parent) ||
    ts.isParenthesizedExpression(parent) ||
    ts.isAsExpression(parent) ||
    ts.isSatisfiesExpression(parent) ||
    (ts.isCallExpression(parent) && parent.expression !== child)
  );
}

/** Whether what waits for a call, or for the chain that the call is a link of, has run a callback by then. */
export function isRunBefore(analysis: Analysis, call: ts.CallExpression, callback: ts.Expression): boolean {
  const { how } = consumptionOf(analysis, call);
  if (how === 'awaited') return true;
  if (how === 'returned') return isAsync(callback);
  const chain = endOfChain(call);
  return (
    chain !== call &&
    isInlineFunction(callback) &&
    isAsync(callback) &&
    consumptionOf(analysis, chain).how === 'awaited' &&
    answersWith(analysis, chain, callback)
  );
}

/** The last call of the chain that a call is a link of: `match(kind).with(…).otherwise(…)` for `match(kind).with(…)`. */
function endOfChain(call: ts.CallExpression): ts.CallExpression {
  const access = call.parent;
  const isLink =
    accessOf(access)?.object === call && ts.isCallExpression(access.parent) && access.parent.expression === access;
  return isLink ? endOfChain(access.parent) : call;
}

/**
 * Whether a chain answers with what an async callback of one of its links does, and so has run it. What only registers a
 * callback answers with something else, `program.action(async () => …).parseAsync()`, or takes what it is called with.
 */
function answersWith(
  { checker, typed }: Analysis,
  chain: ts.CallExpression,
  callback: ts.ArrowFunction | ts.FunctionExpression,
): boolean {
  if (!typed || !isAsync(callback)) return false;
  const [signature] = checker.getTypeAtLocation(callback).getCallSignatures();
  const promise = signature && checker.getReturnTypeOfSignature(signature);
  if (!promise) return false;
  const isVoid = checker.typeToString(promise) === 'Promise<void>';
  if (isVoid && callback.parameters.length > 0) return false;
  const answer = checker.getTypeAtLocation(chain);
  return (answer.isUnion() ? answer.types : [answer]).includes(promise);
}
