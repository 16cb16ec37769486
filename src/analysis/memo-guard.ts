import ts from 'typescript';

import { declaresName } from './binding-names.ts';
import { type GuardCondition, guardsOf, isLogical, negatedBy } from './guard-condition.ts';
import type { Repetition } from './repetition.ts';
import { storeBehind } from './store-method.ts';
import { accessOf, isAssigning, nameOf, someDescendant, unwrap } from './syntax.ts';

/** What runs repeatedly: the body of a loop, a callback, a function that is called again and again. */
type Scope = Pick<Repetition, 'slot' | 'source'>;

/**
 * Whether a call runs only for keys that are not in a map yet, and its result is kept there:
 * `if (!users.has(id)) users.set(id, await load(id))`.
 */
export function isMemoised(node: ts.Node, scope: Scope): boolean {
  const stores = storesIn(scope);
  const isEmpty = (guard: GuardCondition): boolean => {
    const asked = emptyWhere(guard.expression, guard.holds, stores, scope);
    // What is kept before the condition asks for it is no answer to it.
    return asked !== undefined && (stores.get(asked) ?? 0) > guard.branch.pos;
  };
  if (stores.size > 0 && guardsOf(node, scope.slot).some(isEmpty)) return true;
  for (let child = node, outer = node.parent; child !== scope.slot; child = outer, outer = outer.parent) {
    if (ts.isSourceFile(outer)) return false;
    if (!ts.isBinaryExpression(outer) || outer.right !== child || !isDefaulting(outer.operatorToken.kind)) continue;
    if (askedIn(outer.left, stores, scope) !== undefined || keepsFirst(outer, scope)) return true;
  }
  return false;
}

const known = new WeakMap<ts.Node, ReadonlyMap<string, number>>();

/** The maps and objects that outlive a scope and in which it keeps values by key, and where it does so last. */
function storesIn(scope: Scope): ReadonlyMap<string, number> {
  const before = known.get(scope.slot);
  if (before) return before;
  const stored = new Map<string, number>();
  known.set(scope.slot, stored);
  someDescendant(
    scope.slot,
    (inner) => {
      const store = storeOf(inner);
      // The list that is iterated is no store.
      if (store !== undefined && store !== scope.source?.getText() && !declaresName(scope.slot, store))
        stored.set(store, inner.end);
      return false;
    },
    { intoFunctions: true },
  );
  return stored;
}

/** `admin ??= await load()` and `admin || (admin = await load())`, where what is filled outlives the iteration. */
function keepsFirst(expression: ts.BinaryExpression, scope: Scope): boolean {
  const { left, operatorToken } = expression;
  const right = unwrap(expression.right);
  const fills = ts.isBinaryExpression(right) && right.operatorToken.kind === ts.SyntaxKind.EqualsToken;
  if (!isAssigning(operatorToken.kind) && !(fills && right.left.getText() === left.getText())) return false;
  // A parameter, and the variable of a loop, stand before what runs again and again.
  if (ts.isIdentifier(left)) return !declaresName(scope.slot.parent, left.text);
  const access = accessOf(left);
  return access !== undefined && ts.isIdentifier(access.object) && isLookedUp(access.object.text, scope);
}

/** Whether a variable of a scope is an object that is kept elsewhere: `const state = this.stateOf(session)`. */
function isLookedUp(name: string, { slot }: Scope): boolean {
  return someDescendant(slot, (inner) => {
    if (!ts.isVariableDeclaration(inner) || inner.name.getText() !== name || !inner.initializer) return false;
    const call = unwrap(inner.initializer);
    if (!ts.isCallExpression(call)) return false;
    const access = accessOf(unwrap(call.expression));
    if (!access) return false;
    // Rows of Sequelize answer with a copy: `row.get({ plain: true })`.
    const [key] = call.arguments;
    if (access.name === 'get') return key !== undefined && !ts.isObjectLiteralExpression(key);
    return access.object.kind === ts.SyntaxKind.ThisKeyword && !making.test(access.name);
  });
}

