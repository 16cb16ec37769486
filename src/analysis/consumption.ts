import ts from 'typescript';

import type { Analysis } from './analysis.ts';
import { runnerOfMember } from './callback-library.ts';
import { chainOf } from './chain.ts';
import { packageOf } from './declared-in.ts';
import { overlapWaitedFor } from './effect-library.ts';
import { handleOf } from './handle.ts';
import { waitsForCallbacks } from './iteration-library.ts';
import { referencesOf } from './references.ts';
import type { Overlap } from './repetition.ts';
import { startsGiven } from './starts-given.ts';
import { accessOf, contains, enclosingFunction, isAsync, isInlineFunction, unwrap } from './syntax.ts';

/** What becomes of the value of a call that may be a promise or a lazy query. */
export interface Consumption {
  readonly how:
    /** The code waits for it. */
    | 'awaited'
    /** It becomes the value of the function around it. */
    | 'returned'
    /** It is handed to a transaction as one of its statements. */
    | 'collected'
    /** Nothing waits for it. */
    | 'discarded'
    | 'unknown';
  /** Whether a lazy query is sent. */
  readonly started: boolean;
  /** The node that waits for it, or at which the trace ends. */
  readonly at: ts.Node;
}

const combinators = new Set(['all', 'allSettled', 'race', 'any']);
const continuations = new Set(['then', 'catch', 'finally']);

/** Follows a value outwards, through variables and `Promise.all`, to where it is used. */
export function consumptionOf(analysis: Analysis, node: ts.Node, depth = 0): Consumption {
  let current = node;
  let started = false;
  const end = (how: Consumption['how'], at: ts.Node, starts: boolean): Consumption => ({
    how,
    started: started || starts,
    at,
  });
  for (;;) {
    const { parent } = current;
    if (ts.isAwaitExpression(parent) || ts.isYieldExpression(parent)) return end('awaited', parent, true);
    if (ts.isForOfStatement(parent) && parent.expression === current) {
      return end('awaited', parent, parent.awaitModifier !== undefined);
    }
    if (ts.isExpressionStatement(parent) || ts.isVoidExpression(parent)) return end('discarded', parent, false);
    if (ts.isReturnStatement(parent) || (ts.isArrowFunction(parent) && parent.body === current)) {
      const around = ts.isArrowFunction(parent) ? parent : enclosingFunction(parent);
      if (isAsync(around)) return end('returned', parent, true);
      const host = isInlineFunction(around) ? (hostOf(around) ?? runnerOfMember(analysis, around)) : undefined;
      if (!host) return end('returned', parent, isInOptions(around));
      if (isCollecting(analysis, host)) return end('collected', host, false);
      if (waitsForCallbacks(analysis, host)) {
        started = true;
        current = host;
        continue;
      }
      const method = accessOf(unwrap(host.expression))?.name ?? '';
      if (['forEach', 'filter', 'some', 'every', 'find'].includes(method)) return end('discarded', host, false);
      if (!['map', 'flatMap', 'from'].includes(method)) return end('returned', parent, true);
      current = host;
      continue;
    }
    if (isTransparent(parent, current)) {
      current = parent;
      continue;
    }
    const access = accessOf(parent);
    if (access && unwrap(access.object) === unwrap(current as ts.Expression)) {
      const call = callOf(parent);
      if (!call) return end('unknown', parent, false);
      if (continuations.has(access.name)) started = true;
      else if (!['concat', 'flat', 'filter', 'slice', 'reverse'].includes(access.name))
        return end('unknown', call, false);
      current = call;
      continue;
    }
    if (ts.isCallExpression(parent) && parent.arguments.includes(current as ts.Expression)) {
      const callee = unwrap(parent.expression);
      const called = accessOf(callee);
      if (called && isPromiseCombinator(callee)) {
        started = true;
        current = parent;
        continue;
      }
      if (called && (called.name === 'push' || called.name === 'unshift'))
        return ofVariable(analysis, called.object, end, depth);
      const statements = called && analysis.catalogue.statementTransactions.get(called.name);
      if (statements) return end('collected', parent, statements.oneByOne);
      // Handed to a function of which nothing is known: taken for one that waits, as `withTimeout(query())` does.
      const after = depth < 4 ? consumptionOf(analysis, parent, depth + 1) : undefined;
      const position = parent.arguments.indexOf(current as ts.Expression);
      const starts = started || startsGiven(analysis, parent, position);
      return after ? { ...after, started: starts } : end('unknown', parent, starts);
    }
    if (ts.isVariableDeclaration(parent) && parent.initializer === current)
      return ofVariable(analysis, parent.name, end, depth);
    if (
      ts.isBinaryExpression(parent) &&
      parent.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
      parent.right === current
    ) {
      const target = unwrap(parent.left);
      return ofVariable(
        analysis,
        ts.isElementAccessExpression(target) ? unwrap(target.expression) : target,
        end,
        depth,
      );
    }
    return end('unknown', parent, false);
  }
}

