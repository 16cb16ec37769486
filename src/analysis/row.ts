import ts from 'typescript';

import type { Client } from '../clients/define-client.ts';
import type { Analysis } from './analysis.ts';
import { chainOf, prefixOf } from './chain.ts';
import { handleOf } from './handle.ts';
import { hostOf } from './consumption.ts';
import { accessOf, isInlineFunction, unwrap } from './syntax.ts';

/**
 * The client that has read a value, for code without types: `user` in `const user = await User.findOne()`, or the
 * element of such a list in a loop or a callback.
 */
export function readByClient(analysis: Analysis, value: ts.Expression): Client | undefined {
  const node = unwrap(value);
  if (ts.isAwaitExpression(node)) return clientAtStart(analysis, node.expression);
  if (!ts.isIdentifier(node)) return undefined;
  const declaration = analysis.checker.getSymbolAtLocation(node)?.valueDeclaration;
  if (!declaration) return undefined;
  if (ts.isVariableDeclaration(declaration)) {
    const loop = declaration.parent.parent;
    if (ts.isForOfStatement(loop)) return readByClient(analysis, loop.expression);
    return declaration.initializer && readByClient(analysis, declaration.initializer);
  }
  if (!ts.isParameter(declaration) || !isInlineFunction(declaration.parent)) return undefined;
  const host = hostOf(declaration.parent);
  const access = host && accessOf(unwrap(host.expression));
  return access && declaration.parent.parameters[0] === declaration ? readByClient(analysis, access.object) : undefined;
}

/** The client of the handle with which an awaited chain starts: `User.find().sort()`. */
function clientAtStart(analysis: Analysis, expression: ts.Expression): Client | undefined {
  const { links } = chainOf(expression);
  for (let length = links.length - 1; length >= 0; length -= 1) {
    const handle = handleOf(analysis, prefixOf(expression, length));
    if (typeof handle === 'object') return handle;
  }
  return undefined;
}
