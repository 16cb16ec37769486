import ts from 'typescript';

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
