import ts from 'typescript';

import { chainOf } from '../../analysis/chain.ts';
import { accessOf, unwrap } from '../../analysis/syntax.ts';
import type { ObjectBatchFacts, ReadFact } from '../../clients/batch-facts.ts';
import { nounOfChain } from '../chain-noun.ts';
import { quoted } from '../file-style.ts';
import type { BatchedQuery, Keys, ReadShape, Term } from '../read-shape.ts';
import { refuse } from '../refusal.ts';
import type { RewriteContext } from '../rewrite-context.ts';
import type { TextEdit } from '../text-edit.ts';
import { awaitedRow } from './awaited-row.ts';
import { countByQueryBuilder } from './count-by-query-builder.ts';
import { countWithGroup } from './count-with-group.ts';
import { groupByKeys } from './group-by-keys.ts';
import { acceptKeys, termsOfFilter } from './object-filter.ts';
import { filterBranches, sharedTerms } from './filter-branches.ts';
import { insertProperty, literalIn, propertyName, propertyOf, valueOf } from './object-literal.ts';
import { uniqueColumnsOf } from './unique-columns.ts';

/** Reads a query whose filter is an object: `prisma.user.findUnique({ where: { id } })`. */
export function readObjectQuery(context: RewriteContext, query: ts.Expression, facts: ObjectBatchFacts): ReadShape {
  const { call, fact } = methodOf(query, facts);
  const { terms, filterSize, keyColumn, filter, options, batch } = filterOf(context, call, fact, facts);
  requireUnlimited(options, facts);
  const row = awaitedRow(context, query, fact.answers);
  if (keyColumn !== undefined && !context.analysis.checker.getPropertyOfType(row, keyColumn)) return refuse('rawKey');
  const columns = facts.columns === undefined ? undefined : propertyOf(options, facts.columns);
  const list = facts.columns === undefined ? undefined : literalIn(options, facts.columns);
  const shape: ReadShape = {
    query,
    noun: nounOfChain(context.analysis, call) ?? refuse('noBatchForm'),
    terms,
    filterSize,
    answers: fact.answers,
    missing: fact.missing ?? 'undefined',
    isUnique: (properties) =>
      fact.isUnique === true ||
      uniqueColumnsOf(context, facts.uniqueness, call, row)?.some((key) =>
        key.every((column) => properties.includes(column)),
      ),
    joins: facts.joining.some((name) => propertyOf(options, name) !== undefined) || readsRelations(list),
    row,
    identityMap: facts.identityMap ?? false,
    reads: (column) => !columns || lists(columns, column),
    batch: (keys) => {
      const batched = batch(keys);
      return { ...batched, edits: [renameMethod(context, call, fact), ...batched.edits] };
    },
    ...(columns ? { addColumn: (column: string) => addColumn(context, columns, column) } : {}),
  };
  return fact.answers === 'count' ? grouped(context, shape, { call, fact, filter, options }) : shape;
}

interface CountedQuery {
  readonly call: ts.CallExpression;
  readonly fact: ReadFact;
  readonly filter: ts.ObjectLiteralExpression | undefined;
  readonly options: ts.ObjectLiteralExpression | undefined;
}

/** What is computed from all rows of a key, in the way in which the client groups rows. */
function grouped(context: RewriteContext, shape: ReadShape, { call, fact, filter, options }: CountedQuery): ReadShape {
  switch (fact.groupsBy) {
    case 'columns':
      return groupByKeys(context, shape, options);
    case 'option':
      return countWithGroup(context, shape, options);
    case undefined:
      return refuse('noBatchForm');
    default: {
      const method = accessOf(unwrap(call.expression))?.nameNode;
      if (!filter || !method) return refuse('noBatchForm');
      if (options?.properties.some((property) => propertyName(property) !== fact.filter)) return refuse('noBatchForm');
      return countByQueryBuilder(context, shape, { call, method, filter, function: fact.groupsBy.builder });
    }
  }
}

/** The call of the method that reads, behind links such as `lean()` that change nothing about which rows are read. */
function methodOf(query: ts.Expression, facts: ObjectBatchFacts): { call: ts.CallExpression; fact: ReadFact } {
  const { links } = chainOf(query);
  const index = links.findLastIndex(({ name }) => !(facts.links ?? []).includes(name));
  const link = links[index];
  const fact = link && Object.hasOwn(facts.reads, link.name) ? facts.reads[link.name] : undefined;
  const isWhole = links.at(-1)?.call === query;
  return fact && isWhole && link?.call && ts.isCallExpression(link.call)
    ? { call: link.call, fact }
    : refuse('noBatchForm');
}

/** Adds a column to an option that lists them: `{ name: true }`, `['name']`. */
function addColumn(context: RewriteContext, columns: ts.ObjectLiteralElementLike, column: string): TextEdit {
  const value = valueOf(columns);
  const list = value && unwrap(value);
  if (list && ts.isObjectLiteralExpression(list)) return insertProperty(context, list, `${column}: true`);
  const [first] = list && ts.isArrayLiteralExpression(list) ? list.elements : [];
  if (!first) return refuse('rawKey');
  const start = first.getStart(context.file);
  return { start, end: start, text: `${quoted(context.file, column)}, ` };
}

