import ts from 'typescript';

import { accessOf, isInlineFunction, unwrap } from '../analysis/syntax.ts';
import type { Guard } from './guard.ts';
import type { Iteration } from './iteration.ts';
import { refuse } from './refusal.ts';

/** What stands before the one thing that an iteration does: a constant, or a condition without which it is left out. */
export type Step = { readonly constant: ts.VariableStatement } | { readonly guard: Guard };

/** Reads the body of an iteration that does nothing but `work`: a query, or the loop inside. Refuses where it does more. */
export function stepsBefore({ repetition: { slot } }: Iteration, work: ts.Node): readonly Step[] {
  const steps: Step[] = [];
  const visit = (node: ts.Node): void => {
    if (holds(node, work)) return;
    if (ts.isBlock(node)) visitAll(node.statements);
    else if (ts.isIfStatement(node) && !node.elseStatement) {
      if (waits(node.expression)) refuse('otherWork');
      steps.push({ guard: { condition: node.expression, negated: false } });
      visit(node.thenStatement);
    } else refuse(handlesErrors(node) ? 'caughtPerElement' : 'otherWork');
  };
  const visitAll = (statements: readonly ts.Statement[]): void => {
    const last = statements.at(-1);
    if (!last) return refuse('otherWork');
    for (const statement of statements.slice(0, -1)) {
      if (ts.isIfStatement(statement) && !statement.elseStatement && skips(statement.thenStatement)) {
        if (waits(statement.expression)) refuse('otherWork');
        steps.push({ guard: { condition: statement.expression, negated: true } });
      } else if (isConstant(statement)) steps.push({ constant: statement });
      else refuse('otherWork');
    }
    visit(last);
  };
  const body = ts.isExpression(slot) ? unwrap(slot) : slot;
  visit(isInlineFunction(body) ? body.body : body);
  return steps;
}

/** Whether a statement or an expression is the work and nothing else: `await query;`, `return query;`, `query`. */
function holds(node: ts.Node, work: ts.Node): boolean {
  if (node === work) return true;
  if (ts.isExpressionStatement(node) || ts.isAwaitExpression(node) || ts.isParenthesizedExpression(node)) {
    return holds(node.expression, work);
  }
  if (ts.isReturnStatement(node)) return node.expression !== undefined && holds(node.expression, work);
  // `await Promise.all(rows.map(…))` around the loop inside.
  return ts.isCallExpression(node) && node.arguments.length === 1 && /^Promise\.all$/.test(node.expression.getText())
    ? node.arguments.some((argument) => holds(argument, work))
    : false;
}

/** `try { await query; } catch { … }`, `await query.catch(…)` */
function handlesErrors(node: ts.Node): boolean {
  if (ts.isTryStatement(node)) return node.catchClause !== undefined;
  if (ts.isExpressionStatement(node) || ts.isReturnStatement(node) || ts.isAwaitExpression(node)) {
    return node.expression !== undefined && handlesErrors(node.expression);
  }
  return ts.isCallExpression(node) && /^(then|catch)$/.test(accessOf(node.expression)?.name ?? '');
}

/** `continue;`, or in a callback `return;`. */
export function skips(statement: ts.Statement): boolean {
  if (ts.isBlock(statement)) {
    const [only, ...others] = statement.statements;
    return only !== undefined && others.length === 0 && skips(only);
  }
  return ts.isContinueStatement(statement) || (ts.isReturnStatement(statement) && !statement.expression);
}

/** `const total = order.price * order.amount;`, computed without waiting. */
function isConstant(statement: ts.Statement): statement is ts.VariableStatement {
  if (!ts.isVariableStatement(statement) || !(statement.declarationList.flags & ts.NodeFlags.Const)) return false;
  return !waits(statement);
}

/** Whether evaluating a node waits for something, nested functions left out. */
export function waits(node: ts.Node): boolean {
  if (ts.isAwaitExpression(node) || ts.isYieldExpression(node)) return true;
  if (ts.isFunctionLike(node)) return false;
  return ts.forEachChild(node, (child) => waits(child) || undefined) ?? false;
}
