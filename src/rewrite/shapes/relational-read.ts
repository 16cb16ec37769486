import ts from 'typescript';

import { chainOf } from '../../analysis/chain.ts';
import { accessOf, isInlineFunction, unwrap } from '../../analysis/syntax.ts';
import type { BuilderBatchFacts, ObjectBatchFacts } from '../../clients/batch-facts.ts';
import { nounOfChain } from '../chain-noun.ts';
import type { ReadShape } from '../read-shape.ts';
import { refuse } from '../refusal.ts';
import type { RewriteContext } from '../rewrite-context.ts';
import { awaitedRow } from './awaited-row.ts';
import { acceptKeysInCalls, callTerms } from './call-conditions.ts';
import { insertProperty, literalIn, propertyName, propertyOf, valueOf } from './object-literal.ts';
import { readObjectQuery } from './object-read.ts';
import { uniqueColumnsOfTable } from './table-columns.ts';

interface RelationalFacts extends BuilderBatchFacts {
  readonly relational: ObjectBatchFacts;
}

/** Reads `db.query.users.findFirst({ where: eq(users.id, id) })`, or with an object as its filter. */
export function readRelationalQuery(context: RewriteContext, query: ts.Expression, facts: RelationalFacts): ReadShape {
  const { relational, module } = facts;
  const link = chainOf(query).links.at(-1);
  const fact = link && relational.reads[link.name];
  if (!fact || !ts.isCallExpression(query) || link.call !== query) return refuse('noBatchForm');
  const [argument] = query.arguments;
  const options = argument && unwrap(argument);
  if (!options || !ts.isObjectLiteralExpression(options)) return refuse('filterNotLiteral');
  if (literalIn(options, 'where')) return readObjectQuery(context, query, relational);
  const where = propertyOf(options, 'where');
  const condition = where && valueOf(where);
  if (!condition || isInlineFunction(unwrap(condition))) return refuse('filterNotLiteral');
  if (options.properties.some((property) => propertyName(property) === undefined)) return refuse('filterNotLiteral');
  if (relational.limiting.some((name) => propertyOf(options, name))) return refuse('limited');
  const { terms, size } = callTerms(condition, (column) => accessOf(column)?.name);
  const method = accessOf(unwrap(query.expression))?.nameNode ?? refuse('noBatchForm');
  const columns = propertyOf(options, 'columns');
  const list = literalIn(options, 'columns');
  const isListed = (property: string): boolean => {
    const stated = propertyOf(list, property);
    return stated !== undefined && valueOf(stated)?.kind === ts.SyntaxKind.TrueKeyword;
  };
  const [first] = terms;
  return {
    query,
    noun: nounOfChain(query) ?? refuse('noBatchForm'),
    terms,
    filterSize: size,
    answers: fact.answers,
    missing: fact.missing ?? 'undefined',
    isUnique: (properties) => {
      const keys = first ? uniqueColumnsOfTable(context, first.column) : [];
      return keys.some((key) => key.every((column) => properties.includes(column))) ? true : undefined;
    },
    joins: relational.joining.some((name) => propertyOf(options, name) !== undefined),
    row: awaitedRow(context, query, fact.answers),
    reads: (property) => !columns || isListed(property),
    ...(list?.properties.every((property) => valueOf(property)?.kind === ts.SyntaxKind.TrueKeyword)
      ? { addColumn: (property: string) => insertProperty(context, list, `${property}: true`) }
      : {}),
    batch: (keys) => {
      const { edits, ...batched } = acceptKeysInCalls(context, condition, terms, keys, module ?? refuse('noBatchForm'));
      const rename = { start: method.getStart(context.file), end: method.end, text: fact.becomes };
      return { ...batched, edits: [rename, ...edits] };
    },
  };
}
