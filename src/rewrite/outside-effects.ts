import ts from 'typescript';

import type { Analysis } from '../analysis/analysis.ts';
import { type Callee, calleeOfCall, calleeOfReference } from '../analysis/callee.ts';
import type { Effect } from '../analysis/effect.ts';
import { externalCalls } from '../analysis/external-call.ts';
import { stepOf } from '../analysis/occurrence-effects.ts';
import type { Occurrence } from '../analysis/occurrences.ts';
import { isOneFamily } from '../analysis/same-database.ts';
import { contains, enclosingFunction, isCallLike, unwrap } from '../analysis/syntax.ts';
import { transactionStatementIn } from '../analysis/transaction-statement.ts';
import { unknownCalls } from '../analysis/unknown-call.ts';
import { isWaitedFor } from '../analysis/waited-for.ts';
import { rootsOf } from '../analysis/walked-roots.ts';
import type { Client } from '../clients/define-client.ts';
import type { HandleSwap } from './handle-swaps.ts';
import type { RewriteContext } from './rewrite-context.ts';
import { refuseStretch } from './stretch-refusal.ts';

/** Refuses parts of a function that still send queries through a pool when a connection is swapped for it. */
export function requireNoQueryOutside(
  context: RewriteContext,
  client: Client,
  swaps: readonly HandleSwap[],
  parts: readonly ts.Node[],
): void {
  const { analysis } = context;
  for (const occurrence of occurrencesIn(context, parts)) {
    const { node } = occurrence;
    const swap = swaps.find(({ call }) => call.getStart() === node.getStart() && node.end <= call.end);
    if (swap && contains(node, swap.reference) && swap.reference.getStart() === node.getStart()) continue;
    for (const effect of effectsAt(context, occurrence)) {
      if (swap && isOn(swap.reference, effect)) {
        if (endsOrBegins(analysis, effect)) refuseStretch('secondBegin');
      } else if (effect.connection === 'pool' && (!effect.query.client || isOneFamily(effect.query.client, client)))
        refuseStretch(effect.trace.length > 0 ? 'helperOnPool' : 'otherHandle');
    }
  }
}

/** Whether a node runs when the function of a statement returns, which does not wait for it: the transaction has ended before. */
function startsOnReturn(node: ts.Node, statement: ts.Node): boolean {
  const around = ts.findAncestor(node, (outer) => ts.isAwaitExpression(outer) || ts.isReturnStatement(outer));
  return (
    around !== undefined && ts.isReturnStatement(around) && enclosingFunction(around) === enclosingFunction(statement)
  );
}

/** Whether nothing tells what a call that is waited for runs, here or further in. */
function isUnknown({ analysis, summaries }: RewriteContext, occurrence: Occurrence): boolean {
  if (summaries.of(unknownCalls).effectsAt(occurrence).length > 0) return true;
  const { node, reference } = occurrence;
  const callee = reference ? calleeOfReference(analysis, node) : calleeAt(analysis, occurrence);
  return callee !== undefined && callee.kind !== 'functions' && isWaitedFor(analysis, occurrence);
}

function calleeAt(analysis: Analysis, { node }: Occurrence): Callee {
  return isCallLike(node) ? calleeOfCall(analysis, node) : undefined;
}

/** The queries that a node may send: also of one implementation among several. */
function effectsAt({ analysis, summaries }: RewriteContext, occurrence: Occurrence): readonly Effect[] {
  const callee = calleeAt(analysis, occurrence);
  const others = callee?.kind === 'functions' && callee.functions.length > 1 ? callee.functions : [];
  return [
    ...summaries.effectsAt(occurrence),
    ...others.flatMap((declaration) =>
      summaries.summaryOf(declaration).map((effect) => ({ ...effect, trace: [stepOf(declaration, occurrence.node)] })),
    ),
  ];
}

/** Refuses statements in a transaction that wait for something outside of the database, or for what is not known. */
export function requireNothingElse(context: RewriteContext, work: readonly ts.Statement[]): void {
  const outside = context.summaries.of(externalCalls);
  for (const occurrence of occurrencesIn(context, work)) {
    if (outside.effectsAt(occurrence).length > 0) refuseStretch('externalCall');
    if (isUnknown(context, occurrence)) refuseStretch('unknownCall');
  }
}

function occurrencesIn({ summaries, file }: RewriteContext, parts: readonly ts.Node[]): readonly Occurrence[] {
  return [...rootsOf(summaries, file)]
    .flatMap(({ occurrences }) => occurrences)
    .filter(({ node }) => parts.some((part) => contains(part, node) && !startsOnReturn(node, part)));
}

/** Whether a query runs on what its function is given: on `pool` in `save(pool)`. */
function isOn(reference: ts.Expression, { carrier }: Effect): boolean {
  const given = unwrap(reference);
  if (carrier.kind === 'handle') return unwrap(carrier.expression) === given;
  if (carrier.kind !== 'given') return false;
  const { parameter, member } = carrier;
  const name = parameter.name.getText();
  return given.getText() === (member === undefined ? name : `${name}.${member}`);
}

function endsOrBegins(analysis: Analysis, { query: { node } }: Effect): boolean {
  const text = ts.isCallExpression(node) ? node.arguments[0] : node;
  return text !== undefined && transactionStatementIn(analysis, text) !== undefined;
}
