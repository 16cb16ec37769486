import type ts from 'typescript';

import { refuse } from '../refusal.ts';
import type { RewriteContext } from '../rewrite-context.ts';

/** Whether an insert is given several rows for one element. Refuses what may be both, and what makes rows when it is called. */
export function isListOfRows({ analysis: { checker, typed } }: RewriteContext, rows: ts.Expression): boolean {
  if (!typed) return false;
  const type = checker.getTypeAtLocation(rows);
  if (type.getCallSignatures().length > 0) return refuse('filterNotLiteral');
  const parts = type.isUnion() ? type.types : [type];
  const lists = parts.filter((part) => checker.isArrayType(part) || checker.isTupleType(part));
  if (lists.length > 0 && lists.length < parts.length) return refuse('filterNotLiteral');
  return lists.length > 0;
}