/** Names of functions that make an object for each call. */
const making = /^_?(to|create|build|make|new|map|parse|clone|copy|from)/i;

/** `users` in `users.set(id, user)`, `users[id] = user` and `users[id] ??= user`. */
function storeOf(node: ts.Node): string | undefined {
  if (ts.isCallExpression(node)) {
    const access = accessOf(unwrap(node.expression));
    const isSet = access?.name === 'set' && node.arguments.length >= 2;
    return isSet ? access.object.getText() : storeBehind(node, 'keeps');
  }
  if (!ts.isBinaryExpression(node) || !isAssigning(node.operatorToken.kind)) return undefined;
  if (!ts.isElementAccessExpression(node.left)) return undefined;
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

/** The store in which nothing is kept yet, as a condition says if it holds or does not: `!users.has(id)`, `hit === undefined`. */
function emptyWhere(
  condition: ts.Expression,
  holds: boolean,
  stores: ReadonlyMap<string, number>,
  scope: Scope,
): string | undefined {
  const node = unwrap(condition);
  const negated = negatedBy(node);
  if (negated) return emptyWhere(negated, !holds, stores, scope);
  // `!hit || isOld(hit)`: what is too old is loaded again, and kept as well.
  if (ts.isBinaryExpression(node) && isLogical(node.operatorToken.kind))
    return emptyWhere(node.left, holds, stores, scope) ?? emptyWhere(node.right, holds, stores, scope);
  return asksForNothing(node) === holds ? askedIn(node, stores, scope) : undefined;
}

/** The store that an expression asks: `users.has(id)`, `users[id]`, `id in users`, and a variable that holds the answer. */
function askedIn(expression: ts.Node, stores: ReadonlyMap<string, number>, { slot }: Scope): string | undefined {
  const known = (store: ts.Node): string | undefined => (stores.has(store.getText()) ? store.getText() : undefined);
  const storeAsked = (node: ts.Node): string | undefined => {
    if (ts.isCallExpression(node)) {
      const access = accessOf(unwrap(node.expression));
      if (access && ['has', 'get'].includes(access.name)) return known(access.object);
      const behind = storeBehind(node, 'asks');
      return behind !== undefined && stores.has(behind) ? behind : undefined;
    }
    if (ts.isElementAccessExpression(node)) return known(node.expression);
    if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.InKeyword) return known(node.right);
    if (!ts.isIdentifier(node)) return undefined;
    // `const known = users.get(id)`
    return firstIn(
      slot,
      (inner) =>
        ts.isVariableDeclaration(inner) && inner.name.getText() === node.text && inner.initializer
          ? storeAsked(unwrap(inner.initializer))
          : undefined,
      true,
    );
  };
  return storeAsked(expression) ?? firstIn(expression, storeAsked);
}

/** What the first descendant answers with of which something is known. */
function firstIn(
  node: ts.Node,
  answer: (descendant: ts.Node) => string | undefined,
  intoFunctions = false,
): string | undefined {
  let found: string | undefined;
  someDescendant(node, (inner) => (found = answer(inner)) !== undefined, { intoFunctions });
  return found;
}

/** Whether a condition holds for what is not kept yet: `hit === undefined`, `isNil(hit)`. */
function asksForNothing(node: ts.Expression): boolean {
  if (ts.isCallExpression(node)) return /^is(Nil|Null|Undefined|Empty|Nullish)$/i.test(nameOf(node.expression) ?? '');
  if (!ts.isBinaryExpression(node)) return false;
  const { kind } = node.operatorToken;
  return [
    ts.SyntaxKind.EqualsEqualsToken,
    ts.SyntaxKind.EqualsEqualsEqualsToken,
    ts.SyntaxKind.LessThanToken,
    ts.SyntaxKind.LessThanEqualsToken,
  ].includes(kind);
}
