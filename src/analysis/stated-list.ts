import ts from 'typescript';

import type { Analysis } from './analysis.ts';
import { initializerOf, referencesOf } from './references.ts';
import { accessOf, unwrap } from './syntax.ts';

/** Whether the type that a variable is declared with is that of a list of any length. */
export function isStatedList(analysis: Analysis, expression: ts.Expression): boolean {
  const declaration = variableOf(analysis, expression)?.valueDeclaration;
  const isTyped = declaration && (ts.isVariableDeclaration(declaration) || ts.isParameter(declaration));
  return isTyped === true && declaration.type !== undefined && isListType(declaration.type);
}

/**
 * Whether a variable is a list by what it is declared as or used for: it has a length, is iterated, or is spread in another
 * list. Its type may take that of a whole query.
 */
export function isUsedAsList(analysis: Analysis, expression: ts.Expression): boolean {
  if (isStatedList(analysis, expression)) return true;
  const variable = variableOf(analysis, expression);
  return variable !== undefined && (referencesOf(analysis, variable) ?? []).some(isUseOfList);
}

/** Methods by which a list is made of another one. */
export const listMaking: ReadonlySet<string> = new Set([
  'map',
  'flatMap',
  'filter',
  'slice',
  'concat',
  'sort',
  'toSorted',
  'reverse',
  'toReversed',
]);

/** What was awaited for a list, or for one that it is made of: `findOrders()` in `const open = (await findOrders()).filter(isOpen)`. */
export function awaitedForList(analysis: Analysis, list: ts.Expression, depth = 0): ts.Expression | undefined {
  const node = unwrap(list);
  if (ts.isAwaitExpression(node)) return unwrap(node.expression);
  if (depth > 4) return undefined;
  if (ts.isIdentifier(node)) {
    const initializer = initializerOf(analysis, node);
    return initializer && awaitedForList(analysis, initializer, depth + 1);
  }
  const access = ts.isCallExpression(node) ? accessOf(unwrap(node.expression)) : undefined;
  return access && listMaking.has(access.name) ? awaitedForList(analysis, access.object, depth + 1) : undefined;
}

function variableOf({ checker }: Analysis, expression: ts.Expression): ts.Symbol | undefined {
  const node = unwrap(expression);
  return ts.isIdentifier(node) ? checker.getSymbolAtLocation(node) : undefined;
}

function isListType(type: ts.TypeNode): boolean {
  if (ts.isParenthesizedTypeNode(type)) return isListType(type.type);
  if (ts.isTypeOperatorNode(type)) return isListType(type.type);
  if (ts.isTypeReferenceNode(type)) return /^(Readonly)?Array$/.test(type.typeName.getText());
  return ts.isArrayTypeNode(type);
}

function isUseOfList(reference: ts.Identifier): boolean {
  const { parent } = reference;
  if (accessOf(parent)?.object === reference) return accessOf(parent)?.name === 'length';
  if (ts.isForOfStatement(parent)) return parent.expression === reference;
  return ts.isSpreadElement(parent) && ts.isArrayLiteralExpression(parent.parent);
}
