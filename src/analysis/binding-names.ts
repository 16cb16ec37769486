import ts from 'typescript';

/** The names that a declaration gives: `id` and `rest` in `{ id, ...rest }`. */
export function namesOfBinding(name: ts.BindingName): readonly string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) => (ts.isBindingElement(element) ? namesOfBinding(element.name) : []));
}
