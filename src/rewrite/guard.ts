import ts from 'typescript';

import { contains, someDescendant, unwrap } from '../analysis/syntax.ts';
import { refuse } from './refusal.ts';

/** A condition under which a node of an iteration runs. */
export interface Guard {
  readonly condition: ts.Expression;
  /** Whether the node runs where the condition does not hold. */
  readonly negated: boolean;
}

export interface Guards {
  readonly guards: readonly Guard[];
  /** Whether the node may be left out for a reason that is no condition: a `case`, a `break` before it. */
  readonly incomplete: boolean;
  /** Whether an error of the node passes a handler that throws in any case. */
  readonly rethrown: boolean;
}

/** The conditions between an iteration's slot and a node in it, the outermost first. Refuses where its errors are handled inside. */
export function guardsOf(node: ts.Node, slot: ts.Node): Guards {
  const guards: Guard[] = [];
  let incomplete = false;
  let rethrown = false;
  for (let child = node, outer = node.parent; child !== slot; child = outer, outer = outer.parent) {
    if (ts.isTryStatement(outer) && outer.tryBlock === child && outer.catchClause) {
      const last = outer.catchClause.block.statements.at(-1);
      if (!last || !ts.isThrowStatement(last) || mayLeave(outer.catchClause.block)) refuse('caughtPerElement');
      rethrown = true;
    }
    if (ts.isIfStatement(outer) && outer.expression !== child) {
      guards.unshift({ condition: outer.expression, negated: outer.elseStatement === child });
    } else if (ts.isConditionalExpression(outer) && outer.condition !== child) {
      guards.unshift({ condition: outer.condition, negated: outer.whenFalse === child });
    } else if (ts.isBinaryExpression(outer) && outer.right === child) {
      const { kind } = outer.operatorToken;
      if (kind === ts.SyntaxKind.AmpersandAmpersandToken) guards.unshift({ condition: outer.left, negated: false });
      else if (kind === ts.SyntaxKind.BarBarToken) guards.unshift({ condition: outer.left, negated: true });
      else if (kind === ts.SyntaxKind.QuestionQuestionToken) incomplete = true;
    } else if (ts.isCaseOrDefaultClause(outer)) incomplete = true;
    else if (ts.isBlock(outer)) {
      for (const statement of outer.statements.slice(0, outer.statements.indexOf(child as ts.Statement)).toReversed()) {
        if (ts.isIfStatement(statement) && !statement.elseStatement && skips(statement.thenStatement)) {
          guards.unshift({ condition: statement.expression, negated: true });
        } else if (someDescendant(statement, (inner) => isExit(inner)) || isExit(statement)) incomplete = true;
      }
    }
  }
  return { guards, incomplete, rethrown };
}

/** Whether a block may be left otherwise than by its end or an error. */
function mayLeave(block: ts.Block): boolean {
  return someDescendant(block, (node) => isExit(node) && !ts.isThrowStatement(node));
}

/** `continue;`, or in a callback `return …;`. */
function skips(statement: ts.Statement): boolean {
  if (ts.isBlock(statement)) {
    const [only] = statement.statements;
    return statement.statements.length === 1 && only !== undefined && skips(only);
  }
  return ts.isContinueStatement(statement) || (ts.isReturnStatement(statement) && isInCallback(statement));
}

function isInCallback(statement: ts.Statement): boolean {
  const loopOrFunction = ts.findAncestor(
    statement,
    (outer) => ts.isFunctionLike(outer) || ts.isIterationStatement(outer, false),
  );
  return loopOrFunction !== undefined && ts.isFunctionLike(loopOrFunction);
}

function isExit(node: ts.Node): boolean {
  return (
    ts.isContinueStatement(node) || ts.isBreakStatement(node) || ts.isReturnStatement(node) || ts.isThrowStatement(node)
  );
}

/** Whether a loop may end before its last element. */
export function mayStopEarly(slot: ts.Node): boolean {
  if (!ts.isStatement(slot)) return false;
  return someDescendant(
    slot,
    (node) =>
      ts.isReturnStatement(node) || ts.isThrowStatement(node) || (ts.isBreakStatement(node) && breaks(node, slot)),
  );
}

function breaks(statement: ts.BreakStatement, slot: ts.Node): boolean {
  const target = ts.findAncestor(
    statement,
    (outer) => ts.isIterationStatement(outer, false) || ts.isSwitchStatement(outer),
  );
  return target === undefined || !contains(slot, target) || statement.label !== undefined;
}

/** The condition as it reads where it holds. */
export function guardText({ condition, negated }: Guard, textOf: (node: ts.Expression) => string): string {
  if (!negated) {
    const inner = unwrap(condition);
    const needsParentheses = ts.isBinaryExpression(inner) && inner.operatorToken.kind === ts.SyntaxKind.BarBarToken;
    return needsParentheses ? `(${textOf(condition)})` : textOf(condition);
  }
  const node = unwrap(condition);
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) return textOf(node.operand);
  const opposite = ts.isBinaryExpression(node) ? opposites[node.operatorToken.getText()] : undefined;
  if (opposite !== undefined && ts.isBinaryExpression(node)) {
    return `${textOf(node.left)} ${opposite} ${textOf(node.right)}`;
  }
  return isAtom(node) ? `!${textOf(condition)}` : `!(${textOf(condition)})`;
}

const opposites: Readonly<Record<string, string>> = { '===': '!==', '!==': '===', '==': '!=', '!=': '==' };

function isAtom(node: ts.Expression): boolean {
  return ts.isIdentifier(node) || ts.isPropertyAccessExpression(node) || ts.isCallExpression(node);
}
