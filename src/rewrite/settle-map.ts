import ts from 'typescript';

import { isPromiseCombinator } from '../analysis/consumption.ts';
import { accessOf, isInlineFunction, unwrap } from '../analysis/syntax.ts';
import type { Iteration } from './iteration.ts';
import { indentAt } from './insertion.ts';
import type { MovedLeft } from './moved-left.ts';
import { refuse } from './refusal.ts';
import type { RewriteContext } from './rewrite-context.ts';
import type { TextEdit } from './text-edit.ts';

/** `await Promise.all(orders.map(…))`: the call of the callback's method, and what waits for its promises. */
interface Settling {
  readonly all: ts.CallExpression;
  readonly awaited: ts.AwaitExpression | undefined;
}

/** What a plan does to what waits for a callback's promises. */
export interface Settled {
  readonly edits: readonly TextEdit[];
  /** What no longer waits. */
  readonly place?: ts.Expression;
  /** What stood on lines of its own in what is taken away. */
  readonly moved?: MovedLeft;
}

/**
 * What becomes of `await Promise.all(orders.map(async (order) => …))` once the queries in the callback are look-ups: a
 * plain `orders.map((order) => …)` where nothing else is awaited in it.
 * @param replaced what was awaited and is a look-up now
 */
export function settleMap(
  context: RewriteContext,
  { repetition }: Pick<Iteration, 'repetition'>,
  replaced: readonly ts.Expression[],
): Settled {
  const { node: call, slot } = repetition;
  if (!ts.isCallExpression(call)) return { edits: [] };
  const callback = ts.isExpression(slot) ? unwrap(slot) : slot;
  if (!isInlineFunction(callback)) return refuse('loopForm');
  const settling = settlingOf(call);
  if (!settling) {
    // The chain of a `reduce` waits for itself.
    return accessOf(unwrap(call.expression))?.name === 'reduce' ? { edits: [] } : refuse('promiseKept');
  }
  const place = settling.awaited ?? settling.all;
  if (!settling.awaited && !isReturned(settling.all)) return refuse('promiseKept');
  if (callback.type || waitsForMore(context, callback, replaced)) return { edits: [] };
  const around = removeAround(context, place, call);
  if (!around) return { edits: [] };
  const from = indentAt(context, call.getStart(context.file));
  const to = indentAt(context, place.getStart(context.file));
  const edits = [...around, ...removeAsync(context, callback)];
  return { edits, place, ...(from === to ? {} : { moved: { node: call, from, to } }) };
}

/** What becomes of nested repetitions, from the innermost outwards, the outermost of which is given first. */
export function settleMaps(
  context: RewriteContext,
  iterations: readonly Pick<Iteration, 'repetition'>[],
  places: readonly ts.Expression[],
): { readonly edits: readonly TextEdit[]; readonly moved: readonly MovedLeft[]; readonly isPlain: boolean } {
  const replaced = [...places];
  const all = iterations.toReversed().map((iteration) => {
    const settling = settleMap(context, iteration, replaced);
    if (settling.place) replaced.push(settling.place);
    return settling;
  });
  return {
    edits: all.flatMap(({ edits }) => edits),
    moved: all.flatMap(({ moved }) => moved ?? []),
    isPlain: all.at(-1)?.place !== undefined,
  };
}

/** What waits for the promises of a callback. Refuses what settles each by itself. */
export function settlingOf(call: ts.CallExpression): Settling | undefined {
  const { parent } = call;
  if (!ts.isCallExpression(parent) || !isPromiseCombinator(parent.expression)) return undefined;
  if (!parent.expression.getText().endsWith('.all')) return refuse('settledPerElement');
  return { all: parent, awaited: ts.isAwaitExpression(parent.parent) ? parent.parent : undefined };
}

function isReturned(all: ts.CallExpression): boolean {
  const { parent } = all;
  return ts.isReturnStatement(parent) || (ts.isArrowFunction(parent) && parent.body === all);
}

/** Whether a callback still gives promises after its queries are look-ups. */
function waitsForMore(
  { analysis: { checker } }: RewriteContext,
  callback: ts.ArrowFunction | ts.FunctionExpression,
  replaced: readonly ts.Expression[],
): boolean {
  const isReplaced = (node: ts.Node): boolean => replaced.some((place) => place === node);
  const waits = (node: ts.Node): boolean =>
    !isReplaced(node) &&
    (ts.isAwaitExpression(node) || (ts.isForOfStatement(node) && node.awaitModifier !== undefined));
  const visit = (node: ts.Node): boolean => {
    if (isReplaced(node)) return false;
    if (waits(node)) return true;
    if (ts.isReturnStatement(node) && node.expression && !isReplaced(unwrap(node.expression))) {
      if (isThenable(node.expression)) return true;
    }
    return !ts.isFunctionLike(node) && (ts.forEachChild(node, visit) ?? false);
  };
  const isThenable = (expression: ts.Expression): boolean =>
    checker.getPropertyOfType(checker.getApparentType(checker.getTypeAtLocation(expression)), 'then') !== undefined;
  if (!ts.isBlock(callback.body) && !isReplaced(unwrap(callback.body)) && isThenable(callback.body)) return true;
  return visit(callback.body);
}

/** Takes away what stands around an expression, `await Promise.all(` and `)`; nothing where comments would go with it. */
function removeAround({ file }: RewriteContext, outer: ts.Node, inner: ts.Node): readonly TextEdit[] | undefined {
  const [start, innerStart] = [outer.getStart(file), inner.getStart(file)];
  const around = [file.text.slice(start, innerStart), file.text.slice(inner.end, outer.end)];
  if (around.some((text) => /\/[/*]/.test(text))) return undefined;
  return [
    { start, end: innerStart, text: '' },
    { start: inner.end, end: outer.end, text: '' },
  ];
}

function removeAsync(
  { file }: RewriteContext,
  callback: ts.ArrowFunction | ts.FunctionExpression,
): readonly TextEdit[] {
  const modifier = callback.modifiers?.find(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword);
  if (!modifier) return [];
  const space = /^[ \t]*/.exec(file.text.slice(modifier.end))?.[0].length ?? 0;
  return [{ start: modifier.getStart(file), end: modifier.end + space, text: '' }];
}
