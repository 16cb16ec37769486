import ts from 'typescript';

import { chainOf } from '../../analysis/chain.ts';
import { accessOf, unwrap } from '../../analysis/syntax.ts';
import type { ObjectBatchFacts, WriteFact } from '../../clients/batch-facts.ts';
import { nounOfChain } from '../chain-noun.ts';
import { refuse } from '../refusal.ts';
import { type RewriteContext, textOf } from '../rewrite-context.ts';
import type { TextEdit } from '../text-edit.ts';
import type { Keys, Term } from '../read-shape.ts';
import type { ChangeOfEach, WriteShape } from '../write-shape.ts';
import { isListOfRows } from './inserted-row.ts';
import { nameOfRows, requireManyForm } from './many-form.ts';
import { acceptKeys, termsOfFilter } from './object-filter.ts';
import { literalIn, propertyName, propertyOf, valueOf } from './object-literal.ts';
import { requireFlat, requireRepeatable } from './repeatable-changes.ts';

/** A call that is given what it writes in objects: `prisma.audit.create({ data: { userId } })`. */
interface ObjectWrite {
  readonly call: ts.CallExpression;
  readonly fact: WriteFact;
  /** The name of the method. */
  readonly method: ts.Node;
  /** The row, or the changes. */
  readonly values: ts.Expression | undefined;
  /** The argument in which the filter stands. */
  readonly options: ts.ObjectLiteralExpression | undefined;
}

export function readObjectWrite(context: RewriteContext, query: ts.Expression, facts: ObjectBatchFacts): WriteShape {
  const write = objectWriteOf(query, facts);
  const { call, fact, values } = write;
  const shape = {
    query: call,
    noun: nounOfChain(context.analysis, call) ?? 'row',
    caveat: fact.caveat,
    keepsBeforeError: facts.keepsBeforeError ?? false,
  };
  if (fact.does === 'insert') return insertOf(context, write, shape);
  // Options such as `upsert` make more of a write.
  if (facts.takesNoOptions && call.arguments.length !== (fact.values === undefined ? 1 : 2)) refuse('noBatchForm');
  const filter = keyFilterOf(call, fact) ?? objectFilterOf(context, write, facts);
  const { terms } = filter;
  const isKnown = fact.needs === undefined || terms.some(({ property }) => property === fact.needs);
  const { bulk } = fact;
  return {
    ...shape,
    does: fact.does,
    terms,
    nullMatchesNothing: false,
    batch: (keys) => {
      if (!isKnown) return refuse('notUnique');
      if (values) requireRepeatable(context, values);
      return {
        edits: [renamed(context, write), ...filter.acceptKeys(context, keys, facts)],
        needs: [keys.kind === 'list' ? facts.oneOfNeeds : facts.anyOfNeeds].flatMap((need) => (need ? [need] : [])),
        failsWhenEmpty: keys.kind === 'objects' && facts.acceptsNoAlternatives !== true,
      };
    },
    ...(bulk && values ? { ofEach: () => bulkChange(context, write, bulk, { filter, values }) } : {}),
  };
}

/** The filter of a write. */
interface WriteFilter {
  readonly terms: readonly Term[];
  readonly text: (context: RewriteContext) => string;
  readonly acceptKeys: (context: RewriteContext, keys: Keys, facts: ObjectBatchFacts) => readonly TextEdit[];
}

/** The first argument is the key itself: `findByIdAndUpdate(id, …)`. */
function keyFilterOf({ arguments: [value] }: ts.CallExpression, { key }: WriteFact): WriteFilter | undefined {
  if (key === undefined || !value) return undefined;
  return {
    terms: [{ property: key, value }],
    text: (context) => `{ ${key}: ${textOf(context, value)} }`,
    acceptKeys: ({ file }, keys, facts) => [
      { start: value.getStart(file), end: value.end, text: `{ ${key}: ${facts.oneOf(keys.text)} }` },
    ],
  };
}

function objectFilterOf(
  context: RewriteContext,
  { call, fact, options }: ObjectWrite,
  facts: ObjectBatchFacts,
): WriteFilter {
  const filter =
    fact.filter === undefined
      ? call.arguments.map(unwrap).find(ts.isObjectLiteralExpression)
      : literalIn(options, fact.filter);
  if (!filter) return refuse('filterNotLiteral');
  const terms = termsOfFilter(context, filter, facts, facts.uniqueness === 'uniqueInput');
  return {
    terms,
    text: () => textOf(context, filter),
    acceptKeys: (_, keys) => acceptKeys(context, filter, terms, keys, facts),
  };
}

