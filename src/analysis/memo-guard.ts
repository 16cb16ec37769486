import ts from 'typescript';

import type { Repetition } from './repetition.ts';
import { accessOf, contains, someDescendant, unwrap } from './syntax.ts';

/** What runs repeatedly: the body of a loop, a callback, a function that is called again and again. */
type Scope = Pick<Repetition, 'slot' | 'source'>;

/**
 * Whether a call runs only for keys that are not in a map yet, and its result is kept there:
 * `if (!users.has(id)) users.set(id, await load(id))`.
 */
export function isMemoised(node: ts.Node, repetition: Scope): boolean {
  const stored = storesIn(repetition);
  for (let child = node, outer = node.parent; child !== repetition.slot; child = outer, outer = outer.parent) {
    if (ts.isIfStatement(outer) && outer.expression !== child && asks(outer.expression, stored, repetition))
      return outer.thenStatement !== child || !asksForKnown(outer.expression);
    if (ts.isConditionalExpression(outer) && outer.condition !== child && asks(outer.condition, stored, repetition))
      return true;
    if (ts.isBinaryExpression(outer) && outer.right === child && isDefaulting(outer.operatorToken.kind)) {
      if (asks(outer.left, stored, repetition) || keepsFirst(outer, repetition)) return true;
    }
    if (ts.isBlock(outer)) {
      // `if (users.has(id)) continue;` before the call. What leaves where nothing is kept is no cache.
      const before = outer.statements.slice(0, outer.statements.indexOf(child as ts.Statement));
      if (
        before.some(
          (statement) =>
            ts.isIfStatement(statement) &&
            exits(statement.thenStatement) &&
            asksForKnown(statement.expression) &&
            asks(statement.expression, stored, repetition),
        )
      ) {
        return true;
      }
    }
    if (ts.isSourceFile(outer)) return false;
  }
  return false;
}

const known = new WeakMap<ts.Node, ReadonlySet<string>>();

/** The maps and objects that outlive a scope and in which it keeps values by key. */
function storesIn(scope: Scope): ReadonlySet<string> {
  const before = known.get(scope.slot);
  if (before) return before;
  const stored = new Set<string>();
  known.set(scope.slot, stored);
  someDescendant(
    scope.slot,
    (inner) => {
      const store = storeOf(inner);
      // The list that is iterated is no store.
      if (store !== undefined && store !== scope.source?.getText() && !declares(scope, store)) stored.add(store);
      return false;
    },
    { intoFunctions: true },
  );
  return stored;
}

/** `admin ??= await load()`, where the variable outlives the iteration. */
function keepsFirst({ left, operatorToken: { kind } }: ts.BinaryExpression, scope: Scope): boolean {
  if (kind !== ts.SyntaxKind.QuestionQuestionEqualsToken && kind !== ts.SyntaxKind.BarBarEqualsToken) return false;
  return ts.isIdentifier(left) && !declares(scope, left.text);
}

/** Whether a variable is made anew each time, so that nothing is kept in it. */
function declares({ slot }: Scope, name: string): boolean {
  return someDescendant(slot, (inner) => ts.isVariableDeclaration(inner) && inner.name.getText() === name, {
    intoFunctions: true,
  });
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

function asks(condition: ts.Expression, stored: ReadonlySet<string>, repetition: Scope): boolean {
  const isQuestion = (node: ts.Node): boolean => {
    if (ts.isCallExpression(node)) {
      const access = accessOf(unwrap(node.expression));
      return access !== undefined && ['has', 'get'].includes(access.name) && stored.has(access.object.getText());
    }
    if (ts.isElementAccessExpression(node)) return stored.has(node.expression.getText());
    if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.InKeyword)
      return stored.has(node.right.getText());
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
  return stored.size > 0 && (isQuestion(condition) || someDescendant(condition, isQuestion));
}

/** Whether a condition holds for what is kept already: `users.has(id)`, `known`, `known !== undefined`. */
function asksForKnown(condition: ts.Expression): boolean {
  const node = unwrap(condition);
  if (ts.isBinaryExpression(node)) {
    const { kind } = node.operatorToken;
    return kind === ts.SyntaxKind.ExclamationEqualsToken || kind === ts.SyntaxKind.ExclamationEqualsEqualsToken;
  }
  return !ts.isPrefixUnaryExpression(node);
}

function exits(statement: ts.Statement): boolean {
  if (ts.isBlock(statement)) return statement.statements.some(exits);
  return ts.isContinueStatement(statement) || ts.isReturnStatement(statement) || ts.isBreakStatement(statement);
}
