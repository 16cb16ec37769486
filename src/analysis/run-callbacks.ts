import ts from 'typescript';

import type { Analysis } from './analysis.ts';
import { callbackKey, type Callbacks, type CallbackUse, moreFrequentUse } from './callback-use.ts';
import { calleeOfReference } from './callee.ts';
import { compose } from './multiplicity.ts';
import { multiplicityIn } from './occurrence-effects.ts';
import type { Occurrence, Root, Walk } from './occurrences.ts';
import { type ParameterPart, parameterPartOf } from './parameter-part.ts';
import type { Frame, Overlap, Repetition, TransactionFrame } from './repetition.ts';
import {
  accessOf,
  argumentsOf,
  calleeOf,
  type CallLike,
  contains,
  type FunctionWithBody,
  hasBody,
  isCallLike,
  unwrap,
} from './syntax.ts';

/** What is known of the functions of a program. */
interface Walks {
  walkOf(root: Root): Walk;
  overlapOf(node: ts.Node, repetition: Repetition, frames: readonly Frame[]): Overlap;
}

/** How a function runs the functions that it is given, itself and in functions that it declares and runs: workers. */
export function callbacksIn(analysis: Analysis, declaration: FunctionWithBody, walks: Walks): Callbacks {
  const calls = new Map<string, (() => CallbackUse)[]>();
  const add = (key: string, use: () => CallbackUse): void => {
    calls.set(key, [...(calls.get(key) ?? []), use]);
  };
  for (const occurrence of walks.walkOf(declaration).occurrences) {
    const key = parameterCalledAt(analysis, occurrence, declaration);
    const useOf = (one: Occurrence): CallbackUse => callbackUse(analysis, one, declaration, walks);
    if (key !== undefined) {
      add(key, () => useOf(occurrence));
      continue;
    }
    const local = localFunctionAt(analysis, occurrence, declaration);
    for (const inner of local ? walks.walkOf(local).occurrences : []) {
      const innerKey = parameterCalledAt(analysis, inner, declaration);
      if (innerKey !== undefined) add(innerKey, () => within(useOf(occurrence), useOf(inner)));
    }
  }
  const uses = new Map<string, CallbackUse>();
  return {
    get: (key) => {
      const use =
        uses.get(key) ??
        calls
          .get(key)
          ?.map((one) => one())
          .reduce(moreFrequentUse);
      if (use) uses.set(key, use);
      return use;
    },
  };
}

/** A function that another one declares, where that calls it or hands it on: `worker` in `Array.from({ length }, worker)`. */
function localFunctionAt(
  { checker }: Analysis,
  { node, reference }: Occurrence,
  { body }: FunctionWithBody,
): FunctionWithBody | undefined {
  const named = reference ? node : isCallLike(node) ? calleeOf(node) : undefined;
  const declared = named && ts.isIdentifier(named) ? checker.getSymbolAtLocation(named)?.valueDeclaration : undefined;
  if (!declared || !contains(body, declared)) return undefined;
  const value = ts.isVariableDeclaration(declared) && declared.initializer ? unwrap(declared.initializer) : declared;
  return hasBody(value) ? value : undefined;
}

/** What a function that is run in one way does in another: workers that share a list take some of it at a time. */
function within(outer: CallbackUse, inner: CallbackUse): CallbackUse {
  const multiplicity = compose(outer.multiplicity, inner.multiplicity);
  const { source, counts = false } = inner.multiplicity === 'perElement' ? inner : outer;
  const isShared = outer.overlap === 'concurrent' && inner.multiplicity === 'perElement';
  return {
    multiplicity,
    overlap: isShared ? 'limited' : inner.multiplicity === 'perElement' ? inner.overlap : outer.overlap,
    transaction: inner.transaction ?? outer.transaction,
    ...(source ? { source, counts } : {}),
  };
}

/** The function's own parameter, or the member of one, that is called here. */
function parameterCalledAt(
  analysis: Analysis,
  { node, reference }: Occurrence,
  declaration: FunctionWithBody,
): string | undefined {
  if (!reference && !isCallLike(node)) return undefined;
  const called = unwrap(reference ? node : calleeOf(node as CallLike));
  // A member is no parameter, and asking what it is takes the type of what it is a member of.
  const callee = accessOf(called) ? undefined : calleeOfReference(analysis, called);
  const part: ParameterPart | undefined =
    callee?.kind === 'parameter' ? { parameter: callee.parameter } : parameterPartOf(analysis, called, declaration);
  const position = part ? declaration.parameters.indexOf(part.parameter) : -1;
  return part && position !== -1 ? callbackKey(position, part.member) : undefined;
}

function callbackUse(
  analysis: Analysis,
  occurrence: Occurrence,
  declaration: FunctionWithBody,
  walks: Walks,
): CallbackUse {
  const { node, frames } = occurrence;
  const repetition = frames.findLast(
    (frame): frame is Repetition => frame.kind === 'repetition' && frame.multiplicity === 'perElement',
  );
  const source = repetition?.source && parameterPartOf(analysis, repetition.source, declaration);
  return {
    multiplicity: multiplicityIn(occurrence),
    overlap: repetition ? walks.overlapOf(node, repetition, frames) : 'sequential',
    transaction: transactionOf(node, frames),
    ...(source ? { source, counts: repetition.each !== undefined } : {}),
  };
}

/** The transaction around a call of a callback, and whether the callback is given its handle. */
function transactionOf(node: ts.Node, frames: readonly Frame[]): TransactionFrame | undefined {
  const frame = frames.findLast((one): one is TransactionFrame => one.kind === 'transaction');
  if (!frame || frame.slot === node) return frame;
  const isGiven = isCallLike(node) && argumentsOf(node).length > 0;
  return { ...frame, isHidden: frame.isHidden === true || !isGiven };
}
