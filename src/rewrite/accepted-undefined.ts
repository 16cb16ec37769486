import ts from 'typescript';

import { referencesOf } from '../analysis/references.ts';
import { unwrap } from '../analysis/syntax.ts';
import { guardsOf } from './guard.ts';
import { Refusal } from './refusal.ts';
import type { RewriteContext } from './rewrite-context.ts';

/**
 * Whether the code would still have right types if the first element of a list, `rows[0]` or the variable that is given
 * it, could be `undefined`: because its type says that already, or because all that is done with it allows for that.
 */
export function acceptsUndefined(context: RewriteContext, first: ts.Expression): boolean {
  const { checker } = context.analysis;
  const type = checker.getTypeAtLocation(first);
  if (type.flags & ts.TypeFlags.Any || checker.getNonNullableType(type) !== type) return true;
  return allowsAt(context, first);
}

function allowsAt(context: RewriteContext, node: ts.Expression): boolean {
  const { parent } = node;
  if (ts.isBindingElement(parent) && parent.name === node) return allowsAll(context, parent);
  if (ts.isParenthesizedExpression(parent)) return allowsAt(context, parent);
  if (ts.isVariableDeclaration(parent) && parent.initializer === node) {
    return !parent.type && ts.isIdentifier(parent.name) && allowsAll(context, parent);
  }
  return allowsUndefined(context, node);
}

function allowsAll(context: RewriteContext, declaration: ts.VariableDeclaration | ts.BindingElement): boolean {
  const symbol = context.analysis.checker.getSymbolAtLocation(declaration.name);
  const block = ts.findAncestor(declaration, (outer) => ts.isBlock(outer) || ts.isSourceFile(outer));
  if (!symbol || !block || !(ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const)) return false;
  return (referencesOf(context.analysis, symbol) ?? []).every(
    (reference) => allowsUndefined(context, reference) || isTestedBefore(reference, block),
  );
}

/** `user!.name`, `if (user)`, `!user`, `user === undefined`; `user?.name` and `user && …` where their value may be undefined. */
function allowsUndefined(context: RewriteContext, node: ts.Expression): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent)) {
    if (parent.expression !== node || !parent.questionDotToken) return false;
    return takesUndefined(context, endOfChain(parent));
  }
  if (ts.isBinaryExpression(parent)) {
    const { kind } = parent.operatorToken;
    if (isEquality(kind)) return true;
    if (parent.left !== node) return false;
    return kind === ts.SyntaxKind.QuestionQuestionToken || isLogical(kind)
      ? isTested(parent) || takesUndefined(context, parent)
      : false;
  }
  return ts.isNonNullExpression(parent) || takesUndefined(context, node);
}

/** Whether an expression is only tested: `if (user)`, `!user`, `user ? … : …`. */
function isTested(node: ts.Expression): boolean {
  const { parent } = node;
  if (ts.isIfStatement(parent)) return parent.expression === node;
  if (ts.isConditionalExpression(parent)) return parent.condition === node;
  if (ts.isParenthesizedExpression(parent)) return isTested(parent);
  if (ts.isBinaryExpression(parent) && isLogical(parent.operatorToken.kind)) return isTested(parent);
  return ts.isPrefixUnaryExpression(parent) && parent.operator === ts.SyntaxKind.ExclamationToken;
}

/** Whether nothing is wrong with types where an expression may be undefined and could not before. */
function takesUndefined(context: RewriteContext, node: ts.Expression): boolean {
  const { checker } = context.analysis;
  const { parent } = node;
  if (isTested(node) || ts.isTemplateSpan(parent) || ts.isExpressionStatement(parent)) return true;
  if (ts.isNonNullExpression(parent)) return true;
  if (ts.isBinaryExpression(parent)) {
    const { operatorToken, left, right } = parent;
    if (isEquality(operatorToken.kind)) return true;
    if (operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken && left === node) {
      const isSame = checker.isTypeAssignableTo(checker.getTypeAtLocation(right), checker.getTypeAtLocation(left));
      return isSame || takesUndefined(context, parent);
    }
  }
  const expected = checker.getContextualType(node);
  if (!expected) return false;
  return (
    (expected.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) !== 0 ||
    checker.isTypeAssignableTo(checker.getUndefinedType(), expected)
  );
}

function endOfChain(node: ts.Expression): ts.Expression {
  const { parent } = node;
  const goesOn =
    (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent) || ts.isCallExpression(parent)) &&
    parent.expression === node;
  return goesOn ? endOfChain(parent) : node;
}

function isLogical(kind: ts.SyntaxKind): boolean {
  return kind === ts.SyntaxKind.AmpersandAmpersandToken || kind === ts.SyntaxKind.BarBarToken;
}

function isEquality(kind: ts.SyntaxKind): boolean {
  return (
    kind === ts.SyntaxKind.EqualsEqualsToken ||
    kind === ts.SyntaxKind.EqualsEqualsEqualsToken ||
    kind === ts.SyntaxKind.ExclamationEqualsToken ||
    kind === ts.SyntaxKind.ExclamationEqualsEqualsToken
  );
}

/** Whether a variable stands where a condition says that it is there: after `if (!user) continue;`, in `user && user.name`. */
function isTestedBefore(reference: ts.Identifier, block: ts.Node): boolean {
  try {
    return guardsOf(reference, block).guards.some(({ condition, negated }) =>
      negated ? isMissing(condition, reference.text) : isThere(condition, reference.text),
    );
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

/** Whether a variable is there where a condition holds. */
function isThere(condition: ts.Expression, name: string): boolean {
  const node = unwrap(condition);
  if (ts.isIdentifier(node)) return node.text === name;
  if (ts.isPrefixUnaryExpression(node)) {
    return node.operator === ts.SyntaxKind.ExclamationToken && isMissing(node.operand, name);
  }
  if (!ts.isBinaryExpression(node)) return false;
  const { kind } = node.operatorToken;
  if (kind === ts.SyntaxKind.AmpersandAmpersandToken) return isThere(node.left, name) || isThere(node.right, name);
  const isUnequal =
    kind === ts.SyntaxKind.ExclamationEqualsToken || kind === ts.SyntaxKind.ExclamationEqualsEqualsToken;
  return isUnequal && node.left.getText() === name && node.right.getText() === 'undefined';
}

/** Whether a variable is there where a condition does not hold. */
function isMissing(condition: ts.Expression, name: string): boolean {
  const node = unwrap(condition);
  if (ts.isPrefixUnaryExpression(node)) {
    return node.operator === ts.SyntaxKind.ExclamationToken && isThere(node.operand, name);
  }
  if (!ts.isBinaryExpression(node)) return false;
  const { kind } = node.operatorToken;
  if (kind === ts.SyntaxKind.BarBarToken) return isMissing(node.left, name) || isMissing(node.right, name);
  const isEqual = kind === ts.SyntaxKind.EqualsEqualsToken || kind === ts.SyntaxKind.EqualsEqualsEqualsToken;
  return isEqual && node.left.getText() === name && node.right.getText() === 'undefined';
}
