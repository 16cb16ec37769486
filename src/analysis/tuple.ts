import ts from 'typescript';

import type { Analysis } from './analysis.ts';
import { answersOf } from './answers.ts';
import { chainOf } from './chain.ts';
import { initializerOf } from './references.ts';
import { isStatedList, listMaking } from './stated-list.ts';
import { unwrap } from './syntax.ts';

/** Whether a value is a list of as many elements as its type says. */
export function isTuple(analysis: Analysis, node: ts.Expression): boolean {
  if (isStatedList(analysis, node) || isKeptAnswer(analysis, node)) return false;
  const type = analysis.checker.getTypeAtLocation(node);
  if (!analysis.checker.isTupleType(type)) return false;
  const { combinedFlags } = (type as ts.TupleTypeReference).target;
  return (combinedFlags & ts.ElementFlags.Variable) === 0;
}

/**
 * Whether a variable keeps what a chain of calls answers with, or a function of the user's whose answers can be read. The
 * type may take that of a whole query, and is no tuple.
 */
function isKeptAnswer(analysis: Analysis, node: ts.Expression): boolean {
  const initializer = initializerOf(analysis, node);
  const value = initializer && unwrap(initializer);
  const kept = value && ts.isAwaitExpression(value) ? unwrap(value.expression) : value;
  if (!kept || !ts.isCallExpression(kept)) return false;
  const { links } = chainOf(kept);
  const isOfList = listMaking.has(links.at(-1)?.name ?? '');
  return isOfList || links.filter(({ call }) => call).length > 1 || answersOf(analysis, kept) !== undefined;
}
