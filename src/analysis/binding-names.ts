import ts from 'typescript';

import { someDescendant } from './syntax.ts';

/** The names that a declaration gives: `id` and `rest` in `{ id, ...rest }`. */
export function namesOfBinding(name: ts.BindingName): readonly string[] {
  return identifiersOf(name).map(({ text }) => text);
}

/** The identifiers of these names. */
export function identifiersOf(name: ts.BindingName): readonly ts.Identifier[] {
  if (ts.isIdentifier(name)) return [name];
  return boundElements(name).flatMap((element) => identifiersOf(element.name));
}

/** The elements of a pattern without its holes. In TypeScript 7 a hole is an element as well, that has no name. */
export function boundElements({ elements }: ts.BindingPattern): readonly ts.BindingElement[] {
  const named = (element: { readonly name?: ts.BindingName }): boolean => element.name !== undefined;
  return [...elements].filter(ts.isBindingElement).filter(named);
}

/** Whether a variable, a parameter or a part of a pattern of that name is declared somewhere inside a node. */
export function declaresName(scope: ts.Node, name: string): boolean {
  return someDescendant(
    scope,
    (inner) =>
      (ts.isVariableDeclaration(inner) || ts.isParameter(inner) || ts.isBindingElement(inner)) &&
      inner.name.getText() === name,
    { intoFunctions: true },
  );
}
