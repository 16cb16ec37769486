import ts from 'typescript';

import { isUnknownType } from '../analysis/declared-in.ts';
import { unwrap } from '../analysis/syntax.ts';
import type { Comparison } from './key-family.ts';
import type { ReadShape, Term } from './read-shape.ts';
import { refuse } from './refusal.ts';
import type { RewriteContext } from './rewrite-context.ts';

/** The type of a column's value in a row; where the query does not read it, the type that the filter takes. */
export function columnTypeOf(
  { analysis: { checker } }: RewriteContext,
  { row, answers, asserted }: Pick<ReadShape, 'row' | 'answers' | 'asserted'>,
  { property, value }: Term,
): ts.Type {
  if (isUnknownType(row)) return row;
  // What the code says of a row of values computed from others says nothing of the key.
  if (asserted && answers === 'count') return checker.getAnyType();
  const column = answers === 'count' ? undefined : checker.getPropertyOfType(row, property);
  if (column) {
    const type = checker.getTypeOfSymbolAtLocation(column, value);
    return asserted && isNumeric(checker.getNonNullableType(type)) ? checker.getAnyType() : type;
  }
  const member = answers === 'count' ? undefined : checker.getIndexTypeOfType(row, ts.IndexKind.String);
  if (member) return member;
  const expected = checker.getContextualType(value) ?? refuse('rawKey');
  const isValue = (type: ts.Type): boolean =>
    (type.flags &
      (ts.TypeFlags.StringLike | ts.TypeFlags.NumberLike | ts.TypeFlags.BigIntLike | ts.TypeFlags.BooleanLike)) !==
    0;
  const parts = expected.isUnion() ? expected.types : [expected];
  return parts.find(isValue) ?? refuse('rawKey');
}

/** Whether a type is of numbers, which drivers may answer as texts: `bigint` and `numeric` do not fit into a number. */
function isNumeric(type: ts.Type): boolean {
  const parts = type.isUnion() ? type.types : [type];
  return parts.every(({ flags }) => (flags & (ts.TypeFlags.NumberLike | ts.TypeFlags.BigIntLike)) !== 0);
}

/** How the keys of a column are compared. Refuses texts of numbers that the driver may round. */
export function comparisonOf(
  context: RewriteContext,
  shape: ReadShape,
  { property, value }: Term,
): Comparison | undefined {
  const comparison = shape.comparisonOf?.(property);
  const node = unwrap(value);
  const isText = ts.isCallExpression(node) && /^String$|\.toString$/.test(node.expression.getText());
  if (comparison?.rounds === true && isText) refuse('incomparableKey');
  return comparison;
}
