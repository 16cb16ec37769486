import ts from 'typescript';

import type { Analysis } from '../analysis/analysis.ts';
import { isOfClient } from '../analysis/client-function.ts';
import { isPromiseCombinator } from '../analysis/consumption.ts';
import type { Effect } from '../analysis/effect.ts';
import { accessOf, type CallLike, calleeOf, contains, isCallLike, nameOf, someDescendant } from '../analysis/syntax.ts';

/** Whether the functions on the way to a query do nothing but read, so that their answers differ only where the rows do. */
export function onlyReads(analysis: Analysis, { query, trace }: Effect): boolean {
  return trace.every(({ entered }, index) => {
    const read = trace[index + 1]?.call ?? query.node;
    return !someDescendant(entered.body, (node) => mayAnswerAnew(analysis, node, read), { intoFunctions: true });
  });
}

/** `Math.random()`, `new Date()`, `count += 1`, a function of which nothing is known. */
function mayAnswerAnew(analysis: Analysis, node: ts.Node, read: ts.Node): boolean {
  if (ts.isNewExpression(node))
    return !ts.isThrowStatement(node.parent) && !/^(Map|Set)$/.test(node.expression.getText());
  if (ts.isBinaryExpression(node)) return isAssignment(node.operatorToken.kind);
  if (ts.isPostfixUnaryExpression(node)) return true;
  if (ts.isPrefixUnaryExpression(node))
    return node.operator === ts.SyntaxKind.PlusPlusToken || node.operator === ts.SyntaxKind.MinusMinusToken;
  if (!isCallLike(node)) return false;
  return !(isPartOf(node, read) || isPlain(node) || isOfClient(analysis, node));
}

/** Whether a call is the one that reads, a link of it, or a link that follows it. */
function isPartOf(call: CallLike, read: ts.Node): boolean {
  return call === read || contains(calleeOf(call), read) || (isCallLike(read) && contains(calleeOf(read), call));
}

/** Whether a call answers the same for the same: `rows.map(…)`, `JSON.stringify(row)`, `Promise.all([…])`. */
function isPlain(call: CallLike): boolean {
  const callee = calleeOf(call);
  const name = nameOf(callee) ?? '';
  if (isPromiseCombinator(callee)) return true;
  const access = accessOf(callee);
  if (!access) return /^(Number|String|Boolean|BigInt|parseInt|parseFloat)$/.test(name);
  if (/^(JSON|Object|Array|Math)$/.test(access.object.getText())) return name !== 'random';
  return [Array.prototype, String.prototype, Map.prototype].some((prototype) => name in prototype);
}

function isAssignment(operator: ts.SyntaxKind): boolean {
  return operator >= ts.SyntaxKind.FirstAssignment && operator <= ts.SyntaxKind.LastAssignment;
}