function isTransparent(parent: ts.Node, child: ts.Node): boolean {
  if (ts.isConditionalExpression(parent)) return parent.condition !== child;
  if (ts.isBinaryExpression(parent)) {
    const { kind } = parent.operatorToken;
    if (kind === ts.SyntaxKind.CommaToken || kind === ts.SyntaxKind.AmpersandAmpersandToken)
      return parent.right === child;
    return kind === ts.SyntaxKind.QuestionQuestionToken || kind === ts.SyntaxKind.BarBarToken;
  }
  return (
    ts.isParenthesizedExpression(parent) ||
    ts.isAsExpression(parent) ||
    ts.isSatisfiesExpression(parent) ||
    ts.isNonNullExpression(parent) ||
    ts.isSpreadElement(parent) ||
    ts.isArrayLiteralExpression(parent)
  );
}

/** Whether a call sends the statements together that its callback answers with: `sql.transaction((tx) => [tx`…`])`. */
function isCollecting(analysis: Analysis, call: ts.CallExpression): boolean {
  const access = accessOf(unwrap(call.expression));
  const client = access && analysis.catalogue.collectingTransactions.get(access.name);
  if (!client) return false;
  const declaration = analysis.checker.getResolvedSignature(call)?.declaration;
  const declaredBy = declaration && packageOf(declaration);
  return declaredBy === undefined ? handleOf(analysis, access.object) === client : client.packages.includes(declaredBy);
}

/** The call of which a function written in place is an argument. */
export function hostOf(callback: ts.Node): ts.CallExpression | undefined {
  let node = callback;
  while (ts.isParenthesizedExpression(node.parent)) node = node.parent;
  const { parent } = node;
  return ts.isCallExpression(parent) ? parent : undefined;
}

/** Whether a function stands in an object that a call is given, which runs it if it runs at all. */
function isInOptions({ parent }: ts.Node): boolean {
  const object = ts.isPropertyAssignment(parent) ? parent.parent : parent;
  return ts.isObjectLiteralExpression(object) && ts.isCallExpression(object.parent);
}

function callOf(access: ts.Node): ts.CallExpression | undefined {
  let node = access;
  while (ts.isParenthesizedExpression(node.parent) || ts.isNonNullExpression(node.parent)) node = node.parent;
  return ts.isCallExpression(node.parent) && node.parent.expression === node ? node.parent : undefined;
}

/** `Promise.all` and its like, Bluebird's too. */
export function isPromiseCombinator(callee: ts.Expression): boolean {
  const access = accessOf(callee);
  return (
    access !== undefined &&
    combinators.has(access.name) &&
    ts.isIdentifier(access.object) &&
    /^(Promise|Bluebird|BPromise)$/.test(access.object.text)
  );
}

function ofVariable(
  analysis: Analysis,
  target: ts.Node,
  end: (how: Consumption['how'], at: ts.Node, starts: boolean) => Consumption,
  depth: number,
): Consumption {
  const symbol = ts.isIdentifier(target) ? analysis.checker.getSymbolAtLocation(target) : undefined;
  if (!symbol || depth >= 4) return end('unknown', target, false);
  const isBuiltUp = (referencesOf(analysis, symbol) ?? []).some(extendsItself);
  let last: Consumption | undefined;
  for (const reference of referencesOf(analysis, symbol) ?? []) {
    if (contains(target, reference)) continue;
    const use = consumptionOf(analysis, reference, depth + 1);
    // A builder in a variable that may be assigned again is sent where the variable is awaited, not where it is made.
    if (isReassignable(symbol) && (ts.isAwaitExpression(reference.parent) || isBuiltUp))
      return end(use.how, use.at, false);
    if (use.how === 'awaited' || use.how === 'collected' || use.how === 'returned') {
      return end(use.how, use.at, use.started);
    }
    if (use.started) last = use;
  }
  return last ?? end('discarded', target, false);
}

