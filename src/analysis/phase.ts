import ts from 'typescript';

import { namesOfBinding } from './binding-names.ts';
import type { Repetition } from './repetition.ts';
import { accessOf, isInlineFunction, unwrap } from './syntax.ts';

/**
 * Whether a node runs for elements of one kind only: `for (const phase of phases) switch (phase.name) { case 'users': … }`.
 * What does not depend on the element runs once there where each kind occurs once, as phases do.
 */
export function isOfOneKind(node: ts.Node, repetition: Repetition): boolean {
  const names = elementsOf(repetition);
  for (let inner = node; inner !== repetition.slot && !ts.isSourceFile(inner); inner = inner.parent) {
    if (!ts.isCaseClause(inner) || !isNamed(inner.expression)) continue;
    const kind = unwrap(inner.parent.parent.expression);
    const element = accessOf(kind)?.object ?? kind;
    if (ts.isIdentifier(element) && names.includes(element.text)) return true;
  }
  return false;
}

/** `'users'`, `Phase.Users` */
function isNamed(value: ts.Expression): boolean {
  const node = unwrap(value);
  return ts.isStringLiteralLike(node) || ts.isNumericLiteral(node) || accessOf(node) !== undefined;
}

function elementsOf({ node, slot }: Repetition): readonly string[] {
  const declared = ts.isForOfStatement(node) ? node.initializer : undefined;
  if (declared && ts.isVariableDeclarationList(declared))
    return declared.declarations.flatMap(({ name }) => namesOfBinding(name));
  const callback = ts.isExpression(slot) ? unwrap(slot) : slot;
  const [element] = isInlineFunction(callback) ? callback.parameters : [];
  return element ? namesOfBinding(element.name) : [];
}