/** `bulkWrite([{ updateOne: { filter, update } }, …])`, in the order of the elements. */
function bulkChange(
  context: RewriteContext,
  write: ObjectWrite,
  { becomes, operation, caveat }: NonNullable<WriteFact['bulk']>,
  { filter, values }: { readonly filter: WriteFilter; readonly values: ts.Expression },
): ChangeOfEach {
  const { file } = context;
  const { call, method } = write;
  const [first, last] = [call.arguments[0], call.arguments.at(-1)];
  if (call.arguments.length !== 2 || !first || !last) return refuse('noBatchForm');
  const update = `{ filter: ${filter.text(context)}, update: ${textOf(context, values)} }`;
  return {
    row: { text: `{ ${operation}: ${update} }`, parts: [first, last], isList: false },
    mentionsTwice: false,
    caveat,
    keepsBeforeError: true,
    changeMany: (list) => [
      { start: method.getStart(file), end: method.end, text: becomes },
      { start: first.getStart(file), end: last.end, text: list },
    ],
  };
}

function insertOf(
  context: RewriteContext,
  write: ObjectWrite,
  shape: Pick<WriteShape, 'query' | 'noun' | 'caveat' | 'keepsBeforeError'>,
): WriteShape {
  const { fact, values } = write;
  if (!values) return refuse('noBatchForm');
  requireFlat(values);
  if (fact.rowsDiffer) requireManyForm(context, write, values);
  const { file } = context;
  const options = fact.options === undefined ? '' : `, ${fact.options}`;
  return {
    ...shape,
    does: 'insert',
    verb: fact.verb,
    row: { text: textOf(context, values), parts: [values], isList: isListOfRows(context, values) },
    failsWhenEmpty: fact.failsWhenEmpty ?? false,
    mentionsTwice: false,
    rowType: (place) => (fact.rowsDiffer ? nameOfRows(context, write, place) : undefined),
    insertMany: (list) => [
      renamed(context, write),
      { start: values.getStart(file), end: values.end, text: list + options },
    ],
  };
}

function renamed({ file }: RewriteContext, { method, fact }: ObjectWrite): TextEdit {
  return { start: method.getStart(file), end: method.end, text: fact.becomes };
}

function objectWriteOf(query: ts.Expression, facts: ObjectBatchFacts): ObjectWrite {
  const { links } = chainOf(query);
  const last = links.at(-1);
  const fact = last && Object.hasOwn(facts.writes, last.name) ? facts.writes[last.name] : undefined;
  if (fact?.notBehind !== undefined && links.some(({ name }) => name === fact.notBehind)) refuse('noBatchForm');
  if (!fact || !ts.isCallExpression(query) || last?.call !== query) return refuse('noBatchForm');
  const method = accessOf(unwrap(query.expression))?.nameNode ?? refuse('noBatchForm');
  if (query.arguments.some(ts.isSpreadElement)) return refuse('filterNotLiteral');
  const literals = query.arguments.map(unwrap).filter(ts.isObjectLiteralExpression);
  const { values, filter, does } = fact;
  const option = typeof values === 'object' ? values.option : undefined;
  const named = option ?? filter;
  const options = named === undefined ? undefined : literals.find((literal) => propertyOf(literal, named));
  if (named !== undefined && !options) return refuse('filterNotLiteral');
  for (const property of options?.properties ?? []) {
    // Options such as `include` ask for an answer that the form for many does not give.
    const isKnown = [option, filter].includes(propertyName(property));
    if (!isKnown && (does === 'insert' || propertyName(property) === undefined)) refuse('noBatchForm');
  }
  return { call: query, fact, method, values: valuesOf(query, fact, options), options };
}

function valuesOf(
  call: ts.CallExpression,
  { values, does }: WriteFact,
  options: ts.ObjectLiteralExpression | undefined,
): ts.Expression | undefined {
  if (values === undefined) return undefined;
  const property = typeof values === 'object' ? options && propertyOf(options, values.option) : undefined;
  const position = values === 'firstArgument' ? 0 : call.arguments.length - 1;
  const found = typeof values === 'object' ? property && valueOf(property) : call.arguments[position];
  if (!found) return refuse('filterNotLiteral');
  // More arguments than the row may change what the call does.
  const isAlone = call.arguments.length === 1 || (call.arguments.length === 2 && values === 'lastArgument');
  if (does === 'insert' && typeof values === 'string' && !isAlone) refuse('noBatchForm');
  return found;
}
