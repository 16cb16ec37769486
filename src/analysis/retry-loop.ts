import ts from 'typescript';

import { someDescendant } from './syntax.ts';

/** Whether a loop is left as soon as something succeeds: `for (…) try { return await send(); } catch (error) { … }`. */
export function isRetry({ statement }: ts.IterationStatement): boolean {
  const statements = ts.isBlock(statement) ? statement.statements : [statement];
  return statements.some(
    (one) => ts.isTryStatement(one) && one.catchClause !== undefined && endsByLeaving(one.tryBlock),
  );
}

function endsByLeaving(block: ts.Block): boolean {
  const last = block.statements.at(-1);
  if (!last || !(ts.isReturnStatement(last) || ts.isBreakStatement(last))) return false;
  return !someDescendant(block, ts.isContinueStatement);
}
