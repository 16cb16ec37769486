import ts from 'typescript';

import type { Repetition } from '../analysis/repetition.ts';
import { accessOf, isInlineFunction, unwrap } from '../analysis/syntax.ts';
import { refuse } from './refusal.ts';
import type { RewriteContext } from './rewrite-context.ts';

/** A repetition over a list that is known before it: what is iterated, and how an element is named. */
export interface Iteration {
  readonly repetition: Repetition;
  readonly source: ts.Expression;
  /** The pattern that names an element; none where a counter leads to it. */
  readonly element: ts.BindingName | undefined;
  /** The second parameter of a callback, or the counter of a loop. */
  readonly index: ts.Identifier | undefined;
  /** How the source becomes an array. */
  readonly sourceForm: 'array' | 'iterable';
}

/** Understands a repetition, or refuses. */
export function iterationOf(context: RewriteContext, repetition: Repetition): Iteration {
  const { node } = repetition;
  if (ts.isForOfStatement(node)) return forOf(context, repetition, node);
  if (ts.isForStatement(node)) return counting(context, repetition, node);
  if (ts.isForInStatement(node)) return overIndexes(context, repetition, node);
  if (ts.isCallExpression(node)) return callback(context, repetition, node);
  return refuse('loopForm');
}

function forOf(context: RewriteContext, repetition: Repetition, loop: ts.ForOfStatement): Iteration {
  if (loop.awaitModifier || !ts.isVariableDeclarationList(loop.initializer)) return refuse('readOnce');
  const [declaration] = loop.initializer.declarations;
  if (!declaration || loop.initializer.declarations.length !== 1) return refuse('loopForm');
  return {
    repetition,
    source: loop.expression,
    element: declaration.name,
    index: undefined,
    sourceForm: sourceFormOf(context, loop.expression),
  };
}

/** `for (let i = 0; i < orders.length; i++)` */
function counting(context: RewriteContext, repetition: Repetition, loop: ts.ForStatement): Iteration {
  const { initializer, condition, incrementor } = loop;
  const declaration =
    initializer && ts.isVariableDeclarationList(initializer) ? initializer.declarations[0] : undefined;
  const test = condition && unwrap(condition);
  const list = test && ts.isBinaryExpression(test) ? accessOf(unwrap(test.right)) : undefined;
  const isWhole =
    declaration?.initializer?.getText() === '0' &&
    ts.isIdentifier(declaration.name) &&
    incrementor !== undefined &&
    /^(\+\+\w+|\w+\+\+|\w+ \+= 1)$/.test(incrementor.getText()) &&
    test !== undefined &&
    ts.isBinaryExpression(test) &&
    test.operatorToken.kind === ts.SyntaxKind.LessThanToken &&
    list?.name === 'length';
  if (!isWhole || !isArray(context, list.object)) return refuse('loopForm');
  return {
    repetition,
    source: list.object,
    element: undefined,
    index: declaration.name,
    sourceForm: 'array',
  };
}

/** `for (const i in orders)` over an array. */
function overIndexes(context: RewriteContext, repetition: Repetition, loop: ts.ForInStatement): Iteration {
  const declaration = ts.isVariableDeclarationList(loop.initializer) ? loop.initializer.declarations[0] : undefined;
  if (!declaration || !ts.isIdentifier(declaration.name) || !isArray(context, loop.expression)) {
    return refuse('loopForm');
  }
  return {
    repetition,
    source: loop.expression,
    element: undefined,
    index: declaration.name,
    sourceForm: 'array',
  };
}

/** Position of the element among the parameters of the callback of a method. */
const elementPositions: Readonly<Record<string, number>> = { map: 0, flatMap: 0, reduce: 1 };

function callback(context: RewriteContext, repetition: Repetition, call: ts.CallExpression): Iteration {
  const slot = ts.isExpression(repetition.slot) ? unwrap(repetition.slot) : repetition.slot;
  const access = accessOf(unwrap(call.expression));
  if (!isInlineFunction(slot) || !access) return refuse('loopForm');
  const position = elementPositions[access.name];
  if (position === undefined) return refuse(access.name === 'forEach' ? 'abandoned' : 'loopForm');
  const [element, index] = slot.parameters.slice(position);
  if (!element || element.dotDotDotToken || element.initializer) return refuse('loopForm');
  if (index && !ts.isIdentifier(index.name)) return refuse('loopForm');
  if (!isArray(context, access.object)) return refuse('readOnce');
  return {
    repetition,
    source: access.object,
    element: element.name,
    index: index && ts.isIdentifier(index.name) ? index.name : undefined,
    sourceForm: 'array',
  };
}

function sourceFormOf(context: RewriteContext, source: ts.Expression): Iteration['sourceForm'] {
  if (isArray(context, source)) return 'array';
  const type = context.analysis.checker.getTypeAtLocation(source);
  const isReadAnew = /^(Readonly)?(Set|Map)$/.test(type.getSymbol()?.name ?? '') || isFreshIterator(source);
  return isReadAnew ? 'iterable' : refuse('readOnce');
}

/** `orders.entries()`, which answers with another iterator each time. */
function isFreshIterator(source: ts.Expression): boolean {
  const node = unwrap(source);
  if (!ts.isCallExpression(node)) return false;
  const access = accessOf(unwrap(node.expression));
  return access !== undefined && ['entries', 'keys', 'values'].includes(access.name) && node.arguments.length === 0;
}

function isArray({ analysis: { checker } }: RewriteContext, expression: ts.Expression): boolean {
  const type = checker.getTypeAtLocation(expression);
  const parts = type.isUnion() ? type.types : [type];
  return parts.every((part) => checker.isArrayType(part) || checker.isTupleType(part));
}