/** Whether an option that lists columns names one: `{ name: true }`, `['name']`. */
function lists(columns: ts.ObjectLiteralElementLike, column: string): boolean {
  const value = valueOf(columns);
  const list = value && unwrap(value);
  if (list && ts.isArrayLiteralExpression(list)) {
    return list.elements.some((element) => ts.isStringLiteralLike(element) && element.text === column);
  }
  const property = list && ts.isObjectLiteralExpression(list) ? propertyOf(list, column) : undefined;
  return property !== undefined && valueOf(property)?.kind === ts.SyntaxKind.TrueKeyword;
}

interface FilterForm {
  readonly terms: readonly Term[];
  readonly filterSize: number;
  /** The column of which an argument is a value, where it names none. */
  readonly keyColumn?: string;
  readonly filter?: ts.ObjectLiteralExpression;
  readonly options: ts.ObjectLiteralExpression | undefined;
  readonly batch: (keys: Keys) => BatchedQuery;
}

function filterOf(
  context: RewriteContext,
  call: ts.CallExpression,
  fact: ReadFact,
  facts: ObjectBatchFacts,
): FilterForm {
  if (call.arguments.some(ts.isSpreadElement)) return refuse('filterNotLiteral');
  const literals = call.arguments.map(unwrap).filter(ts.isObjectLiteralExpression);
  const { filter: option, key } = fact;
  const keyArgument = key && keyArgumentOf(context, call);
  if (key && keyArgument) return keyForm(context, call, keyArgument, { key, facts });
  const options = option === undefined ? literals[1] : literals.find((literal) => propertyOf(literal, option));
  const branches = option === undefined ? literals.slice(0, 1) : filterBranches(options, option);
  const [filter, ...others] = branches;
  if (!filter || (facts.takesNoOptions === true && call.arguments.length > 1)) return refuse('filterNotLiteral');
  const mayBeCompound = facts.uniqueness === 'uniqueInput' && fact.isUnique === true;
  const terms = sharedTerms(branches.map((branch) => termsOfFilter(context, branch, facts, mayBeCompound)));
  return {
    terms,
    filterSize: Math.max(...branches.map(({ properties }) => properties.length)),
    ...(others.length === 0 ? { filter } : {}),
    options,
    batch: (keys) => ({
      edits: branches.flatMap((branch, index) => {
        const ofBranch = terms.map((term) => (index === 0 ? term : (term.others[index - 1] ?? term)));
        return acceptKeys(context, branch, ofBranch, keysOfBranch(keys, terms, ofBranch), facts);
      }),
      needs: [keys.kind === 'list' ? facts.oneOfNeeds : facts.anyOfNeeds].flatMap((need) => (need ? [need] : [])),
      failsWhenEmpty: keys.kind === 'objects' && facts.acceptsNoAlternatives !== true,
    }),
  };
}

/** The keys with the terms of a branch in the place of those of the first. */
function keysOfBranch(keys: Keys, first: readonly Term[], branch: readonly Term[]): Keys {
  const termOf = (term: Term): Term => branch[first.indexOf(term)] ?? term;
  return keys.kind === 'list' ? { ...keys, term: termOf(keys.term) } : { ...keys, terms: keys.terms.map(termOf) };
}

/** The argument that is the key itself: the first one, or that after the entity, where it is no filter. */
function keyArgumentOf({ analysis: { checker } }: RewriteContext, call: ts.CallExpression): ts.Expression | undefined {
  const [first, second] = call.arguments;
  const isEntity = first && checker.getTypeAtLocation(first).getConstructSignatures().length > 0;
  const argument = isEntity ? second : first;
  return argument && !ts.isObjectLiteralExpression(unwrap(argument)) ? argument : undefined;
}

interface KeyFact {
  readonly key: NonNullable<ReadFact['key']>;
  readonly facts: ObjectBatchFacts;
}

/** The key itself is an argument: `findById(id)`, `em.findOne(User, id)`, `findByPk(id, options)`. */
function keyForm(
  context: RewriteContext,
  call: ts.CallExpression,
  value: ts.Expression,
  { key: { column, filter }, facts }: KeyFact,
): FilterForm {
  const { file } = context;
  const after = call.arguments[call.arguments.indexOf(value) + 1];
  const options = after && unwrap(after);
  if (options && (facts.takesNoOptions === true || !ts.isObjectLiteralExpression(options))) {
    return refuse('filterNotLiteral');
  }
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
    filterSize: 1,
    keyColumn: column,
    options,
    batch: (keys) => ({
      edits: keys.kind === 'list' ? edits(`${column}: ${facts.oneOf(keys.text)}`) : refuse('noBatchForm'),
      needs: facts.oneOfNeeds ? [facts.oneOfNeeds] : [],
    }),
  };
}

function requireUnlimited(options: ts.ObjectLiteralExpression | undefined, { limiting }: ObjectBatchFacts): void {
  if (options?.properties.some((property) => propertyName(property) === undefined)) refuse('filterNotLiteral');
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
