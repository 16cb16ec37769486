import ts from 'typescript';

import { unwrap } from '../../analysis/syntax.ts';
import type { RewriteContext } from '../rewrite-context.ts';
import type { TextEdit } from '../text-edit.ts';

/** The name of a property that is written out. */
export function propertyName(property: ts.ObjectLiteralElementLike): string | undefined {
  const { name } = property;
  return name && (ts.isIdentifier(name) || ts.isStringLiteralLike(name)) ? name.text : undefined;
}

export function propertyOf(
  literal: ts.ObjectLiteralExpression | undefined,
  name: string,
): ts.ObjectLiteralElementLike | undefined {
  return literal?.properties.find((property) => propertyName(property) === name);
}

/** The literal that a property holds: `{ id }` in `where: { id }`. */
export function literalIn(
  literal: ts.ObjectLiteralExpression | undefined,
  name: string,
): ts.ObjectLiteralExpression | undefined {
  const property = propertyOf(literal, name);
  const value = property && ts.isPropertyAssignment(property) ? unwrap(property.initializer) : undefined;
  return value && ts.isObjectLiteralExpression(value) ? value : undefined;
}

/** The expression that a property holds: `id` in `{ id }` too. */
export function valueOf(property: ts.ObjectLiteralElementLike): ts.Expression | undefined {
  if (ts.isShorthandPropertyAssignment(property)) return property.name;
  return ts.isPropertyAssignment(property) ? property.initializer : undefined;
}

export function insertProperty(
  { file }: RewriteContext,
  literal: ts.ObjectLiteralExpression,
  property: string,
): TextEdit {
  const [first] = literal.properties;
  const start = first ? first.getStart(file) : literal.getStart(file) + 1;
  return { start, end: start, text: first ? `${property}, ` : ` ${property} ` };
}

/** Writes all properties of a literal anew; nothing where comments between them would be lost. */
export function replaceProperties(
  { file }: RewriteContext,
  literal: ts.ObjectLiteralExpression,
  properties: readonly string[],
): TextEdit | undefined {
  const [first, last] = [literal.properties[0], literal.properties.at(-1)];
  if (!first || !last) return undefined;
  const gaps = literal.properties.slice(1).map((property) => file.text.slice(property.pos, property.getStart(file)));
  if (gaps.some((gap) => gap.trim() !== '')) return undefined;
  return { start: first.getStart(file), end: last.end, text: properties.join(', ') };
}
