import ts from 'typescript';

import { type GuardCondition, guardsOf, negatedBy } from './guard-condition.ts';
import { declaresName } from './binding-names.ts';
import { accessOf, contains, someDescendant, unwrap } from './syntax.ts';

/** A variable of which a condition says whether it is set. */
interface Flag {
  readonly name: string;
  readonly isSet: boolean;
}

/**
 * Whether a node runs at most once in a scope, since the branch that it stands in changes the variable that the branch asks
 * for: `if (!done) { await prepare(id); done = true; }`. The variable must outlive what runs again and again.
 */
export function isLatched(node: ts.Node, slot: ts.Node, scope: ts.Node): boolean {
  return latchOf(node, slot, scope) !== undefined;
}

/** The variable by which a node is latched, or the member of the object: `this.settings`. */
export function latchOf(node: ts.Node, slot: ts.Node, scope: ts.Node): string | undefined {
  for (const guard of guardsOf(node, slot)) {
    const flag = flagsIn(guard.expression, guard.holds).find(
      ({ name, isSet }) => !declaresName(scope, name) && isTurned({ name, isSet }, guard, scope),
    );
    if (flag) return flag.name;
  }
  return keptBefore(node, slot, scope);
}

/** `this.rows` where that is answered with before, as long as it is fresh, and filled: `if (isFresh(this.until)) return this.rows;`. */
function keptBefore(node: ts.Node, slot: ts.Node, scope: ts.Node): string | undefined {
  if (!ts.isBlock(slot)) return undefined;
  for (const statement of slot.statements) {
    if (statement.end > node.pos) return undefined;
    if (!ts.isIfStatement(statement) || statement.elseStatement) continue;
    const last = ts.isBlock(statement.thenStatement)
      ? statement.thenStatement.statements.at(-1)
      : statement.thenStatement;
    const answer =
      last && ts.isReturnStatement(last) && last.expression ? flagNamed(unwrap(last.expression)) : undefined;
    if (answer === undefined || declaresName(scope, answer) || !statement.expression.getText().includes(answer))
      continue;
    if (assignmentsTo(answer, scope).some((assignment) => assignment.pos > statement.end)) return answer;
  }
  return undefined;
}

/** `done`, and `this.done`. */
function flagNamed(node: ts.Expression): string | undefined {
  if (ts.isIdentifier(node)) return node.text;
  const access = accessOf(node);
  return access?.object.kind === ts.SyntaxKind.ThisKeyword ? `this.${access.name}` : undefined;
}

/** What a condition says about variables, if it holds or if it does not. */
function flagsIn(condition: ts.Expression, holds: boolean): readonly Flag[] {
  const node = unwrap(condition);
  const negated = negatedBy(node);
  if (negated) return flagsIn(negated, !holds);
  const flag = flagNamed(node);
  if (flag !== undefined) return [{ name: flag, isSet: holds }];
  if (!ts.isBinaryExpression(node)) return [];
  const { kind } = node.operatorToken;
  if (kind === ts.SyntaxKind.AmpersandAmpersandToken || kind === ts.SyntaxKind.BarBarToken) {
    // Both sides are known only where `a && b` holds, and where `a || b` does not.
    const bothKnown = (kind === ts.SyntaxKind.AmpersandAmpersandToken) === holds;
    return bothKnown ? [...flagsIn(node.left, holds), ...flagsIn(node.right, holds)] : [];
  }
  const isEqual = kind === ts.SyntaxKind.EqualsEqualsToken || kind === ts.SyntaxKind.EqualsEqualsEqualsToken;
  const isUnequal =
    kind === ts.SyntaxKind.ExclamationEqualsToken || kind === ts.SyntaxKind.ExclamationEqualsEqualsToken;
  const asked = unwrap(node.left);
  const name = flagNamed(ts.isTypeOfExpression(asked) ? unwrap(asked.expression) : asked);
  if ((!isEqual && !isUnequal) || name === undefined) return [];
  const value = unwrap(node.right);
  if (ts.isTypeOfExpression(asked) ? value.getText().slice(1, -1) === 'undefined' : isNothing(value))
    return [{ name, isSet: holds === isUnequal }];
  return value.kind === ts.SyntaxKind.TrueKeyword ? [{ name, isSet: holds === isEqual }] : [];
}

/** Whether a branch turns a flag for good: whenever it runs, and nothing else in the scope turns it back. */
function isTurned(flag: Flag, { expression, branch }: GuardCondition, scope: ts.Node): boolean {
  const assignments = assignmentsTo(flag.name, scope);
  const encloses = (assignment: ts.BinaryExpression): boolean =>
    contains(assignment.right, expression) && contains(assignment.right, branch);
  return (
    assignments.every(
      (assignment) =>
        ts.isBinaryExpression(assignment) &&
        assignment.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
        (contains(branch, assignment) || encloses(assignment) || isLiteral(assignment.right)) &&
        valuesOf(assignment.right).every((value) => isNothing(value) === flag.isSet),
    ) &&
    assignments.some(
      (assignment) => ts.isBinaryExpression(assignment) && (encloses(assignment) || isStatementOf(assignment, branch)),
    )
  );
}

function assignmentsTo(name: string, scope: ts.Node): readonly ts.Node[] {
  const found: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    const isAssignment =
      ts.isBinaryExpression(node) &&
      node.operatorToken.kind >= ts.SyntaxKind.FirstAssignment &&
      node.operatorToken.kind <= ts.SyntaxKind.LastAssignment;
    const target = isAssignment
      ? node.left
      : ts.isPostfixUnaryExpression(node) || ts.isPrefixUnaryExpression(node)
        ? node.operand
        : undefined;
    const isNot = ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken;
    if (target && !isNot && mentions(target, name)) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(scope);
  return found;
}

/** Whether the target of an assignment is a variable, or a pattern that it is a part of. */
function mentions(target: ts.Expression, name: string): boolean {
  const node = unwrap(target);
  if (flagNamed(node) !== undefined) return flagNamed(node) === name;
  if (!ts.isArrayLiteralExpression(node) && !ts.isObjectLiteralExpression(node)) return false;
  return someDescendant(node, (inner) => ts.isIdentifier(inner) && inner.text === name);
}

/** Whether an assignment runs whenever a branch does, if nothing leaves before. */
function isStatementOf({ parent }: ts.BinaryExpression, branch: ts.Node): boolean {
  if (!ts.isExpressionStatement(parent)) return parent === branch;
  return parent === branch || parent.parent === branch;
}

function valuesOf(value: ts.Expression): readonly ts.Expression[] {
  const node = unwrap(value);
  return ts.isConditionalExpression(node) ? [node.whenTrue, node.whenFalse] : [node];
}

function isLiteral(value: ts.Expression): boolean {
  const { kind } = unwrap(value);
  return kind === ts.SyntaxKind.TrueKeyword || isNothing(value);
}

function isNothing(value: ts.Expression): boolean {
  const node = unwrap(value);
  return (
    node.kind === ts.SyntaxKind.NullKeyword ||
    node.kind === ts.SyntaxKind.FalseKeyword ||
    (ts.isIdentifier(node) && node.text === 'undefined')
  );
}
