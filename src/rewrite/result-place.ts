import ts from 'typescript';

import { boundElements } from '../analysis/binding-names.ts';
import { accessOf, isInlineFunction, unwrap } from '../analysis/syntax.ts';
import type { Iteration } from './iteration.ts';
import { refuse } from './refusal.ts';

/** The expression that gives a query's result to an iteration: the `await` around it, or the query that a callback answers with. */
export function resultPlace(query: ts.Expression, { repetition: { slot } }: Iteration): ts.Expression {
  let node = query;
  while (ts.isParenthesizedExpression(node.parent) || ts.isAsExpression(node.parent)) node = node.parent;
  const { parent } = node;
  if (ts.isAwaitExpression(parent)) return parent;
  if (awaitedTogether(node)) return node;
  const access = accessOf(parent);
  if (access && /^(then|catch|finally)$/.test(access.name)) return refuse('caughtPerElement');
  const callback = ts.isExpression(slot) ? unwrap(slot) : slot;
  const isAnswer =
    isInlineFunction(callback) &&
    (callback.body === node ||
      (ts.isReturnStatement(parent) && ts.findAncestor(parent, ts.isFunctionLike) === callback));
  return isAnswer ? node : refuse('promiseKept');
}

/** The name that the result of a query gets that is awaited with others: `b` in `const [a, b] = await Promise.all([x, query])`. */
export function awaitedTogether(query: ts.Expression): ts.Identifier | undefined {
  const list = query.parent;
  if (!ts.isArrayLiteralExpression(list) || list.elements.some(ts.isSpreadElement)) return undefined;
  const all = list.parent;
  const isAll =
    ts.isCallExpression(all) && all.expression.getText() === 'Promise.all' && ts.isAwaitExpression(all.parent);
  const declaration = isAll ? all.parent.parent : undefined;
  if (!declaration || !ts.isVariableDeclaration(declaration) || !ts.isArrayBindingPattern(declaration.name)) {
    return undefined;
  }
  const at = declaration.name.elements[list.elements.indexOf(query)];
  const element = boundElements(declaration.name).find((one) => one === at);
  const isName = element && !element.dotDotDotToken && !element.initializer;
  return isName && ts.isIdentifier(element.name) ? element.name : undefined;
}

/** Whether an expression must be put in parentheses to hold `??` or a comparison where it stands. */
export function needsParentheses(place: ts.Expression): boolean {
  const { parent } = place;
  return !(
    ts.isVariableDeclaration(parent) ||
    ts.isReturnStatement(parent) ||
    ts.isParenthesizedExpression(parent) ||
    ts.isPropertyAssignment(parent) ||
    ts.isExpressionStatement(parent) ||
    (ts.isArrowFunction(parent) && parent.body === place) ||
    (ts.isCallExpression(parent) && parent.arguments.includes(place)) ||
    (ts.isBinaryExpression(parent) &&
      parent.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
      parent.right === place) ||
    ts.isArrayLiteralExpression(parent) ||
    ts.isTemplateSpan(parent) ||
    ts.isIfStatement(parent)
  );
}
