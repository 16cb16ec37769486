import ts from 'typescript';

import type { Analysis } from './analysis.ts';
import { isContinuation } from './chain.ts';
import { consumptionOf, hostOf } from './consumption.ts';
import type { Occurrence } from './occurrences.ts';
import { accessOf, contains, enclosingFunction, isInlineFunction, nameOf, someDescendant, unwrap } from './syntax.ts';

/**
 * Whether code waits for what a node does, in its function or in what calls it. If it has to be inside of a callback, a
 * promise that is kept in a list and waited for behind the callback does not count.
 */
export function isWaitedFor(
  analysis: Analysis,
  { node, reference }: Pick<Occurrence, 'node' | 'reference'>,
  within?: ts.Node,
): boolean {
  // What is handed over by name runs for what it is handed to.
  if (reference) return true;
  let value: ts.Node = settledPromise(node) ?? node;
  for (let step = 0; step < 5; step += 1) {
    const { how, at } = consumptionOf(analysis, value);
    if (how !== 'returned') return how === 'awaited' && (!within || contains(within, at));
    // `saved.then(() => send())` waits for `send` only if something waits for it.
    const around = ts.isFunctionLike(at) ? at : enclosingFunction(at);
    const host = hostOf(around);
    if (!host || !isContinuation(nameOf(host.expression) ?? '')) return true;
    value = host;
  }
  return false;
}

/** The promise in whose executor a node stands, if the node settles it, and is not only begun there. */
function settledPromise(node: ts.Node): ts.NewExpression | undefined {
  const promise = executorsPromise(node);
  const [executor] = promise?.arguments ?? [];
  const callback = executor && unwrap(executor);
  if (!promise || !callback || !isInlineFunction(callback)) return undefined;
  const settling = callback.parameters.map(({ name }) => name.getText());
  let chain = node;
  while (
    accessOf(chain.parent)?.object === chain ||
    (ts.isCallExpression(chain.parent) && chain.parent.expression === chain)
  )
    chain = chain.parent;
  const settles = (part: ts.Node): boolean => ts.isIdentifier(part) && settling.includes(part.text);
  return someDescendant(chain, settles, { intoFunctions: true }) ? promise : undefined;
}

/** The promise in whose executor a node stands: `new Promise((resolve) => setTimeout(resolve, 100))`. */
export function executorsPromise(node: ts.Node): ts.NewExpression | undefined {
  const executor = ts.findAncestor(node.parent, (outer) => ts.isFunctionLike(outer));
  const parent = executor?.parent;
  return parent && ts.isNewExpression(parent) && parent.expression.getText() === 'Promise' ? parent : undefined;
}
