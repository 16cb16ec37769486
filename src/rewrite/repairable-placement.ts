import { type ClientPlacement, misplacedClientsOf } from '../analysis/client-placement.ts';
import type { View } from '../analysis/view.ts';
import { planModuleLevel } from './module-level-plan.ts';
import type { RewriteContext } from './rewrite-context.ts';
import { globalEdits, singletonEdits } from './singleton-edits.ts';
import type { Suggestion } from './suggestion.ts';

/** A client that is built too often, and its repairs, which are planned when they are asked for. */
export interface RepairablePlacement extends ClientPlacement {
  readonly suggestions: () => readonly Suggestion[];
}

export const repairablePlacementsOf: View<RepairablePlacement> = (analysis, summaries, file) =>
  misplacedClientsOf(analysis, summaries, file).map((placement) => ({
    ...placement,
    suggestions: () => repairsOf({ analysis, summaries, file, maxBatchSize: undefined }, placement),
  }));

function repairsOf(context: RewriteContext, placement: ClientPlacement): readonly Suggestion[] {
  if (placement.built.per !== 'reload') {
    const plan = planModuleLevel(context, placement);
    return plan ? [plan] : [];
  }
  const [singleton, global] = [singletonEdits(placement), globalEdits(placement)];
  return [
    ...(singleton ? [{ text: 'Keep it by `singleton` of `poolwise/runtime`.', edits: singleton }] : []),
    ...(global ? [{ text: 'Keep it in `globalThis`.', edits: global }] : []),
  ];
}
