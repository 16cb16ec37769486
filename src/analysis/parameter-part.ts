import ts from 'typescript';

import type { Analysis } from './analysis.ts';
import { isConst, variableAt } from './references.ts';
import { accessOf, type FunctionWithBody, isAssigning, someDescendant, unwrap } from './syntax.ts';

/** A parameter of a function, or a member of what it is given: `isDeep` of `options`. */
export interface ParameterPart {
  readonly parameter: ts.ParameterDeclaration;
  readonly member?: string;
  /** What it is where it is not given. */
  readonly fallback?: ts.Expression | undefined;
}

/** The part of what a function is given that an expression names: `options.isDeep`, and `isDeep` of `{ isDeep }`. */
export function parameterPartOf(
  analysis: Analysis,
  expression: ts.Expression,
  declaration: FunctionWithBody,
): ParameterPart | undefined {
  const node = unwrap(expression);
  const part = partAt(analysis, node, declaration, 0);
  return part && !isAssignedBefore(node, declaration) ? part : undefined;
}

function partAt(
  analysis: Analysis,
  expression: ts.Expression,
  declaration: FunctionWithBody,
  depth: number,
): ParameterPart | undefined {
  const node = unwrap(expression);
  const access = accessOf(node);
  if (access) {
    const whole = ts.isIdentifier(access.object) ? partAt(analysis, access.object, declaration, depth) : undefined;
    return memberOf(whole, access.name);
  }
  const declared = ts.isIdentifier(node) && depth < 4 ? variableAt(analysis, node)?.valueDeclaration : undefined;
  if (!declared) return undefined;
  if (ts.isParameter(declared)) return wholeOf(declared, declaration);
  if (ts.isBindingElement(declared)) return partOfElement(analysis, declared, declaration, depth);
  if (!ts.isVariableDeclaration(declared) || !declared.initializer || !isConst(declared)) return undefined;
  return partAt(analysis, declared.initializer, declaration, depth + 1);
}

function wholeOf(parameter: ts.ParameterDeclaration, { parameters }: FunctionWithBody): ParameterPart | undefined {
  if (!parameters.includes(parameter) || parameter.dotDotDotToken) return undefined;
  return { parameter, fallback: parameter.initializer };
}

function memberOf(
  whole: ParameterPart | undefined,
  member: string,
  fallback?: ts.Expression,
): ParameterPart | undefined {
  return whole && whole.member === undefined ? { parameter: whole.parameter, member, fallback } : undefined;
}

/** `groupBy` in `({ groupBy }) => …` and in `const { groupBy } = options`. */
function partOfElement(
  analysis: Analysis,
  { name, propertyName, dotDotDotToken, initializer, parent: pattern }: ts.BindingElement,
  declaration: FunctionWithBody,
  depth: number,
): ParameterPart | undefined {
  const key = propertyName ?? name;
  if (!ts.isObjectBindingPattern(pattern) || dotDotDotToken || !ts.isIdentifier(key)) return undefined;
  const { parent } = pattern;
  if (ts.isParameter(parent)) return memberOf(wholeOf(parent, declaration), key.text, initializer);
  if (!ts.isVariableDeclaration(parent) || !parent.initializer || !isConst(parent)) return undefined;
  return memberOf(partAt(analysis, parent.initializer, declaration, depth + 1), key.text, initializer);
}

/** Whether a variable may be another by the time of a mention than what the function was given. */
function isAssignedBefore(mention: ts.Expression, { body }: FunctionWithBody): boolean {
  const text = mention.getText();
  return someDescendant(
    body,
    (node) =>
      ts.isBinaryExpression(node) &&
      node.end <= mention.pos &&
      isAssigning(node.operatorToken.kind) &&
      node.left.getText() === text,
    { intoFunctions: true },
  );
}
