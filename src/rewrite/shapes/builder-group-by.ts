import ts from 'typescript';

import { unwrap } from '../../analysis/syntax.ts';
import type { ReadShape } from '../read-shape.ts';
import { refuse } from '../refusal.ts';
import type { RewriteContext } from '../rewrite-context.ts';
import type { TextEdit } from '../text-edit.ts';
import type { BuilderAggregates } from './builder-aggregates.ts';
import type { CalledLink } from './builder-chain.ts';
import { insertProperty } from './object-literal.ts';

interface GroupedChain {
  readonly links: readonly CalledLink[];
  readonly aggregates: BuilderAggregates;
  /** The column of a property, as the chain writes it: `posts.authorId`, `'author_id'`. */
  readonly columnText: (property: string) => string | undefined;
}

/** A chain that computes values from all rows of a key gets the columns of the key, and `groupBy` of them. */
export function groupChain(
  context: RewriteContext,
  shape: ReadShape,
  { links, aggregates: { title, absent, unsure }, columnText }: GroupedChain,
): ReadShape {
  if (links.some(({ role }) => role === 'order' || role === 'limit')) return refuse('limited');
  const where = links.findLast(({ role }) => role === 'conditions');
  if (!where) return refuse('noVaryingKey');
  const list = columnList(links);
  const grouping = (properties: readonly string[]): readonly TextEdit[] => {
    const columns = properties.map((property) => columnText(property) ?? refuse('rawKey'));
    const { end } = where.call;
    const last = links.find(({ role }) => typeof role === 'object')?.access.expression.end ?? shape.query.end;
    const grouped = `.groupBy(${columns.join(', ')})`;
    if (!list) {
      const several = columns.length > 1 ? `[${columns.join(', ')}]` : columns.join(', ');
      return [{ start: last, end: last, text: `.groupBy(${several}).select(${several})` }];
    }
    const listed = properties.map((property, index) => `${property}: ${columns[index] ?? ''}`);
    return [insertProperty(context, list, listed.join(', ')), { start: end, end, text: grouped }];
  };
  return {
    ...shape,
    answers: 'count',
    // There is a row whether rows match or not.
    missing: 'undefined',
    aggregate: { title, absent, inRows: shape.answers === 'many', mayDiffer: (name) => unsure.has(name) },
    batch: (keys) => {
      const batched = shape.batch(keys);
      const properties = (keys.kind === 'list' ? [keys.term] : keys.terms).map(({ property }) => property);
      if (properties.some((property) => property in absent)) return refuse('rawKey');
      return { ...batched, edits: [...batched.edits, ...grouping(properties)] };
    },
  };
}

/** The object that lists the columns: `{ posts: count() }`. */
function columnList(links: readonly CalledLink[]): ts.ObjectLiteralExpression | undefined {
  const [list] = links.find(({ role }) => role === 'columns')?.call.arguments ?? [];
  const literal = list && unwrap(list);
  return literal && ts.isObjectLiteralExpression(literal) ? literal : undefined;
}
