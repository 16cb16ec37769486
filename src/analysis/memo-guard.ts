import ts from 'typescript';

import type { Repetition } from './repetition.ts';
import { accessOf, contains, someDescendant, unwrap } from './syntax.ts';

/**
 * Whether a call runs only for keys that are not in a map yet, and its result is kept there:
 * `if (!users.has(id)) users.set(id, await load(id))`.
 */
export function isMemoised(node: ts.Node, repetition: Repetition): boolean {
  const stored = new Set<string>();
  someDescendant(
    repetition.slot,
    (inner) => {
      const store = storeOf(inner);
      if (store !== undefined) stored.add(store);
      return false;
    },
    { intoFunctions: true },
  );
  for (let child = node, outer = node.parent; child !== repetition.slot; child = outer, outer = outer.parent) {
    if (ts.isIfStatement(outer) && outer.expression !== child && asks(outer.expression, stored, repetition)) return true;
    if (ts.isConditionalExpression(outer) && outer.condition !== child && asks(outer.condition, stored, repetition)) return true;
    if (ts.isBinaryExpression(outer) && outer.right === child && isDefaulting(outer.operatorToken.kind)) {
      if (asks(outer.left, stored, repetition) || keepsFirst(outer, repetition)) return true;
    }
    if (ts.isBlock(outer)) {
      // `if (users.has(id)) continue;` before the call.
      const before = outer.statements.slice(0, outer.statements.indexOf(child as ts.Statement));
      if (before.some((statement) => ts.isIfStatement(statement) && exits(statement.thenStatement) && asks(statement.expression, stored, repetition))) {
        return true;
      }
    }
    if (ts.isSourceFile(outer)) return false;
  }
  return false;
}

/** `admin ??= await load()`, where the variable outlives the iteration. */
function keepsFirst({ left, operatorToken: { kind } }: ts.BinaryExpression, { slot }: Repetition): boolean {
  if (kind !== ts.SyntaxKind.QuestionQuestionEqualsToken && kind !== ts.SyntaxKind.BarBarEqualsToken) return false;
  if (!ts.isIdentifier(left)) return false;
  return !someDescendant(slot, (inner) => ts.isVariableDeclaration(inner) && inner.name.getText() === left.text, { intoFunctions: true });
}

/** `users` in `users.set(id, user)`, `users[id] = user` and `users[id] ??= user`. */
function storeOf(node: ts.Node): string | undefined {
  if (ts.isCallExpression(node)) {
    const access = accessOf(unwrap(node.expression));
    return access?.name === 'set' && node.arguments.length >= 2 ? access.object.getText() : undefined;
  }
  if (!ts.isBinaryExpression(node) || !ts.isElementAccessExpression(node.left)) return undefined;
  return ts.isStringLiteralLike(node.left.argumentExpression) ? undefined : node.left.expression.getText();
}

/** Operators whose right side runs only where the left side has no value. */
function isDefaulting(operator: ts.SyntaxKind): boolean {
  return [
    ts.SyntaxKind.QuestionQuestionToken,
    ts.SyntaxKind.QuestionQuestionEqualsToken,
    ts.SyntaxKind.BarBarToken,
    ts.SyntaxKind.BarBarEqualsToken,
  ].includes(operator);
}

function asks(condition: ts.Expression, stored: ReadonlySet<string>, repetition: Repetition): boolean {
  const isQuestion = (node: ts.Node): boolean => {
    if (ts.isCallExpression(node)) {
      const access = accessOf(unwrap(node.expression));
      return access !== undefined && ['has', 'get'].includes(access.name) && stored.has(access.object.getText());
    }
    if (ts.isElementAccessExpression(node)) return stored.has(node.expression.getText());
    if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.InKeyword) return stored.has(node.right.getText());
    // A variable that holds the answer: `const known = users.get(id)`.
    if (!ts.isIdentifier(node)) return false;
    return someDescendant(
      repetition.slot,
      (inner) =>
        ts.isVariableDeclaration(inner) &&
        inner.name.getText() === node.text &&
        inner.initializer !== undefined &&
        contains(repetition.slot, inner) &&
        isQuestion(unwrap(inner.initializer)),
      { intoFunctions: true },
    );
  };
  return isQuestion(condition) || someDescendant(condition, isQuestion);
}

function exits(statement: ts.Statement): boolean {
  if (ts.isBlock(statement)) return statement.statements.some(exits);
  return ts.isContinueStatement(statement) || ts.isReturnStatement(statement) || ts.isBreakStatement(statement);
}
