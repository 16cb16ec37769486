import ts from 'typescript';

import { accessOf, type CallLike, calleeOf, isCallLike, nameOf, unwrap } from './syntax.ts';

const settling = new Set(['then', 'catch', 'finally']);
const collecting = new Set(['push', 'unshift', 'set', 'add', 'all', 'allSettled', 'race', 'any', 'resolve']);

/** Methods of the language itself, which a statement calls without a promise in sight: `lines.push(x)`, `map.set(k, v)`. */
const builtIn = new Set(
  [Array, Map, Set, String, Number, RegExp, Date]
    .flatMap(({ prototype }) => Object.getOwnPropertyNames(prototype))
    .concat(Object.keys(console)),
);

/** Methods of the language that no client has, and whose names code gives to nothing else: `name.trim()`. */
const givingValues = new Set(
  [String, Number, Date]
    .flatMap(({ prototype }) => Object.getOwnPropertyNames(prototype))
    .filter((name) =>
      /^(to|get|set|char|code|pad|trim|starts|ends|repeat|split|substr|replace|locale|normalize|index|last)[A-Z]|^(trim|split|repeat|replace|normalize|valueOf)$/.test(
        name,
      ),
    ),
);

/**
 * Whether a call stands where code puts a promise: awaited, returned, kept, collected, or left alone as a statement. Only
 * looks at syntax, so that types are asked for few calls.
 */
export function mayGivePromise(call: CallLike): boolean {
  if (ts.isJsxOpeningLikeElement(call)) return true;
  if (ts.isCallExpression(call) && accessOf(call.expression) && givingValues.has(nameOf(call.expression) ?? ''))
    return false;
  let isArgument = false;
  for (let node: ts.Node = call; ; node = node.parent) {
    const { parent } = node;
    if (ts.isAwaitExpression(parent) || ts.isYieldExpression(parent) || ts.isReturnStatement(parent)) return true;
    if (ts.isParameter(parent) || ts.isBindingElement(parent)) return true;
    if (ts.isVariableDeclaration(parent) || ts.isForOfStatement(parent) || ts.isVoidExpression(parent)) return true;
    if (ts.isArrowFunction(parent)) return parent.body === node;
    if (ts.isExpressionStatement(parent)) return !isArgument && !builtIn.has(nameOf(calleeOf(call)) ?? '');
    if (ts.isBinaryExpression(parent)) {
      if (parent.operatorToken.kind === ts.SyntaxKind.EqualsToken) return parent.right === node;
      if (!isChoice(parent.operatorToken.kind)) return false;
      continue;
    }
    if (ts.isConditionalExpression(parent)) {
      if (parent.condition === node) return false;
      continue;
    }
    const access = accessOf(parent);
    if (access) {
      if (unwrap(access.object) !== unwrap(node as ts.Expression) || !settling.has(access.name)) return false;
      continue;
    }
    if (isCallLike(parent)) {
      if (ts.isCallExpression(parent) && parent.expression !== node) {
        if (collecting.has(nameOf(calleeOf(parent)) ?? '')) return true;
        isArgument = true;
      }
      continue;
    }
    if (!isTransparent(parent)) return false;
  }
}

function isChoice(operator: ts.SyntaxKind): boolean {
  return [
    ts.SyntaxKind.QuestionQuestionToken,
    ts.SyntaxKind.BarBarToken,
    ts.SyntaxKind.AmpersandAmpersandToken,
    ts.SyntaxKind.CommaToken,
  ].includes(operator);
}

function isTransparent(node: ts.Node): boolean {
  return (
    ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isSpreadElement(node) ||
    ts.isArrayLiteralExpression(node)
  );
}
