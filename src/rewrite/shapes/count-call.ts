import ts from 'typescript';

import { accessOf, unwrap } from '../../analysis/syntax.ts';
import type { BuilderBatchFacts } from '../../clients/batch-facts.ts';
import { nounOf } from '../names.ts';
import type { ReadShape } from '../read-shape.ts';
import { refuse } from '../refusal.ts';
import { type RewriteContext, textOf } from '../rewrite-context.ts';
import { acceptKeysInCalls, callTerms } from './call-conditions.ts';
import { isNameFree } from './imported-function.ts';

/** `db.$count(posts, eq(posts.authorId, id))` becomes a select of the column and `count()`, grouped by it. */
export function readCountCall(context: RewriteContext, query: ts.Expression, facts: BuilderBatchFacts): ReadShape {
  const { file, analysis } = context;
  const module = facts.module ?? refuse('noBatchForm');
  if (!ts.isCallExpression(query)) return refuse('noBatchForm');
  const [table, condition, ...others] = query.arguments;
  const method = accessOf(unwrap(query.expression))?.nameNode;
  if (!table || !condition || others.length > 0 || !method) return refuse('noVaryingKey');
  if (/\/[/*]/.test(file.text.slice(table.end, condition.getStart(file)))) return refuse('filterNotLiteral');
  const { terms, size } = callTerms(condition, (column) => accessOf(column)?.name);
  const isFree = isNameFree(context, query, 'count', module);
  const counted = isFree ? 'count()' : 'sql<number>`count(*)`.mapWith(Number)';
  return {
    query,
    noun: nounOf(textOf(context, table)) ?? refuse('noBatchForm'),
    terms,
    filterSize: size,
    answers: 'count',
    missing: 'undefined',
    isUnique: () => undefined,
    joins: false,
    row: analysis.checker.getTypeAtLocation(query),
    reads: () => true,
    aggregate: { title: 'count', absent: 'number', inRows: false, read: (group) => `${group}.count` },
    batch: (keys) => {
      const { edits, needs, ...batched } = acceptKeysInCalls(context, condition, terms, keys, module);
      const varying = terms.filter((term) => (keys.kind === 'list' ? term === keys.term : keys.terms.includes(term)));
      if (varying.some(({ property }) => property === 'count')) return refuse('rawKey');
      const listed = varying.map(({ property, column }) => `${property}: ${textOf(context, column)}, `);
      const grouped = varying.map(({ column }) => textOf(context, column)).join(', ');
      return {
        ...batched,
        needs: [...needs, { module, name: isFree ? 'count' : 'sql' }],
        edits: [
          ...edits,
          {
            start: method.getStart(file),
            end: method.end,
            text: `select({ ${listed.join('')}count: ${counted} }).from`,
          },
          { start: table.end, end: condition.getStart(file), text: ').where(' },
          { start: query.end, end: query.end, text: `.groupBy(${grouped})` },
        ],
      };
    },
  };
}
