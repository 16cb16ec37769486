import ts from 'typescript';

import type { Analysis } from './analysis.ts';
import { type ParameterPart, parameterPartOf } from './parameter-part.ts';
import { isNothing } from './stated-value.ts';
import { type FunctionWithBody, unwrap } from './syntax.ts';

/** What a function must be given for a node in it to run. */
export interface ParameterCondition extends ParameterPart {
  /** Whether it must be given, or must not be. */
  readonly isGiven: boolean;
  /** Whether `false` counts as given: by `presence`, as in `options !== undefined`, it does; by `truth` it does not. */
  readonly by:
    | 'truth'
    | 'presence'
    /** `options.save !== false`: anything else will do, and nothing. */
    | 'notFalse';
}

/** What a function must be given for a node to run: `tx` for what stands in `if (tx) { … }`. */
export function conditionsOn(
  analysis: Analysis,
  node: ts.Node,
  declaration: FunctionWithBody,
): readonly ParameterCondition[] {
  const conditions: ParameterCondition[] = [];
  if (declaration.parameters.length === 0) return conditions;
  for (let child = node, outer = node.parent; child !== declaration.body; child = outer, outer = outer.parent) {
    for (const { tested, ...outcome } of testsBefore(outer, child))
      conditions.push(...conditionsIn(analysis, tested, outcome, declaration));
    if (ts.isSourceFile(outer)) return [];
  }
  return conditions;
}

/** How a test that is made before a node runs must end. */
interface Outcome {
  readonly holds: boolean;
  readonly by: ParameterCondition['by'];
}

/** The tests of a statement or an expression that decide whether a part of it runs. */
function testsBefore(outer: ts.Node, child: ts.Node): readonly (Outcome & { tested: ts.Expression })[] {
  const by = 'truth';
  if (ts.isIfStatement(outer) && outer.expression !== child)
    return [{ tested: outer.expression, holds: outer.thenStatement === child, by }];
  if (ts.isConditionalExpression(outer) && outer.condition !== child)
    return [{ tested: outer.condition, holds: outer.whenTrue === child, by }];
  if (ts.isBinaryExpression(outer) && outer.right === child) {
    const operator = outer.operatorToken.getText().replace(/=$/, '');
    if (operator === '&&' || operator === '||') return [{ tested: outer.left, holds: operator === '&&', by }];
    return operator === '??' ? [{ tested: outer.left, holds: false, by: 'presence' }] : [];
  }
  if (!ts.isBlock(outer)) return [];
  // `if (skip) return;`
  return outer.statements
    .slice(0, outer.statements.indexOf(child as ts.Statement))
    .filter((statement): statement is ts.IfStatement => ts.isIfStatement(statement) && leaves(statement))
    .map(({ expression }) => ({ tested: expression, holds: false, by }));
}

function leaves({ thenStatement, elseStatement }: ts.IfStatement): boolean {
  const last = ts.isBlock(thenStatement) ? thenStatement.statements.at(-1) : thenStatement;
  if (elseStatement || !last) return false;
  return (
    ts.isReturnStatement(last) || ts.isThrowStatement(last) || ts.isContinueStatement(last) || ts.isBreakStatement(last)
  );
}

function conditionsIn(
  analysis: Analysis,
  tested: ts.Expression,
  { holds, by }: Outcome,
  declaration: FunctionWithBody,
): readonly ParameterCondition[] {
  const node = unwrap(tested);
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken)
    return conditionsIn(analysis, node.operand, { holds: !holds, by: 'truth' }, declaration);
  if (ts.isBinaryExpression(node)) {
    const operator = node.operatorToken.getText();
    if (/^[!=]==$/.test(operator) && node.right.kind === ts.SyntaxKind.FalseKeyword) {
      const part = parameterPartOf(analysis, node.left, declaration);
      return part && holds === operator.startsWith('!') ? [{ ...part, isGiven: true, by: 'notFalse' }] : [];
    }
    if (operator === (holds ? '&&' : '||'))
      return [node.left, node.right].flatMap((side) => conditionsIn(analysis, side, { holds, by }, declaration));
    if (!/^[!=]==?$/.test(operator) || !isNothing(node.right)) return [];
    return conditionsIn(
      analysis,
      node.left,
      { holds: holds === operator.startsWith('!'), by: 'presence' },
      declaration,
    );
  }
  const part = parameterPartOf(analysis, node, declaration);
  return part ? [{ ...part, isGiven: holds, by }] : [];
}

/** Whether two conditions are the same one. */
export function isSameCondition(one: ParameterCondition, other: ParameterCondition): boolean {
  return (
    one.parameter === other.parameter &&
    one.member === other.member &&
    one.isGiven === other.isGiven &&
    one.by === other.by
  );
}
