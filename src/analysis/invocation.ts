import ts from 'typescript';

import type { RowIterationFact } from '../clients/define-client.ts';
import type { Analysis } from './analysis.ts';
import { type CallbacksOf, type Invocation, invocationsByCallee, transactionFrame } from './called-callbacks.ts';
import { overlapOfEffects } from './effect-library.ts';
import { sizeOf } from './collection.ts';
import { isUnknownType, namedTypes } from './declared-in.ts';
import { isOneOfFew } from './few-values.ts';
import { isCallable } from './function-value.ts';
import { functionsGiven } from './given-functions.ts';
import { isLimiterCall, libraryIterationOf } from './iteration-library.ts';
import { libraryCallbacksOf } from './library-callbacks.ts';
import { isBatchOf, multiplicityOf } from './loop-statement.ts';
import { isBarrier } from './named-function.ts';
import { createRepetition, type Frame, type Overlap, type Repetition } from './repetition.ts';
import { isUsedAsList } from './stated-list.ts';
import { type Access, accessOf, isInlineFunction, nameOf, someDescendant, unwrap } from './syntax.ts';
import { addsTask } from './task-list.ts';
import { runsInTransaction } from './transaction-call.ts';

const iterating = new Set([
  'map',
  'flatMap',
  'forEach',
  'filter',
  'find',
  'findIndex',
  'findLast',
  'findLastIndex',
  'some',
  'every',
  'reduce',
  'reduceRight',
]);
const iterable = new Set([
  'Array',
  'ReadonlyArray',
  'Set',
  'ReadonlySet',
  'Map',
  'ReadonlyMap',
  'IteratorObject',
  'Iterator',
  'Generator',
  'ArrayIterator',
  'MapIterator',
  'SetIterator',
  'NodeListOf',
  'Uint8Array',
]);
const continuing = new Set(['then', 'catch', 'finally']);
const deferring = new Set([
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'nextTick',
  'addEventListener',
  'on',
  'once',
  'subscribe',
  'after',
  'waitUntil',
]);

/** The functions among a call's arguments that run while the call runs. A function that is kept for later is none. */
export function invocationsIn(
  analysis: Analysis,
  call: ts.CallExpression,
  callbacksOf: CallbacksOf,
): readonly Invocation[] {
  const ofLibrary = libraryCallbacksOf(analysis, call);
  if (ofLibrary) return ofLibrary.map((argument) => ({ argument, frames: [], readsGenerators: true }));
  const callables = call.arguments.filter(isCallable);
  const callee = unwrap(call.expression);
  const mayBeMade = call.arguments.some((argument) => ts.isCallExpression(unwrap(argument)));
  if ((functionsGiven(call).length === 0 && !mayBeMade) || isBarrier(analysis, callee)) return [];
  const access = accessOf(callee);
  const name = nameOf(callee) ?? '';

  const library = libraryIterationOf(analysis, call);
  if (library) {
    const { source, callback, overlap } = library;
    return invocation(call, callback, (slot) => repetitionOf(analysis, call, slot, source, overlap));
  }
  const rows = access && analysis.catalogue.rowIterations.get(name);
  if (rows) return invocation(call, 0, (slot) => rowIteration(call, slot, rows));
  if (isLimiterCall(analysis, call)) {
    return callables.map((argument) => ({ argument, frames: [{ kind: 'limiter', slot: argument }] }));
  }
  if (access && iterating.has(name)) {
    const isList = (): boolean => isIterable(analysis, access);
    return invocation(call, 0, (slot) =>
      repetitionOf(
        analysis,
        call,
        slot,
        access.object,
        overlapOfEffects(analysis, call) ?? overlapOf(name, slot),
        isList,
      ),
    );
  }
  if (access && ts.isIdentifier(access.object) && access.object.text === 'Array' && /^from(Async)?$/.test(name)) {
    const overlap = name === 'from' ? 'concurrent' : 'sequential';
    return invocation(call, 1, (slot) => repetitionOf(analysis, call, slot, call.arguments[0], overlap));
  }
  if (name === 'push' && addsTask(analysis, call)) return callables.map((argument) => ({ argument, frames: [] }));
  if (access && continuing.has(name)) return callables.map((argument) => ({ argument, frames: [] }));
  if (deferring.has(name)) return [];
  if (access && runsInTransaction(analysis, call)) {
    return callables.map((argument) => ({ argument, frames: [transactionFrame(argument, { call })] }));
  }
  return invocationsByCallee(analysis, call, callables, callbacksOf);
}

