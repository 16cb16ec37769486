import ts from 'typescript';

import { accessOf, someDescendant } from './syntax.ts';

/**
 * Whether code reads a member of a variable that values of a kind do not have: no list has the `id` of `page.id`. Told by
 * the variable's name, since asking for the type of an element may take that of a whole query.
 */
export function readsOtherMember(code: ts.Node, variable: string, kind: readonly object[]): boolean {
  return someDescendant(
    code,
    (node) => {
      const access = accessOf(node);
      return (
        access !== undefined &&
        ts.isIdentifier(access.object) &&
        access.object.text === variable &&
        !kind.some((prototype) => access.name in prototype)
      );
    },
    { intoFunctions: true },
  );
}
