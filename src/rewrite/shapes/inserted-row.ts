import ts from 'typescript';

import type { Analysis } from '../../analysis/analysis.ts';
import { answersOf } from '../../analysis/answers.ts';
import { unwrap } from '../../analysis/syntax.ts';
import { refuse } from '../refusal.ts';
import type { RewriteContext } from '../rewrite-context.ts';

/** Whether an insert is given several rows for one element. Refuses what may be both, and what makes rows when it is called. */
export function isListOfRows({ analysis }: RewriteContext, rows: ts.Expression): boolean {
  const { checker, typed } = analysis;
  if (!typed || isRow(analysis, rows)) return false;
  const type = checker.getTypeAtLocation(rows);
  if (type.getCallSignatures().length > 0) return refuse('filterNotLiteral');
  const parts = type.isUnion() ? type.types : [type];
  const lists = parts.filter((part) => checker.isArrayType(part) || checker.isTupleType(part));
  if (lists.length > 0 && lists.length < parts.length) return refuse('filterNotLiteral');
  return lists.length > 0;
}

/** Whether the text says that a value is one row: an object, or a call of the user's that answers with one. */
function isRow(analysis: Analysis, rows: ts.Expression): boolean {
  const value = unwrap(rows);
  if (!ts.isCallExpression(value)) return ts.isObjectLiteralExpression(value);
  return (
    answersOf(analysis, value)?.expressions.every((answer) => ts.isObjectLiteralExpression(unwrap(answer))) ?? false
  );
}
