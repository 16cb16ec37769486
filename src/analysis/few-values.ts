import ts from 'typescript';

import type { Analysis } from './analysis.ts';
import { readsOtherMember } from './members-read.ts';
import { someDescendant } from './syntax.ts';

/**
 * Whether the code says that an element is one of a few values: `for (const kind of Object.keys(marks) as Kind[])`, and
 * `for (const key in marks) { const kind = key as Kind; … }`, where `Kind` is an enum or a union of literals.
 */
export function isOneOfFew({ checker, typed }: Analysis, element: ts.BindingName | undefined, body: ts.Node): boolean {
  if (!typed || !element || !ts.isIdentifier(element)) return false;
  if (readsOtherMember(body, element.text, [String.prototype, Number.prototype])) return false;
  if (isUnionOfLiterals(checker.getTypeAtLocation(element))) return true;
  return someDescendant(
    body,
    (node) =>
      ts.isAsExpression(node) &&
      ts.isIdentifier(node.expression) &&
      node.expression.text === element.text &&
      isUnionOfLiterals(checker.getTypeAtLocation(node)),
  );
}

function isUnionOfLiterals(type: ts.Type): boolean {
  return (
    type.isUnion() &&
    type.types.every((part) => part.isStringLiteral() || (part.flags & ts.TypeFlags.EnumLiteral) !== 0)
  );
}
