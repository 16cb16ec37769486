import ts from 'typescript';

import type { Analysis } from './analysis.ts';
import { accessOf, unwrap } from './syntax.ts';
import { alwaysThrows } from './throwing-call.ts';

/** Whether a node runs only where something has failed: in a `catch`, in what `.catch(…)` is given, or before a `throw`. */
export function runsAfterFailure(analysis: Analysis, node: ts.Node, within: ts.Node): boolean {
  for (let child = node, outer = node.parent; child !== within; child = outer, outer = outer.parent) {
    if (ts.isSourceFile(outer)) return false;
    if (ts.isCatchClause(outer)) return true;
    if (ts.isBlock(outer) && outer !== within && ts.isIfStatement(outer.parent) && endsInThrow(analysis, outer, child))
      return true;
    if (ts.isCallExpression(outer) && isHandler(outer, child)) return true;
  }
  return false;
}

/** `if (!response.ok) { await markBroken(id); throw new Error('…'); }` */
function endsInThrow(analysis: Analysis, { statements }: ts.Block, child: ts.Node): boolean {
  const after = statements.slice(statements.indexOf(child as ts.Statement));
  return after.some((statement) => alwaysThrows(analysis, statement));
}

/** `record` in `publish(id).catch(record)` and in `publish(id).then(done, record)`. */
function isHandler(call: ts.CallExpression, argument: ts.Node): boolean {
  const access = accessOf(unwrap(call.expression));
  if (access?.name === 'catch') return call.arguments[0] === argument;
  return access?.name === 'then' && call.arguments[1] === argument;
}
