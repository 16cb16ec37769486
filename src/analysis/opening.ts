import ts from 'typescript';

import type { Analysis } from './analysis.ts';
import { chainOf, describeChain } from './chain.ts';
import { connectionOf } from './connection.ts';
import type { Occurrence, Root } from './occurrences.ts';
import { openedTransactionAt } from './opened-transaction.ts';
import { carrierOfHandle } from './query-carrier.ts';
import type { SiteKind } from './summary.ts';
import { someDescendant } from './syntax.ts';
import { isWaitedFor } from './waited-for.ts';

/** Calls that open a transaction for a callback, on a connection that it keeps, as summaries carry them to callers. */
export const openings: SiteKind = {
  siteAt(analysis, occurrence) {
    const { node, reference } = occurrence;
    if (reference || !ts.isCallExpression(node)) return undefined;
    const transaction = openedTransactionAt(analysis, node);
    if (!transaction || transaction.fact.holdsConnection === false || isChosen(analysis, occurrence)) return undefined;
    const { client, opener } = transaction;
    const { root, links } = chainOf(node);
    if (connectionOf(analysis, node, client, links.length - 1) !== 'pool') return undefined;
    return {
      node,
      client,
      operation: 'raw',
      name: describeChain(node),
      vague: false,
      lazy: false,
      synchronous: false,
      connection: 'pool',
      root,
      position: 'handle',
      merged: false,
      carrier: carrierOfHandle(analysis, opener, client),
    };
  },
  counts: isWaitedFor,
};

/** Whether what the function was given decides: `if (tx) return work(tx)` before it. */
function isChosen(analysis: Analysis, { node, frames, root }: Occurrence): boolean {
  if (ts.isSourceFile(root) || frames.some(({ kind }) => kind === 'transaction')) return false;
  for (let inner: ts.Node = node; inner !== root.body; inner = inner.parent) {
    const { parent } = inner;
    const before = ts.isBlock(parent)
      ? parent.statements.slice(0, parent.statements.indexOf(inner as ts.Statement))
      : [];
    const conditions = [
      ...before.filter(ts.isIfStatement).map(({ expression }) => expression),
      ...(ts.isIfStatement(parent) ? [parent.expression] : []),
      ...(ts.isConditionalExpression(parent) ? [parent.condition] : []),
      ...(ts.isBinaryExpression(parent) && parent.right === inner ? [parent.left] : []),
    ];
    if (conditions.some((condition) => namesParameter(analysis, condition, root))) return true;
  }
  return false;
}

function namesParameter({ checker }: Analysis, condition: ts.Expression, root: Exclude<Root, ts.SourceFile>): boolean {
  const isParameter = (node: ts.Node): boolean => {
    if (!ts.isIdentifier(node)) return false;
    const declaration = checker.getSymbolAtLocation(node)?.valueDeclaration;
    const parameter = declaration && ts.findAncestor(declaration, ts.isParameter);
    return parameter?.parent === root;
  };
  return isParameter(condition) || someDescendant(condition, isParameter, { intoFunctions: true });
}
