import ts from 'typescript';

import type { Analysis } from './analysis.ts';
import { boundElements } from './binding-names.ts';
import { readsOtherMember } from './members-read.ts';
import { someDescendant } from './syntax.ts';

/**
 * Whether the code says that an element is one of a few values: `for (const kind of Object.keys(marks) as Kind[])`, and
 * `for (const key in marks) { const kind = key as Kind; … }`, where `Kind` is an enum or a union of literals.
 */
export function isOneOfFew({ checker, typed }: Analysis, element: ts.BindingName | undefined, body: ts.Node): boolean {
  const name = element && nameIn(element);
  if (!typed || !name) return false;
  if (readsOtherMember(body, name.text, [String.prototype, Number.prototype])) return false;
  if (isUnionOfLiterals(checker.getTypeAtLocation(name))) return true;
  return someDescendant(
    body,
    (node) =>
      ts.isAsExpression(node) &&
      ts.isIdentifier(node.expression) &&
      node.expression.text === name.text &&
      isUnionOfLiterals(checker.getTypeAtLocation(node)),
  );
}

/** What is iterated by: `kind` in `for (const kind of kinds)`, and in `for (const [kind, count] of counts)`. */
function nameIn(element: ts.BindingName): ts.Identifier | undefined {
  if (ts.isIdentifier(element)) return element;
  const [first] = ts.isArrayBindingPattern(element) ? boundElements(element) : [];
  const isKey = first && ts.isArrayBindingPattern(element) && element.elements[0] === first;
  return isKey && ts.isIdentifier(first.name) ? first.name : undefined;
}

function isUnionOfLiterals(type: ts.Type): boolean {
  return (
    type.isUnion() &&
    type.types.every((part) => part.isStringLiteral() || (part.flags & ts.TypeFlags.EnumLiteral) !== 0)
  );
}
