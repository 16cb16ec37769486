import type ts from 'typescript';

import { quoted } from '../file-style.ts';
import type { ReadShape } from '../read-shape.ts';
import { refuse } from '../refusal.ts';
import type { RewriteContext } from '../rewrite-context.ts';
import { insertProperty } from './object-literal.ts';

/** A count becomes one grouped query: `groupBy({ by: ['requestId'], where: …, _count: { _all: true } })`. */
export function countByGroups(
  context: RewriteContext,
  shape: ReadShape,
  options: ts.ObjectLiteralExpression | undefined,
): ReadShape {
  if (!options) return refuse('noBatchForm');
  return {
    ...shape,
    countOf: (group) => `${group}._count._all`,
    batch: (keys) => {
      const batched = shape.batch(keys);
      const columns = (keys.kind === 'list' ? [keys.term] : keys.terms).map(({ property }) => property);
      const by = columns.map((column) => quoted(context.file, column)).join(', ');
      return {
        ...batched,
        edits: [...batched.edits, insertProperty(context, options, `by: [${by}], _count: { _all: true }`)],
      };
    },
  };
}
