import ts from 'typescript';

import type { Analysis } from './analysis.ts';
import { callbackKey, type Callbacks, type CallbackUse } from './callback-use.ts';
import { type Callee, calleeOfCall } from './callee.ts';
import { isDefinition, isPartOfChain, isRunBefore } from './chained-callback.ts';
import { isSmallNumber, sizeOf } from './collection.ts';
import { mayBeOwn } from './declared-members.ts';
import { isFunctionValue } from './function-value.ts';
import { functionsByName, type NamedFunctions } from './functions-by-name.ts';
import { givenFor } from './given-argument.ts';
import { functionsGiven, type GivenFunction, mayRun } from './given-functions.ts';
import type { ParameterPart } from './parameter-part.ts';
import { isBuilder } from './recognise-typed.ts';
import { createRepetition, type Frame, numberUpTo, type TransactionFrame } from './repetition.ts';
import { accessOf, calleeOf, hasBody, isInlineFunction, nameOf, readable, unwrap } from './syntax.ts';

/** A function among a call's arguments, or in an object among them, that runs while the call runs, and what surrounds it there. */
export interface Invocation {
  readonly argument: ts.Expression | ts.MethodDeclaration;
  readonly frames: readonly Frame[];
  /** Whether a generator runs as well. */
  readonly readsGenerators?: boolean;
}

/** How a function of the user runs the functions that it is given. */
export type CallbacksOf = (callee: Extract<Callee, { kind: 'functions' }>) => Callbacks | undefined;

/** Names of functions that run what they are given for what they do not know yet. */
const asking =
  /^(\w+Or(Set|Create|Load|Fetch|Compute|Query|Insert)|remember|memoi[sz]e|(with|from|through)Cache|cached|singleflight|dedupe)$/i;
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
  if (isPartOfChain(call, callables) || isDefinition(call)) return [];
  const inline = callables.filter((argument) => isInlineFunction(unwrap(argument)));
  const own = ownFunctionsOf(analysis, calleeOf(call));
  // A function of a library runs what is written in place for it; a name may stand for anything.
  if (inline.length === 0 && !own) return [];
  const given = functionsGiven(call).filter((one) => !own || mayBeRunBy(analysis, own, one));
  if (given.length === 0) return [];
  const callee = own && calleeOfCall(analysis, call);
  if (callee?.kind === 'functions') {
    if (asking.test(nameOf(calleeOf(call)) ?? '')) return [];
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

/** The functions of the user's that a callee may be, by its name; nothing if it is most likely one of a library. */
function ownFunctionsOf(analysis: Analysis, callee: ts.Expression): NamedFunctions | undefined {
  if (!mayBeOwn(analysis, callee)) return undefined;
  const name = nameOf(callee);
  const named = name === undefined ? undefined : functionsByName(analysis, name, accessOf(callee) !== undefined);
  // A file beside the program may have it.
  return named && named.functions.size > 0 ? named : { functions: new Set(), hasOthers: true };
}

function mayBeRunBy(analysis: Analysis, { functions, hasOthers }: NamedFunctions, given: GivenFunction): boolean {
  const { value } = given;
  if (ts.isMethodDeclaration(value) || isInlineFunction(unwrap(value))) return true;
  return hasOthers ? isFunctionValue(analysis, value) : [...functions].some((one) => mayRun(one, given));
}

function framesOf(analysis: Analysis, call: ts.CallExpression, slot: ts.Node, use: CallbackUse): readonly Frame[] {
  const transaction = use.transaction
    ? [transactionFrame(slot, { ...use.transaction, through: [...(use.transaction.through ?? []), call] })]
    : [];
  if (use.multiplicity === 'once') return transaction;
  const source = use.source && valueGiven(call, use.source);
  const repetition = createRepetition({ form: 'callback', node: call, slot, overlap: use.overlap }, () => ({
    multiplicity: source ? multiplicityWith(analysis, source, use) : use.multiplicity,
    source,
    each: source
      ? use.counts
        ? numberUpTo(source)
        : undefined
      : `element that \`${readable(call.expression)}\` iterates`,
  }));
  return [repetition, ...transaction];
}

function multiplicityWith(
  analysis: Analysis,
  source: ts.Expression,
  { counts, multiplicity }: CallbackUse,
): CallbackUse['multiplicity'] {
  const size = counts ? (isSmallNumber(analysis, source) ? 'bounded' : 'elements') : sizeOf(analysis, source);
  if (size === 'bounded') return size;
  return size === 'batches' && multiplicity === 'perElement' ? 'paged' : multiplicity;
}

function valueGiven(call: ts.CallExpression, part: ParameterPart): ts.Expression | undefined {
  const value = givenFor(call, part);
  return typeof value === 'string' || 'memberOf' in value ? undefined : value;
}
