import ts from 'typescript';

import type { Analysis } from '../analysis/analysis.ts';
import { calleeOfCall } from '../analysis/callee.ts';
import { isContinuation } from '../analysis/chain.ts';
import { isUnknownType } from '../analysis/declared-in.ts';
import { isPossibleQuery } from '../analysis/occurrence-effects.ts';
import { recogniseQuery } from '../analysis/recognise.ts';
import { contains, enclosingFunction } from '../analysis/syntax.ts';
import { type ConnectionHandle, handleFor } from './connection-handle.ts';
import { type NamedPool, referencesTo } from './pool-references.ts';
import { refuseStretch } from './stretch-refusal.ts';
import type { TextEdit } from './text-edit.ts';

/** A place at which a connection takes the place of its pool. */
export interface HandleSwap {
  /** The pool. */
  readonly reference: ts.Expression;
  /** The query that is sent on it, or the call that it is given to. */
  readonly call: ts.Expression;
  readonly edit: TextEdit;
}

/** What is put in the place of a pool. */
export interface Swapping {
  readonly pool: NamedPool;
  readonly connection: ConnectionHandle;
  /** The variable that holds the connection. */
  readonly name: string;
  /** The statement that rolls back, which may handle its own error. */
  readonly rollback: ts.Statement | undefined;
}

/**
 * What is swapped for a connection so that all statements of parts of a function run on it. Refuses where that is not all.
 * After the transaction, only what is waited for would need a connection beside it.
 */
export function handleSwaps(
  analysis: Analysis,
  swapping: Swapping,
  parts: readonly ts.Node[],
  after: readonly ts.Node[],
): readonly HandleSwap[] {
  const owner = parts[0] && enclosingFunction(parts[0]);
  const swaps: HandleSwap[] = [];
  const references = [...parts, ...after].flatMap((part) => referencesTo(analysis, swapping.pool, part));
  for (const reference of references) {
    if (after.some((part) => contains(part, reference)) && !isWaitedForIn(reference)) continue;
    if (enclosingFunction(reference) !== owner) refuseStretch('laterQuery');
    const { whole, member, isAwaited } = useOf(reference, swapping.rollback);
    const host = swaps.find(({ call }) => contains(call, reference));
    let text = swapping.name;
    if (whole === reference) requireAccepted(analysis, reference, swapping.connection);
    else {
      requireQuery(analysis, whole, isAwaited, host !== undefined);
      text = handleFor(analysis, swapping.connection, swapping.name, member);
    }
    const call = whole === reference ? (reference.parent as ts.CallExpression) : whole;
    swaps.push({ reference, call, edit: { start: reference.getStart(), end: reference.end, text } });
  }
  return swaps;
}

/** Whether the statement of a reference waits for what it is used for. */
function isWaitedForIn(reference: ts.Expression): boolean {
  return (
    ts.findAncestor(reference, (node) => ts.isAwaitExpression(node) || ts.isStatement(node))?.kind ===
    ts.SyntaxKind.AwaitExpression
  );
}

interface Use {
  /** The chain that begins with the pool. */
  readonly whole: ts.Expression;
  /** The first member that is read of the pool. */
  readonly member: string | undefined;
  readonly isAwaited: boolean;
}

function useOf(reference: ts.Expression, rollback: ts.Statement | undefined): Use {
  let member: string | undefined;
  let whole = reference;
  for (;;) {
    const { parent } = whole;
    if (ts.isPropertyAccessExpression(parent) && parent.expression === whole) {
      if (parent.questionDotToken) refuseStretch('poolForm');
      // What follows a promise handles its value or its error elsewhere.
      if (isContinuation(parent.name.text)) {
        if (!rollback || !contains(rollback, parent)) refuseStretch('notAwaited');
        return { whole, member, isAwaited: true };
      }
      member ??= parent.name.text;
      whole = parent;
    } else if (ts.isCallExpression(parent) && parent.expression === whole) whole = parent;
    else if (ts.isTaggedTemplateExpression(parent) && parent.tag === whole) whole = parent;
    else return { whole, member, isAwaited: ts.isAwaitExpression(parent) };
  }
}

/** Refuses what is no query that is awaited where it is sent, or a part of one: sql`… where ${sql`…`}`. */
function requireQuery(analysis: Analysis, whole: ts.Expression, isAwaited: boolean, isPart: boolean): void {
  const isCall = ts.isCallExpression(whole) || ts.isTaggedTemplateExpression(whole);
  if (!isCall) refuseStretch('otherUse');
  if (isPart) return;
  const isQuery = isPossibleQuery(whole) && recogniseQuery(analysis, whole) !== undefined;
  if (!isAwaited) refuseStretch('notAwaited');
  if (!isQuery) refuseStretch('otherUse');
}

/** Refuses what is given the pool, but does not take a connection as well. */
function requireAccepted(analysis: Analysis, reference: ts.Expression, { type }: ConnectionHandle): void {
  const { parent } = reference;
  if (ts.isBinaryExpression(parent) && parent.left === reference) refuseStretch('reassigned');
  const isArgument = ts.isCallExpression(parent) && parent.arguments.includes(reference);
  const isAwaited = isArgument && ts.isAwaitExpression(parent.parent);
  // What the function does is known of a function of the project only.
  const isKnown = isAwaited && calleeOfCall(analysis, parent)?.kind === 'functions';
  const wanted = isKnown ? analysis.checker.getContextualType(reference) : undefined;
  const isTaken = type && wanted && !isUnknownType(wanted) && analysis.checker.isTypeAssignableTo(type, wanted);
  if (!isTaken) refuseStretch('handedOn');
}
