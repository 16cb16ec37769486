import ts from 'typescript';

import type { Analysis } from './analysis.ts';
import { nameInEffect } from './effect-library.ts';
import { importedName } from './imported-name.ts';
import { unwrap } from './syntax.ts';

/** Functions of Effect that run what they are given, when the effect runs that they answer with. */
const ofEffect = new Set([
  ...['promise', 'tryPromise', 'sync', 'try', 'async', 'suspend', 'gen'],
  ...['flatMap', 'map', 'mapBoth', 'tap', 'tapBoth', 'andThen', 'zipWith', 'match', 'matchEffect', 'filterOrElse'],
  ...['catchAll', 'catchTag', 'catchTags', 'catchIf', 'catchSome', 'orElse', 'tapError', 'onError', 'onExit'],
  ...['acquireRelease', 'acquireUseRelease', 'tryMap', 'tryMapPromise'],
]);

/** Packages whose default export runs its first argument, again if it fails. */
const retrying = new Set(['p-retry', 'async-retry', 'promise-retry']);

/** Whether a call of a library runs the functions that are written into it, those in an object too: `{ try: () => … }`. */
export function runsCallbacks(analysis: Analysis, call: ts.CallExpression): boolean {
  if (ofEffect.has(nameInEffect(analysis, call.expression) ?? '')) return true;
  const imported = importedName(analysis, unwrap(call.expression));
  return imported !== undefined && retrying.has(imported.module);
}

/** The call of a library that runs a function which is written into an object for it: `Effect.tryPromise({ try: () => … })`. */
export function runnerOfMember(analysis: Analysis, member: ts.Node): ts.CallExpression | undefined {
  const property = member.parent as ts.Node | undefined;
  if (!property || !ts.isPropertyAssignment(property) || property.initializer !== member) return undefined;
  const call = property.parent.parent;
  return ts.isCallExpression(call) && runsCallbacks(analysis, call) ? call : undefined;
}
