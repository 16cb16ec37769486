import ts from 'typescript';

import type { Analysis } from './analysis.ts';
import type { Effect } from './effect.ts';
import { chainOf } from './chain.ts';
import type { Occurrence } from './occurrences.ts';
import { accessOf, calleeOf, contains, isCallLike } from './syntax.ts';

/** The queries that a node runs when it runs again: an object that outlives the runs has kept the others. */
export function runAgain(analysis: Analysis, occurrence: Occurrence, effects: readonly Effect[]): readonly Effect[] {
  if (!effects.some(({ isKeptByObject }) => isKeptByObject)) return effects;
  const object = objectOf(analysis, occurrence);
  if (object === 'same') return effects.filter(({ isKeptByObject }) => !isKeptByObject);
  return object === 'own' ? effects.map((effect) => ({ ...effect, isKeptByObject: false })) : effects;
}

/** Whether a method is called on an object of the run, on one that outlives all runs, or on the object around. */
function objectOf({ checker }: Analysis, { node, frames, root }: Occurrence): 'own' | 'same' | 'this' {
  const access = accessOf(isCallLike(node) ? calleeOf(node) : node);
  const object = access && chainOf(access.object);
  if (object?.root.kind === ts.SyntaxKind.ThisKeyword) return object.links.length === 0 ? 'this' : 'same';
  if (!object || !ts.isIdentifier(object.root)) return 'own';
  const declaration = checker.getSymbolAtLocation(object.root)?.valueDeclaration;
  const slot = frames.findLast(({ kind }) => kind === 'repetition')?.slot;
  return declaration && contains(slot ?? root, declaration) ? 'own' : 'same';
}
