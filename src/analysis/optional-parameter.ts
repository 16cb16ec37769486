import ts from 'typescript';

import type { Analysis } from './analysis.ts';
import { accessOf, argumentsOf, type FunctionWithBody, isCallLike, unwrap } from './syntax.ts';

/** A parameter of a function, or a member of what it is given: `isDeep` of `options`. */
export interface Needed {
  readonly parameter: ts.ParameterDeclaration;
  readonly member?: string;
}

/** The parameter without which a node does not run: `tx` for what stands in `if (tx) { … }`. */
export function parameterNeededBy(
  analysis: Analysis,
  node: ts.Node,
  declaration: FunctionWithBody,
): Needed | undefined {
  if (declaration.parameters.length === 0) return undefined;
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
function parameterIn(analysis: Analysis, condition: ts.Expression, declaration: FunctionWithBody): Needed | undefined {
  const node = unwrap(condition);
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken) {
    return parameterIn(analysis, node.left, declaration) ?? parameterIn(analysis, node.right, declaration);
  }
  const access = accessOf(node);
  const named = access ? unwrap(access.object) : node;
  if (!ts.isIdentifier(named)) return undefined;
  const parameter = declaration.parameters.find(({ name }) => ts.isIdentifier(name) && name.text === named.text);
  if (!parameter || !(access || mayBeLeftOut(parameter))) return undefined;
  if (analysis.checker.getSymbolAtLocation(named)?.valueDeclaration !== parameter) return undefined;
  return access ? { parameter, member: access.name } : { parameter };
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

/** What a call gives for a parameter, or for a member of one in an object that is written there. */
export function givenFor(call: ts.Node, { parameter, member }: Needed): ts.Expression | 'nothing' | 'unknown' {
  const given = argumentFor(call, parameter);
  if (member === undefined || typeof given === 'string') return given;
  const object = unwrap(given);
  if (!ts.isObjectLiteralExpression(object)) return 'unknown';
  // What is spread behind it may state it again.
  const stated = object.properties.findLast(
    (property) => ts.isSpreadAssignment(property) || property.name.getText() === member,
  );
  if (!stated) return 'nothing';
  return ts.isPropertyAssignment(stated) && isNothing(stated.initializer) ? 'nothing' : 'unknown';
}

function isNothing(value: ts.Expression): boolean {
  const node = unwrap(value);
  return (
    node.kind === ts.SyntaxKind.FalseKeyword ||
    node.kind === ts.SyntaxKind.NullKeyword ||
    (ts.isIdentifier(node) && node.text === 'undefined')
  );
}
