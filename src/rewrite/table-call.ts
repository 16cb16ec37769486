import ts from 'typescript';

import type { Analysis } from '../analysis/analysis.ts';
import { clientOfValue } from '../analysis/builder.ts';
import { chainOf } from '../analysis/chain.ts';
import { namedTypes } from '../analysis/declared-in.ts';
import { accessOf, unwrap } from '../analysis/syntax.ts';

/** The call of a handle with a table, by which a chain begins: `knex('users')`, `this.db('users')`. */
export function tableCallOf(analysis: Analysis, query: ts.Expression): ts.CallExpression | undefined {
  const { root, links } = chainOf(query);
  if (ts.isCallExpression(root)) return root;
  const first = links.find(({ call }) => call !== undefined)?.call;
  return first && ts.isCallExpression(first) && callsHandle(analysis, first) ? first : undefined;
}

/** Whether a member that is called is a handle itself, and no method of one: `db` in `this.db('users')`. */
function callsHandle(analysis: Analysis, { expression }: ts.CallExpression): boolean {
  const callee = unwrap(expression);
  if (!analysis.typed || !accessOf(callee)) return false;
  const type = analysis.checker.getTypeAtLocation(callee);
  if (type.getCallSignatures().length === 0) return false;
  const client = clientOfValue(analysis, callee);
  return (
    client !== undefined && [...namedTypes(analysis.checker, type)].some(({ name }) => client.handles.includes(name))
  );
}