function invocation(
  call: ts.CallExpression,
  position: number,
  frame: (slot: ts.Expression) => Frame,
): readonly Invocation[] {
  const argument = call.arguments[position];
  // A call makes the callback: `ids.map(byName(name))`.
  return argument && (isCallable(argument) || ts.isCallExpression(unwrap(argument)))
    ? [{ argument, frames: [frame(argument)] }]
    : [];
}

function repetitionOf(
  analysis: Analysis,
  call: ts.CallExpression,
  slot: ts.Expression,
  source: ts.Expression | undefined,
  overlap: Overlap,
  isList: () => boolean = () => true,
): Repetition {
  return createRepetition({ form: 'callback', node: call, slot, overlap }, () => {
    if (!isList()) return { multiplicity: 'unknown' };
    const multiplicity = source ? multiplicityOf(sizeOf(analysis, source)) : 'perElement';
    const given = multiplicity === 'perElement' ? multiplicityByElement(analysis, call, slot) : undefined;
    return { multiplicity: given ?? multiplicity, source: source && unwrap(source) };
  });
}

/** Whether the elements that a callback is given are each one of a few values, or a list themselves: chunks. */
function multiplicityByElement(
  analysis: Analysis,
  call: ts.CallExpression,
  slot: ts.Expression,
): 'bounded' | 'paged' | undefined {
  const callback = unwrap(slot);
  if (!isInlineFunction(callback)) return undefined;
  const position = nameOf(call.expression)?.startsWith('reduce') ? 1 : 0;
  const name = callback.parameters[position]?.name;
  if (isOneOfFew(analysis, name, callback.body)) return 'bounded';
  return isBatchOf(analysis, name, callback.body) ? 'paged' : undefined;
}

function rowIteration(
  call: ts.CallExpression,
  slot: ts.Expression,
  { method, batches, parallel }: RowIterationFact,
): Repetition {
  const options = call.arguments[1] && unwrap(call.arguments[1]);
  const isGiven = (option: string | undefined): boolean =>
    options !== undefined &&
    ts.isObjectLiteralExpression(options) &&
    options.properties.some((property) => property.name?.getText() === option);
  return createRepetition(
    { form: 'callback', node: call, slot, overlap: isGiven(parallel) ? 'limited' : 'sequential' },
    () => ({
      multiplicity: isGiven(batches) ? 'paged' : 'perElement',
      each: `row that \`${method}\` reads`,
    }),
  );
}

/** A reduction that waits for what it has accumulated is sequential. */
function overlapOf(method: string, slot: ts.Expression): Overlap {
  if (!method.startsWith('reduce')) return 'concurrent';
  const callback = unwrap(slot);
  if (!isInlineFunction(callback)) return 'concurrent';
  const accumulator = callback.parameters[0]?.name.getText();
  const waits = someDescendant(callback.body, (node) => {
    if (ts.isAwaitExpression(node)) return node.expression.getText() === accumulator;
    const access = accessOf(node);
    return access !== undefined && continuing.has(access.name) && access.object.getText() === accumulator;
  });
  const chains = accessOf(callback.body)?.name === 'then' || waits || thenOn(callback.body, accumulator);
  return chains ? 'sequential' : 'concurrent';
}

function thenOn(body: ts.Node, accumulator: string | undefined): boolean {
  if (!ts.isCallExpression(body)) return false;
  const access = accessOf(unwrap(body.expression));
  return access !== undefined && continuing.has(access.name) && access.object.getText() === accumulator;
}

/** Whether a method is one of a list, a set or a map; where no type is known, its name decides. */
function isIterable(analysis: Analysis, { object, nameNode }: Access): boolean {
  const { checker, typed } = analysis;
  // A method of that name in the user's own code is another one.
  if (!typed) return checker.getSymbolAtLocation(nameNode)?.declarations === undefined;
  if (isUsedAsList(analysis, object)) return true;
  const type = checker.getTypeAtLocation(object);
  if (isUnknownType(type)) return true;
  const parts = (type.isUnion() ? type.types : [type]).map((part) => checker.getBaseConstraintOfType(part) ?? part);
  return parts.some((part) => {
    if (checker.isArrayType(part) || checker.isTupleType(part)) return true;
    for (const symbol of namedTypes(checker, part)) if (iterable.has(symbol.name)) return true;
    return false;
  });
}
