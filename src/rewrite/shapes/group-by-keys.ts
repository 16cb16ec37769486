import ts from 'typescript';

import { unwrap } from '../../analysis/syntax.ts';
import type { AbsentRecord, AbsentValue, Aggregate } from '../aggregate.ts';
import { titleOf } from '../aggregate.ts';
import { quoted } from '../file-style.ts';
import type { ReadShape } from '../read-shape.ts';
import { refuse } from '../refusal.ts';
import type { RewriteContext } from '../rewrite-context.ts';
import { insertProperty, propertyName, valueOf } from './object-literal.ts';

/**
 * A count becomes one grouped query, `groupBy({ by: ['requestId'], where: …, _count: { _all: true } })`, and so does
 * `aggregate({ where: …, _sum: { score: true } })`.
 */
export function groupByKeys(
  context: RewriteContext,
  shape: ReadShape,
  options: ts.ObjectLiteralExpression | undefined,
): ReadShape {
  if (!options) return refuse('noBatchForm');
  const values = options.properties.filter((property) => propertyName(property) !== 'where');
  const isCount = values.length === 0;
  const aggregate: Aggregate = isCount
    ? { title: 'count', absent: 'number', inRows: false, read: (group) => `${group}._count._all` }
    : ofValues(values);
  return {
    ...shape,
    aggregate,
    batch: (keys) => {
      const batched = shape.batch(keys);
      const columns = (keys.kind === 'list' ? [keys.term] : keys.terms).map(({ property }) => property);
      const by = `by: [${columns.map((column) => quoted(context.file, column)).join(', ')}]`;
      const added = isCount ? `${by}, _count: { _all: true }` : by;
      return { ...batched, edits: [...batched.edits, insertProperty(context, options, added)] };
    },
  };
}

/** `_count: true`, `_sum: { score: true }`: what is computed is zero or null where there are no rows. */
function ofValues(values: readonly ts.ObjectLiteralElementLike[]): Aggregate {
  const entries = values.map((property) => {
    const name = propertyName(property) ?? '';
    if (!/^_(count|sum|avg|min|max)$/.test(name)) return refuse('aggregate');
    return [name, absentOf(property, name === '_count' ? 'number' : 'null')] as const;
  });
  return {
    title: titleOf(entries.map(([name]) => name.slice(1))),
    absent: Object.fromEntries(entries),
    inRows: false,
  };
}

function absentOf(property: ts.ObjectLiteralElementLike, form: AbsentValue): AbsentValue | AbsentRecord {
  const value = valueOf(property);
  const inner = value && unwrap(value);
  if (inner?.kind === ts.SyntaxKind.TrueKeyword) return form;
  if (!inner || !ts.isObjectLiteralExpression(inner)) return refuse('aggregate');
  return Object.fromEntries(
    inner.properties.map((one) => {
      const isRead = valueOf(one)?.kind === ts.SyntaxKind.TrueKeyword;
      return [(isRead ? propertyName(one) : undefined) ?? refuse('aggregate'), form];
    }),
  );
}
