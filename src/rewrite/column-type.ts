import ts from 'typescript';

import type { ReadShape, Term } from './read-shape.ts';
import { refuse } from './refusal.ts';
import type { RewriteContext } from './rewrite-context.ts';

/** The type of a column's value in a row; where the query does not read it, the type that the filter takes. */
export function columnTypeOf(
  { analysis: { checker } }: RewriteContext,
  { row, answers }: Pick<ReadShape, 'row' | 'answers'>,
  { property, value }: Term,
): ts.Type {
  const column = answers === 'count' ? undefined : checker.getPropertyOfType(row, property);
  if (column) return checker.getTypeOfSymbolAtLocation(column, value);
  const expected = checker.getContextualType(value) ?? refuse('rawKey');
  const isValue = (type: ts.Type): boolean =>
    (type.flags &
      (ts.TypeFlags.StringLike | ts.TypeFlags.NumberLike | ts.TypeFlags.BigIntLike | ts.TypeFlags.BooleanLike)) !==
    0;
  const parts = expected.isUnion() ? expected.types : [expected];
  return parts.find(isValue) ?? refuse('rawKey');
}
