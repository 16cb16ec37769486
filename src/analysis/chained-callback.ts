import ts from 'typescript';

import { accessOf, isAsync, isInlineFunction, someDescendant, unwrap } from './syntax.ts';

/**
 * Whether a call is a link of a chain, and its callbacks wait for nothing: `query.where((row) => …).limit(1)`. Such a
 * callback tells a builder something. Told by syntax alone, since the types of builders are the slowest to ask for.
 */
export function isPartOfChain(call: ts.CallExpression, callables: readonly ts.Expression[]): boolean {
  const next = accessOf(call.parent);
  if (next?.object !== call || ['then', 'catch', 'finally'].includes(next.name) || !accessOf(unwrap(call.expression)))
    return false;
  return callables.every((argument) => {
    const callback = unwrap(argument);
    return isInlineFunction(callback) && !isAsync(callback) && !someDescendant(callback.body, ts.isAwaitExpression);
  });
}
