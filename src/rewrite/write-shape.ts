import ts from 'typescript';

import { chainOf } from '../analysis/chain.ts';
import { accessOf, unwrap } from '../analysis/syntax.ts';
import type { ObjectBatchFacts, WriteFact } from '../clients/batch-facts.ts';
import { propertyName, propertyOf, valueOf } from './shapes/object-literal.ts';
import { refuse } from './refusal.ts';

/** A call that writes one row, or the rows of one key. */
export interface WriteShape {
  readonly call: ts.CallExpression;
  readonly fact: WriteFact;
  /** The name of the method. */
  readonly method: ts.Node;
  /** The row, or the changes. */
  readonly values: ts.Expression | undefined;
  /** The argument in which the filter stands. */
  readonly options: ts.ObjectLiteralExpression | undefined;
}

export function writeShapeOf(query: ts.Expression, facts: ObjectBatchFacts): WriteShape {
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

/** Refuses rows of other tables inside a row, `posts: { create: … }`, and changes that count up, `{ increment: 1 }`. */
export function requireFlat(values: ts.Expression, does: WriteFact['does']): void {
  const row = unwrap(values);
  if (does === 'update' && !ts.isObjectLiteralExpression(row)) refuse('nestedWrite');
  if (!ts.isObjectLiteralExpression(row)) return;
  for (const property of row.properties) {
    const value = valueOf(property);
    const inner = value && unwrap(value);
    const isNested =
      inner !== undefined &&
      ts.isObjectLiteralExpression(inner) &&
      (does === 'update' ||
        ['create', 'connect', 'connectOrCreate', 'createMany', 'set'].some((name) => propertyOf(inner, name)));
    if (isNested) refuse('nestedWrite');
  }
}
