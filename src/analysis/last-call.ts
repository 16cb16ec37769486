import ts from 'typescript';

import { contains, isInlineFunction } from './syntax.ts';

/**
 * Whether a node runs in the last call of a chain only, since where it runs the function does not call itself:
 * `if (typeof source === 'number') return load(source); return walk(source.from);`.
 */
export function endsChain(node: ts.Node, recursiveCall: ts.Node, root: ts.Node): boolean {
  for (let child = node, outer = node.parent; child !== root; child = outer, outer = outer.parent) {
    if (ts.isSourceFile(outer) || isInlineFunction(child)) return false;
    if (contains(child, recursiveCall)) return false;
    if (ts.isIfStatement(outer) && outer.expression !== child && leaves(child)) return true;
    if (ts.isConditionalExpression(outer) && outer.condition !== child && contains(outer, recursiveCall)) return true;
  }
  return false;
}

function leaves(branch: ts.Node): boolean {
  const last = ts.isBlock(branch) ? branch.statements.at(-1) : branch;
  return last !== undefined && (ts.isReturnStatement(last) || ts.isThrowStatement(last));
}
