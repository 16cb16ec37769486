import ts from 'typescript';

import { chainOf } from '../../analysis/chain.ts';
import { accessOf, unwrap } from '../../analysis/syntax.ts';
import type { ObjectBatchFacts, ReadFact } from '../../clients/batch-facts.ts';
import { nounOfChain } from '../chain-noun.ts';
import type { BatchedRead, Keys, ReadShape, Term } from '../read-shape.ts';
import { refuse } from '../refusal.ts';
import type { RewriteContext } from '../rewrite-context.ts';
import type { TextEdit } from '../text-edit.ts';
import { awaitedRow } from './awaited-row.ts';
import { countByGroups } from './count-by-groups.ts';
import { acceptKeys, termsOfFilter } from './object-filter.ts';
import { insertProperty, literalIn, propertyOf, valueOf } from './object-literal.ts';
import { uniqueColumnsOf } from './unique-columns.ts';

/** Reads a query whose filter is an object: `prisma.user.findUnique({ where: { id } })`. */
export function readObjectQuery(context: RewriteContext, query: ts.Expression, facts: ObjectBatchFacts): ReadShape {
  const last = chainOf(query).links.at(-1);
  const fact = last && Object.hasOwn(facts.reads, last.name) ? facts.reads[last.name] : undefined;
  if (!fact || !ts.isCallExpression(query) || last?.call !== query) return refuse('noBatchForm');
  const { terms, options, batch } = filterOf(context, query, fact, facts);
  requireUnlimited(options, facts);
  const row = awaitedRow(context, query, fact.answers);
  const columns = facts.columns === undefined ? undefined : literalIn(options, facts.columns);
  const shape = {
    query,
    noun: nounOfChain(query) ?? refuse('noBatchForm'),
    terms,
    answers: fact.answers,
    missing: fact.missing ?? 'undefined',
    isUnique: (properties: readonly string[]) =>
      fact.isUnique === true ||
      uniqueColumnsOf(context, facts.uniqueness, query, row).some((key) =>
        key.every((column) => properties.includes(column)),
      ),
    joins: facts.joining.some((name) => propertyOf(options, name) !== undefined) || readsRelations(columns),
    row,
    batch: (keys: Keys) => ({ ...batch(keys), edits: [renameMethod(context, query, fact), ...batch(keys).edits] }),
    ...(columns ? { addColumn: (column: string) => insertProperty(context, columns, `${column}: true`) } : {}),
  };
  return fact.answers === 'count' ? countByGroups(context, shape, options) : shape;
}

interface FilterForm {
  readonly terms: readonly Term[];
  readonly options: ts.ObjectLiteralExpression | undefined;
  readonly batch: (keys: Keys) => BatchedRead;
}

function filterOf(
  context: RewriteContext,
  call: ts.CallExpression,
  fact: ReadFact,
  facts: ObjectBatchFacts,
): FilterForm {
  if (call.arguments.some(ts.isSpreadElement)) return refuse('filterNotLiteral');
  const literals = call.arguments.map(unwrap).filter(ts.isObjectLiteralExpression);
  const { filter: option } = fact;
  const options = option === undefined ? literals[1] : literals.find((literal) => propertyOf(literal, option));
  const filter = option === undefined ? literals[0] : literalIn(options, option);
  const position = filter && call.arguments.findIndex((argument) => unwrap(argument) === (options ?? filter));
  if (fact.key && (position === undefined || position > fact.key.argument))
    return keyForm(context, call, fact.key, facts);
  if (!filter) return refuse('filterNotLiteral');
  const terms = termsOfFilter(filter, facts.uniqueness === 'uniqueInput' && fact.isUnique === true);
  return {
    terms,
    options,
    batch: (keys) => ({
      edits: acceptKeys(context, filter, terms, keys, facts),
      needs: [keys.kind === 'list' ? facts.oneOfNeeds : facts.anyOfNeeds].flatMap((need) => (need ? [need] : [])),
    }),
  };
}

/** The key itself is an argument: `findById(id)`, `em.findOne(User, id)`, `findByPk(id, options)`. */
function keyForm(
  context: RewriteContext,
  call: ts.CallExpression,
  { argument, column, filter }: NonNullable<ReadFact['key']>,
  facts: ObjectBatchFacts,
): FilterForm {
  const { file } = context;
  const value = call.arguments[argument];
  const after = call.arguments[argument + 1];
  if (!value || ts.isObjectLiteralExpression(unwrap(value))) return refuse('filterNotLiteral');
  const options = after && unwrap(after);
  if (options && !ts.isObjectLiteralExpression(options)) return refuse('filterNotLiteral');
  const edits = (condition: string): readonly TextEdit[] => {
    const start = value.getStart(file);
    if (filter === undefined) return [{ start, end: value.end, text: `{ ${condition} }` }];
    if (!options) return [{ start, end: value.end, text: `{ ${filter}: { ${condition} } }` }];
    return [
      { start, end: options.getStart(file), text: '' },
      insertProperty(context, options, `${filter}: { ${condition} }`),
    ];
  };
  return {
    terms: [{ property: column, value }],
    options,
    batch: (keys) => ({
      edits: keys.kind === 'list' ? edits(`${column}: ${facts.oneOf(keys.text)}`) : refuse('noBatchForm'),
      needs: facts.oneOfNeeds ? [facts.oneOfNeeds] : [],
    }),
  };
}

function requireUnlimited(options: ts.ObjectLiteralExpression | undefined, { limiting }: ObjectBatchFacts): void {
  if (options?.properties.some(ts.isSpreadAssignment)) refuse('filterNotLiteral');
  for (const name of limiting) if (propertyOf(options, name)) refuse('limited');
}

function renameMethod({ file }: RewriteContext, call: ts.CallExpression, { becomes }: ReadFact): TextEdit {
  const name = accessOf(unwrap(call.expression))?.nameNode ?? refuse('noBatchForm');
  return { start: name.getStart(file), end: name.end, text: becomes };
}

/** `select: { posts: { … } }` reads another table; `select: { name: true }` does not. */
function readsRelations(columns: ts.ObjectLiteralExpression | undefined): boolean {
  return (
    columns?.properties.some((property) => {
      const value = valueOf(property);
      return value !== undefined && ts.isObjectLiteralExpression(unwrap(value));
    }) ?? false
  );
}
