import ts from 'typescript';

/** The names that a declaration gives: `id` and `rest` in `{ id, ...rest }`. */
export function namesOfBinding(name: ts.BindingName): readonly string[] {
  return identifiersOf(name).map(({ text }) => text);
}

/** The identifiers of these names. */
export function identifiersOf(name: ts.BindingName): readonly ts.Identifier[] {
  if (ts.isIdentifier(name)) return [name];
  return name.elements.flatMap((element) => (ts.isBindingElement(element) ? identifiersOf(element.name) : []));
}
