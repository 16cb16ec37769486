import ts from 'typescript';

import { nameOf, someDescendant, unwrap } from './syntax.ts';

/** Whether a node runs between `await semaphore.acquire()` and `semaphore.release()`, so that only some run at a time. */
export function isBehindSemaphore(node: ts.Node, slot: ts.Node): boolean {
  const isCallOf = (part: ts.Node, names: RegExp): boolean =>
    ts.isCallExpression(part) && names.test(nameOf(part.expression) ?? '');
  const acquires = someDescendant(
    slot,
    (part) =>
      ts.isAwaitExpression(part) &&
      part.end <= node.pos &&
      isCallOf(unwrap(part.expression), /^(acquire|lock|take|wait)$/),
    { intoFunctions: true },
  );
  return (
    acquires && someDescendant(slot, (part) => isCallOf(part, /^(release|unlock|leave)$/), { intoFunctions: true })
  );
}
