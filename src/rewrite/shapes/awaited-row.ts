import ts from 'typescript';

import type { Answer } from '../../clients/batch-facts.ts';
import type { RewriteContext } from '../rewrite-context.ts';
import { refuse } from '../refusal.ts';

/** The type of one row of those that a query answers with. */
export function awaitedRow({ analysis: { checker } }: RewriteContext, query: ts.Expression, answers: Answer): ts.Type {
  const awaited = checker.getAwaitedType(checker.getTypeAtLocation(query)) ?? refuse('noTypes');
  if (answers !== 'many') return checker.getNonNullableType(awaited);
  const element = checker.getIndexTypeOfType(awaited, ts.IndexKind.Number);
  return element ?? refuse('noTypes');
}
