import ts from 'typescript';

import type { Analysis } from './analysis.ts';
import { someDescendant, unwrap } from './syntax.ts';

/** What is known of a value: `present` is neither null nor undefined, but may be `false`, `0` or an empty text. */
export type StatedValue = 'absent' | 'false' | 'present' | 'true' | 'unknown';

/** What the text of an expression tells about its value. */
export function statedValueOf(expression: ts.Expression): StatedValue {
  const node = unwrap(expression);
  if (isNothing(node)) return 'absent';
  if (node.kind === ts.SyntaxKind.FalseKeyword) return 'false';
  if (ts.isStringLiteralLike(node)) return node.text === '' ? 'false' : 'true';
  if (ts.isNumericLiteral(node)) return Number(node.text) === 0 ? 'false' : 'true';
  if (ts.isTemplateExpression(node)) return 'present';
  const isObject =
    ts.isObjectLiteralExpression(node) ||
    ts.isArrayLiteralExpression(node) ||
    ts.isNewExpression(node) ||
    ts.isArrowFunction(node) ||
    ts.isFunctionExpression(node);
  return isObject || node.kind === ts.SyntaxKind.TrueKeyword ? 'true' : 'unknown';
}

/** `null` and `undefined`. */
export function isNothing(expression: ts.Expression): boolean {
  const node = unwrap(expression);
  return node.kind === ts.SyntaxKind.NullKeyword || (ts.isIdentifier(node) && node.text === 'undefined');
}

/** What the type of an expression tells about its value. */
export function valueByType(analysis: Analysis, expression: ts.Expression): StatedValue {
  // An element is typed as if there was one under each key.
  const isElement = (node: ts.Node): boolean => ts.isElementAccessExpression(node);
  if (!tellsAbsence(analysis) || isElement(unwrap(expression)) || someDescendant(expression, isElement))
    return 'unknown';
  return valueOfType(analysis, analysis.checker.getTypeAtLocation(expression));
}

/** What the type of an expression tells about a member of its value. */
export function memberValueByType(analysis: Analysis, object: ts.Expression, member: string): StatedValue {
  if (!tellsAbsence(analysis)) return 'unknown';
  const type = analysis.checker.getTypeAtLocation(object);
  // A class of an entity has relations as if they were always loaded.
  if (type.isClass()) return 'unknown';
  const property = analysis.checker.getPropertyOfType(type, member);
  if (!property || property.flags & ts.SymbolFlags.Optional) return 'unknown';
  return valueOfType(analysis, analysis.checker.getTypeOfSymbolAtLocation(property, object));
}

/** Whether types say where a value may be missing. */
function tellsAbsence({ typed, program }: Analysis): boolean {
  const { strict, strictNullChecks } = program.getCompilerOptions();
  return typed && (strictNullChecks ?? strict ?? false);
}

function valueOfType({ checker }: Analysis, type: ts.Type): StatedValue {
  const parts = (type.isUnion() ? type.types : [type]).map((part) => checker.getBaseConstraintOfType(part) ?? part);
  const mayBeAbsent =
    ts.TypeFlags.Any |
    ts.TypeFlags.Unknown |
    ts.TypeFlags.Never |
    ts.TypeFlags.Null |
    ts.TypeFlags.Undefined |
    ts.TypeFlags.Void |
    ts.TypeFlags.TypeParameter |
    ts.TypeFlags.Union;
  if (parts.some(({ flags }) => flags & mayBeAbsent)) return 'unknown';
  return parts.every(({ flags }) => flags & (ts.TypeFlags.Object | ts.TypeFlags.NonPrimitive)) ? 'true' : 'present';
}
