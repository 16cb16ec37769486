import { type LifetimeFault, lifetimeFaultsOf } from '../analysis/lifetime-faults.ts';
import type { View } from '../analysis/view.ts';
import { releaseInFinally } from './release-in-finally.ts';
import { rollbackInCatch } from './rollback-in-catch.ts';
import type { Suggestion } from './suggestion.ts';

/** A fault in the life of something acquired, and its repairs, which are planned when they are asked for. */
export interface RepairableFault extends LifetimeFault {
  readonly suggestions: () => readonly Suggestion[];
}

export const repairableFaultsOf: View<RepairableFault> = (analysis, summaries, file) =>
  lifetimeFaultsOf(analysis, summaries, file).map((fault) => ({ ...fault, suggestions: () => repairsOf(fault) }));

function repairsOf(fault: LifetimeFault): readonly Suggestion[] {
  const release = releaseInFinally(fault);
  const rollback = rollbackInCatch(fault);
  return [
    ...(release ? [{ text: `Give \`${fault.holder}\` back in a \`finally\`.`, edits: [release] }] : []),
    ...(rollback ? [{ text: 'Roll back in a `catch`.', edits: [rollback] }] : []),
  ];
}
