import ts from 'typescript';

import { isUnknownType } from '../../analysis/declared-in.ts';
import type { Answer } from '../../clients/batch-facts.ts';
import type { RewriteContext } from '../rewrite-context.ts';
import { refuse } from '../refusal.ts';

/** The type of one row of those that a query answers with. */
export function awaitedRow({ analysis: { checker } }: RewriteContext, query: ts.Expression, answers: Answer): ts.Type {
  const awaited = checker.getAwaitedType(checker.getTypeAtLocation(query)) ?? refuse('noTypes');
  if (answers !== 'many') return checker.getNonNullableType(awaited);
  return elementOf(checker, awaited);
}

/** The type of a row of a list, or of what the list stands in. */
export function rowOfList(context: RewriteContext, query: ts.Expression, rowsIn: string | undefined): ts.Type {
  const { checker } = context.analysis;
  const awaited = checker.getAwaitedType(checker.getTypeAtLocation(query)) ?? refuse('noTypes');
  if (rowsIn === undefined || isUnknownType(awaited)) return elementOf(checker, awaited);
  const member = checker.getPropertyOfType(awaited, rowsIn) ?? refuse('resultForm');
  return elementOf(checker, checker.getTypeOfSymbolAtLocation(member, query));
}

function elementOf(checker: ts.TypeChecker, list: ts.Type): ts.Type {
  if (isUnknownType(list)) return list;
  return checker.getIndexTypeOfType(list, ts.IndexKind.Number) ?? refuse('noTypes');
}
