import ts from 'typescript';

import type { Analysis } from './analysis.ts';
import { argumentsOf, type FunctionWithBody, isCallLike, unwrap } from './syntax.ts';

/** The parameter without which a node does not run: `tx` for what stands in `if (tx) { … }`. */
export function parameterNeededBy(
  analysis: Analysis,
  node: ts.Node,
  declaration: FunctionWithBody,
): ts.ParameterDeclaration | undefined {
  if (!declaration.parameters.some(mayBeLeftOut)) return undefined;
  for (let child = node, outer = node.parent; child !== declaration.body; child = outer, outer = outer.parent) {
    const condition =
      ts.isIfStatement(outer) && outer.thenStatement === child
        ? outer.expression
        : ts.isConditionalExpression(outer) && outer.whenTrue === child
          ? outer.condition
          : undefined;
    const needed = condition && parameterIn(analysis, condition, declaration);
    if (needed) return needed;
    if (ts.isSourceFile(outer)) return undefined;
  }
  return undefined;
}

/** `tx` in `tx` and in `tx && isOpen`. */
function parameterIn(
  analysis: Analysis,
  condition: ts.Expression,
  declaration: FunctionWithBody,
): ts.ParameterDeclaration | undefined {
  const node = unwrap(condition);
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken) {
    return parameterIn(analysis, node.left, declaration) ?? parameterIn(analysis, node.right, declaration);
  }
  if (!ts.isIdentifier(node)) return undefined;
  const parameter = declaration.parameters.find(({ name }) => ts.isIdentifier(name) && name.text === node.text);
  if (!parameter || !mayBeLeftOut(parameter)) return undefined;
  return analysis.checker.getSymbolAtLocation(node)?.valueDeclaration === parameter ? parameter : undefined;
}

function mayBeLeftOut({ questionToken, initializer }: ts.ParameterDeclaration): boolean {
  return questionToken !== undefined || (initializer !== undefined && isNothing(initializer));
}

/** What a call gives for a parameter: `nothing` if it leaves it out or says `false`; `unknown` where that cannot be told. */
export function argumentFor(call: ts.Node, parameter: ts.ParameterDeclaration): ts.Expression | 'nothing' | 'unknown' {
  const position = (parameter.parent.parameters as readonly ts.ParameterDeclaration[]).indexOf(parameter);
  if (!isCallLike(call) || !ts.isCallExpression(call) || position === -1) return 'unknown';
  const given = argumentsOf(call);
  if (given.slice(0, position + 1).some(ts.isSpreadElement)) return 'unknown';
  const argument = given[position];
  return argument && !isNothing(argument) ? argument : 'nothing';
}

function isNothing(value: ts.Expression): boolean {
  const node = unwrap(value);
  return (
    node.kind === ts.SyntaxKind.FalseKeyword ||
    node.kind === ts.SyntaxKind.NullKeyword ||
    (ts.isIdentifier(node) && node.text === 'undefined')
  );
}
