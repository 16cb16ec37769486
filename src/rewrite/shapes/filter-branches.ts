import ts from 'typescript';

import { unwrap } from '../../analysis/syntax.ts';
import type { FilterTerm } from './object-filter.ts';
import { propertyOf, valueOf } from './object-literal.ts';

/** The literals that a filter may be: `{ id }` in `where: { id }`, and both in `where: isOpen ? { id, open: true } : { id }`. */
export function filterBranches(
  options: ts.ObjectLiteralExpression | undefined,
  name: string,
): readonly ts.ObjectLiteralExpression[] {
  const property = propertyOf(options, name);
  const value = property && valueOf(property);
  const node = value && unwrap(value);
  if (!node) return [];
  const branches = ts.isConditionalExpression(node) ? [unwrap(node.whenTrue), unwrap(node.whenFalse)] : [node];
  const literals = branches.filter(ts.isObjectLiteralExpression);
  return literals.length === branches.length ? literals : [];
}

/** A term of a filter, and the same in its other branches. */
export interface BranchedTerm extends FilterTerm {
  readonly others: readonly FilterTerm[];
}

/** The equalities that all branches state alike. */
export function sharedTerms([first = [], ...others]: readonly (readonly FilterTerm[])[]): readonly BranchedTerm[] {
  return first.flatMap((term): readonly BranchedTerm[] => {
    const same = others.map((branch) =>
      branch.find((one) => one.property === term.property && one.value.getText() === term.value.getText()),
    );
    const found = same.filter((one) => one !== undefined);
    return found.length === same.length ? [{ ...term, others: found, repeated: found.map(({ value }) => value) }] : [];
  });
}
