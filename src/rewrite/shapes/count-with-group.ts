import type ts from 'typescript';

import { quoted } from '../file-style.ts';
import type { ReadShape } from '../read-shape.ts';
import { refuse } from '../refusal.ts';
import type { RewriteContext } from '../rewrite-context.ts';
import { insertProperty, propertyName } from './object-literal.ts';

/** A count is given the columns of the key: `Post.count({ where: …, group: ['authorId'] })`. */
export function countWithGroup(
  context: RewriteContext,
  shape: ReadShape,
  options: ts.ObjectLiteralExpression | undefined,
): ReadShape {
  if (!options?.properties.every((one) => /^(where|transaction|paranoid)$/.test(propertyName(one) ?? ''))) {
    return refuse('noBatchForm');
  }
  return {
    ...shape,
    // A group has its columns in no type.
    row: context.analysis.checker.getAnyType(),
    aggregate: { title: 'count', absent: 'number', inRows: false, read: (group) => `${group}.count` },
    batch: (keys) => {
      const batched = shape.batch(keys);
      const columns = (keys.kind === 'list' ? [keys.term] : keys.terms).map(({ property }) => property);
      if (columns.includes('count')) return refuse('rawKey');
      const group = `group: [${columns.map((column) => quoted(context.file, column)).join(', ')}]`;
      return { ...batched, edits: [...batched.edits, insertProperty(context, options, group)] };
    },
  };
}
