import ts from 'typescript';

import { chainOf } from '../../analysis/chain.ts';
import { accessOf, unwrap } from '../../analysis/syntax.ts';
import type { ObjectBatchFacts, WriteFact } from '../../clients/batch-facts.ts';
import { nounOfChain } from '../chain-noun.ts';
import { refuse } from '../refusal.ts';
import { type RewriteContext, textOf } from '../rewrite-context.ts';
import type { TextEdit } from '../text-edit.ts';
import type { WriteShape } from '../write-shape.ts';
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
  const shape = { query: call, noun: nounOfChain(call) ?? 'row', caveat: fact.caveat };
  if (fact.does === 'insert') return insertOf(context, write, shape);
  const filter =
    fact.filter === undefined
      ? call.arguments.map(unwrap).find(ts.isObjectLiteralExpression)
      : literalIn(write.options, fact.filter);
  if (!filter) return refuse('filterNotLiteral');
  if (values) requireRepeatable(context, values);
  const terms = termsOfFilter(context, filter, facts, facts.uniqueness === 'uniqueInput');
  return {
    ...shape,
    does: fact.does,
    terms,
    nullMatchesNothing: false,
    batch: (keys) => ({
      edits: [renamed(context, write), ...acceptKeys(context, filter, terms, keys, facts)],
      needs: [keys.kind === 'list' ? facts.oneOfNeeds : facts.anyOfNeeds].flatMap((need) => (need ? [need] : [])),
      failsWhenEmpty: keys.kind === 'objects' && facts.acceptsNoAlternatives !== true,
    }),
  };
}

function insertOf(
  context: RewriteContext,
  write: ObjectWrite,
  shape: Pick<WriteShape, 'query' | 'noun' | 'caveat'>,
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
  const last = chainOf(query).links.at(-1);
  const fact = last && Object.hasOwn(facts.writes, last.name) ? facts.writes[last.name] : undefined;
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
