import ts from 'typescript';

import type { Analysis } from './analysis.ts';
import { enclosingFunction } from './syntax.ts';
import { alwaysThrows } from './throwing-call.ts';

/** Whether the loop is always left right after a node has run, so that the node runs at most once. */
export function leavesLoopAfter(analysis: Analysis, node: ts.Node, loop: ts.IterationStatement): boolean {
  if (enclosingFunction(node) !== enclosingFunction(loop)) return false;
  let child: ts.Node = node;
  for (let outer = node.parent; child !== loop.statement; child = outer, outer = outer.parent) {
    if (ts.isReturnStatement(child) || alwaysThrows(analysis, child)) return true;
    const statements = ts.isBlock(outer) || ts.isCaseOrDefaultClause(outer) ? outer.statements : undefined;
    if (!statements) continue;
    for (const statement of statements.slice(statements.indexOf(child as ts.Statement) + 1)) {
      if (exits(analysis, statement, loop, outer)) return true;
      if (!ts.isContinueStatement(statement) || statement.label) continue;
      if (ts.findAncestor(outer, (around) => ts.isIterationStatement(around, false)) === loop) return false;
      // What stands behind is never reached from here.
      break;
    }
  }
  return false;
}

function exits(analysis: Analysis, statement: ts.Statement, loop: ts.IterationStatement, from: ts.Node): boolean {
  if (ts.isReturnStatement(statement) || alwaysThrows(analysis, statement)) return true;
  if (ts.isBlock(statement)) return statement.statements.some((inner) => exits(analysis, inner, loop, statement));
  if (!ts.isBreakStatement(statement)) return false;
  if (statement.label) return true;
  // A `break` inside a `switch` only leaves the `switch`.
  const target = ts.findAncestor(from, (outer) => ts.isIterationStatement(outer, false) || ts.isSwitchStatement(outer));
  return target === loop;
}
