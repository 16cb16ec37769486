import ts from 'typescript';

import type { Analysis } from './analysis.ts';
import type { CallbacksOf, Invocation } from './called-callbacks.ts';
import { isPromiseCombinator } from './consumption.ts';
import { invocationsIn } from './invocation.ts';
import { isHandedOn, lazyRelationOf } from './lazy-relation.ts';
import { repetitionOfLoop } from './loop-statement.ts';
import { mayGivePromise } from './promise-context.ts';
import { createRepetition, type Frame } from './repetition.ts';
import {
  calleeOf,
  type CallLike,
  type FunctionWithBody,
  hasBody,
  isCallLike,
  isInlineFunction,
  unwrap,
} from './syntax.ts';

/** A function, or a file for the code outside all functions. */
export type Root = FunctionWithBody | ts.SourceFile;

/** A node that may run a query, and what surrounds it inside its root. */
export interface Occurrence {
  /** A call, an awaited variable or member, or a function that is handed over by name. */
  readonly node: CallLike | ts.Expression;
  readonly frames: readonly Frame[];
  readonly root: Root;
  /** Whether the node is a function that the call around it runs. */
  readonly reference: boolean;
}

export interface Walk {
  readonly occurrences: readonly Occurrence[];
  /** Functions inside the root that run at another time. */
  readonly deferred: readonly FunctionWithBody[];
}

/** Walks a root once, through the callbacks that run in place. */
export function walk(analysis: Analysis, root: Root, callbacksOf: CallbacksOf): Walk {
  const occurrences: Occurrence[] = [];
  const deferred: FunctionWithBody[] = [];

  const visitAll = (nodes: readonly (ts.Node | undefined)[], frames: readonly Frame[]): void => {
    for (const node of nodes) if (node) visit(node, frames);
  };

  /** Functions that calls around them run. */
  const invoked = new Map<ts.Node, Invocation>();

  const visit = (node: ts.Node, frames: readonly Frame[]): void => {
    const invocation = invoked.get(node);
    if (invocation) {
      invoked.delete(node);
      visitInvoked(invocation, invocation.argument, frames);
      return;
    }
    if (ts.isToken(node)) return;
    if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return;
    if (hasBody(node)) {
      deferred.push(node);
      return;
    }
    if (ts.isIterationStatement(node, false)) {
      visitLoop(node, frames);
      return;
    }
    if (isCallLike(node)) {
      visitCall(node, frames);
      return;
    }
    const awaited = ts.isAwaitExpression(node) ? unwrap(node.expression) : ts.isExpression(node) ? node : undefined;
    const isValue = awaited && (ts.isIdentifier(awaited) || ts.isPropertyAccessExpression(awaited));
    if (isValue && (ts.isAwaitExpression(node) || isAwaitedTogether(awaited)))
      occurrences.push({ node: awaited, frames, reference: false, root });
    if (ts.isPropertyAccessExpression(node) && isHandedOn(node) && lazyRelationOf(analysis, node)) {
      occurrences.push({ node, frames, reference: false, root });
    }
    if (ts.isNewExpression(node) && node.expression.getText() === 'Promise') {
      visitInvoked({ frames: [] }, node.arguments?.[0], frames);
      return;
    }
    ts.forEachChild(node, (child) => {
      visit(child, frames);
    });
  };

  const visitLoop = (loop: ts.IterationStatement, frames: readonly Frame[]): void => {
    const repetition = repetitionOfLoop(analysis, loop);
    const head: readonly Frame[] = [...frames, headOf(loop)];
    const body: readonly Frame[] = [...frames, repetition];
    if (ts.isForStatement(loop)) {
      visitAll([loop.initializer], frames);
      visitAll([loop.condition, loop.incrementor], head);
    } else if (ts.isForOfStatement(loop) || ts.isForInStatement(loop)) {
      visit(loop.expression, frames);
    } else {
      visit((loop as ts.WhileStatement | ts.DoStatement).expression, head);
    }
    visit(loop.statement, body);
  };

  const visitCall = (call: CallLike, frames: readonly Frame[]): void => {
    // The body of a function that is called in place is walked itself.
    const isInPlace = isInlineFunction(calleeOf(call));
    if (!isInPlace && (analysis.hasSynchronousClient || mayGivePromise(call)))
      occurrences.push({ node: call, frames, reference: false, root });
    if (!ts.isCallExpression(call)) {
      ts.forEachChild(call, (child) => {
        visit(child, frames);
      });
      return;
    }
    const callee = calleeOf(call);
    if (isInPlace) visitInvoked({ frames: [] }, callee, frames);
    else visit(call.expression, frames);
    for (const invocation of invocationsIn(analysis, call, callbacksOf)) invoked.set(invocation.argument, invocation);
    visitAll(call.arguments, frames);
  };

  const visitInvoked = (
    { frames: inner, readsGenerators = false }: Omit<Invocation, 'argument'>,
    argument: Invocation['argument'] | undefined,
    outer: readonly Frame[],
  ): void => {
    if (!argument) return;
    const callback = ts.isMethodDeclaration(argument) ? argument : unwrap(argument);
    const frames = [...outer, ...inner];
    if (isGenerator(callback) && !readsGenerators) visit(callback, frames);
    else if (hasBody(callback)) visitAll([...callback.parameters, callback.body], frames);
    else if (ts.isExpression(callback)) {
      occurrences.push({ node: callback, frames, reference: true, root });
      if (ts.isCallExpression(callback)) visit(callback, outer);
    }
  };

  if (ts.isSourceFile(root))
    ts.forEachChild(root, (child) => {
      visit(child, []);
    });
  else visitAll([...root.parameters, root.body], []);
  return { occurrences, deferred };
}

/** `order.user` in `Promise.all([order.user, order.items])` */
function isAwaitedTogether(value: ts.Identifier | ts.PropertyAccessExpression): boolean {
  if (!ts.isPropertyAccessExpression(value) || !ts.isArrayLiteralExpression(value.parent)) return false;
  const call = value.parent.parent;
  return ts.isCallExpression(call) && isPromiseCombinator(unwrap(call.expression));
}

/** A generator does not run when it is called, but when it is read. */
function isGenerator(callback: ts.Node): boolean {
  return hasBody(callback) && callback.asteriskToken !== undefined;
}

/** A query in a loop's condition drives the loop, and is none that runs for each element. */
function headOf(loop: ts.IterationStatement): Frame {
  return createRepetition({ form: 'loop', node: loop, slot: loop }, () => ({ multiplicity: 'unknown' }));
}