/** The first mention in `query = query.where(…)`. */
function extendsItself({ text, parent }: ts.Identifier): boolean {
  if (!ts.isBinaryExpression(parent) || !ts.isIdentifier(parent.left) || parent.left.text !== text) return false;
  const { root } = chainOf(parent.right);
  return ts.isIdentifier(root) && root.text === text && root !== unwrap(parent.right);
}

function isReassignable({ valueDeclaration }: ts.Symbol): boolean {
  if (!valueDeclaration || !ts.isVariableDeclaration(valueDeclaration)) return false;
  return (ts.getCombinedNodeFlags(valueDeclaration) & ts.NodeFlags.Const) === 0;
}

/**
 * Whether an iteration of a loop waits for a call in its body: `sequential` if it does, `concurrent` if the call's
 * promise outlives the iteration, `limited` if that holds for some at a time.
 */
export function settlesWithin(analysis: Analysis, node: ts.Node, boundary: ts.Node): Overlap {
  let current = node;
  for (let step = 0; step < 20; step += 1) {
    if (extendsChain(current)) return 'sequential';
    const { how, at } = consumptionOf(analysis, current);
    const promise = how === 'discarded' || how === 'returned' ? promiseAround(analysis, current) : undefined;
    if (promise && contains(boundary, promise)) {
      current = promise;
      continue;
    }
    if (how === 'discarded') return mayGoOn(analysis, current) ? 'concurrent' : 'sequential';
    if (how === 'unknown' || how === 'collected') return 'sequential';
    const around = ts.isFunctionLike(at) ? at : enclosingFunction(at);
    if (!contains(boundary, at) && !contains(at, boundary)) return overlapWaitedFor(analysis, at) ?? 'concurrent';
    if (!contains(boundary, around)) return 'sequential';
    const host = hostOf(around) ?? runnerOfMember(analysis, around) ?? calledInPlace(around);
    if (!host) return 'sequential';
    current = host;
  }
  return 'sequential';
}

/** `chain = chain.then(…)`: each iteration goes on where the one before ends. */
function extendsChain(node: ts.Node): boolean {
  if (!ts.isCallExpression(node) || !ts.isBinaryExpression(node.parent) || node.parent.right !== node) return false;
  const access = accessOf(unwrap(node.expression));
  return (
    access !== undefined && continuations.has(access.name) && access.object.getText() === node.parent.left.getText()
  );
}

function calledInPlace(around: ts.Node): ts.CallExpression | undefined {
  let node = around;
  while (ts.isParenthesizedExpression(node.parent)) node = node.parent;
  return ts.isCallExpression(node.parent) && node.parent.expression === node ? node.parent : undefined;
}

/** The promise that a callback settles: `new Promise((resolve) => connection.query(sql, resolve))` around the query. */
function promiseAround(analysis: Analysis, node: ts.Node): ts.NewExpression | undefined {
  const parent = enclosingFunction(node).parent as ts.Node | undefined;
  if (!parent || !ts.isNewExpression(parent) || !mayGoOn(analysis, node)) return undefined;
  return ts.isIdentifier(parent.expression) && parent.expression.text === 'Promise' ? parent : undefined;
}

/** Whether a call whose value nothing uses may go on after it has returned: by a promise, or up to a callback. */
function mayGoOn(analysis: Analysis, node: ts.Node): boolean {
  if (!analysis.typed) return true;
  const type = analysis.checker.getTypeAtLocation(node);
  if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return true;
  const isCallback = (argument: ts.Expression): boolean =>
    analysis.checker.getTypeAtLocation(argument).getCallSignatures().length > 0;
  if (ts.isCallExpression(node) && node.arguments.some(isCallback)) return true;
  return analysis.checker.getPropertyOfType(analysis.checker.getApparentType(type), 'then') !== undefined;
}
