import ts from 'typescript';

import type { Analysis } from './analysis.ts';
import { callbackKey, type Callbacks, type CallbackUse } from './callback-use.ts';
import { type Callee, calleeOfCall } from './callee.ts';
import { isPartOfChain, isRunBefore } from './chained-callback.ts';
import { isSmallNumber, sizeOf } from './collection.ts';
import { mayBeOwn } from './declared-members.ts';
import { isCallable, isFunctionValue } from './function-value.ts';
import { givenFor } from './given-argument.ts';
import type { ParameterPart } from './parameter-part.ts';
import { isBuilder } from './recognise-typed.ts';
import { createRepetition, type Frame, numberUpTo, type TransactionFrame } from './repetition.ts';
import { calleeOf, hasBody, isInlineFunction, readable, unwrap } from './syntax.ts';

/** A function among a call's arguments, or in an object among them, that runs while the call runs, and what surrounds it there. */
export interface Invocation {
  readonly argument: ts.Expression | ts.MethodDeclaration;
  readonly frames: readonly Frame[];
  /** Whether a generator runs as well. */
  readonly readsGenerators?: boolean;
}

/** How a function of the user runs the functions that it is given. */
export type CallbacksOf = (callee: Extract<Callee, { kind: 'functions' }>) => Callbacks | undefined;

const caching = /cache|memo|remember|once|dedupe|getOrSet|getOrCreate|fetchOrSet|computeIfAbsent|singleflight/i;

/** The transaction in which a function runs that a call is given. */
export function transactionFrame(
  argument: ts.Node,
  { call, through = [], isHidden = false }: Pick<TransactionFrame, 'call' | 'through' | 'isHidden'>,
): Frame {
  const callback = ts.isExpression(argument) ? unwrap(argument) : argument;
  const handle = hasBody(callback) ? callback.parameters[0] : undefined;
  return { kind: 'transaction', slot: argument, call, through, isHidden, ...(handle ? { handle } : {}) };
}

/** The functions that the function of the user runs that is called, or, most likely, one of a library. */
export function invocationsByCallee(
  analysis: Analysis,
  call: ts.CallExpression,
  callables: readonly ts.Expression[],
  callbacksOf: CallbacksOf,
): readonly Invocation[] {
  if (isPartOfChain(call, callables)) return [];
  const inline = callables.filter((argument) => isInlineFunction(unwrap(argument)));
  // A function of a library runs what is written in place for it; a name may stand for anything.
  if (inline.length === 0 && !mayBeOwn(analysis, calleeOf(call))) return [];
  const given = functionsGiven(call).filter(
    ({ value }) => ts.isMethodDeclaration(value) || isFunctionValue(analysis, value),
  );
  if (given.length === 0) return [];
  const callee = calleeOfCall(analysis, call);
  if (callee?.kind === 'functions') {
    const callbacks = callbacksOf(callee);
    return given.flatMap(({ position, member, value }) => {
      const use = callbacks?.get(callbackKey(position, member));
      return use ? [{ argument: value, frames: framesOf(analysis, call, value, use) }] : [];
    });
  }
  // A function of a library that is waited for has most likely run what was written in place for it.
  if (inline.length === 0 || callee?.kind === 'parameter') return [];
  if (caching.test(call.expression.getText())) return [];
  const run = inline.filter((argument) => isRunBefore(analysis, call, unwrap(argument)));
  // A builder's callback builds a part of the query and runs none. Asked last, since it needs a type.
  if (run.length === 0 || isBuilder(analysis, call)) return [];
  return run.map((argument) => ({ argument, frames: [] }));
}

function framesOf(analysis: Analysis, call: ts.CallExpression, slot: ts.Node, use: CallbackUse): readonly Frame[] {
  const transaction = use.transaction
    ? [transactionFrame(slot, { ...use.transaction, through: [...(use.transaction.through ?? []), call] })]
    : [];
  if (use.multiplicity === 'once') return transaction;
  const source = use.source && valueGiven(call, use.source);
  const repetition = createRepetition({ form: 'callback', node: call, slot, overlap: use.overlap }, () => ({
    multiplicity:
      source && (use.counts ? isSmallNumber(analysis, source) : sizeOf(analysis, source) === 'bounded')
        ? 'bounded'
        : use.multiplicity,
    source,
    each: source
      ? use.counts
        ? numberUpTo(source)
        : undefined
      : `element that \`${readable(call.expression)}\` iterates`,
  }));
  return [repetition, ...transaction];
}

function valueGiven(call: ts.CallExpression, part: ParameterPart): ts.Expression | undefined {
  const value = givenFor(call, part);
  return typeof value === 'string' || 'memberOf' in value ? undefined : value;
}

/** A function that a call is given: an argument, or a member of an object that is written there. */
interface GivenFunction {
  readonly position: number;
  readonly member?: string;
  readonly value: ts.Expression | ts.MethodDeclaration;
}

/** What may be a function among a call's arguments, by its syntax alone. */
export function functionsGiven(call: ts.CallExpression): readonly GivenFunction[] {
  return call.arguments.flatMap((argument, position): readonly GivenFunction[] => {
    const object = unwrap(argument);
    if (!ts.isObjectLiteralExpression(object)) return isCallable(argument) ? [{ position, value: argument }] : [];
    // What is spread behind it may state it again.
    const last = object.properties.findLastIndex(ts.isSpreadAssignment);
    return object.properties.slice(last + 1).flatMap((property) => {
      const value = ts.isPropertyAssignment(property)
        ? property.initializer
        : ts.isShorthandPropertyAssignment(property)
          ? property.name
          : property;
      const isGiven = ts.isMethodDeclaration(value) || (ts.isExpression(value) && isCallable(value));
      return isGiven && property.name ? [{ position, member: property.name.getText(), value }] : [];
    });
  });
}
