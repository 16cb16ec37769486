import ts from 'typescript';

import { type ClientPlacement, misplacedClientsOf } from '../analysis/client-placement.ts';
import { holderOf } from '../analysis/pool-holder.ts';
import { referencesOf } from '../analysis/references.ts';
import { enclosingFunction } from '../analysis/syntax.ts';
import type { View } from '../analysis/view.ts';
import { startsOnce } from './client-uses.ts';
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
  if (isStarted(context, placement)) return [];
  const [singleton, global] = [singletonEdits(context.analysis, placement), globalEdits(placement)];
  return [
    ...(singleton ? [{ text: 'Keep it by `singleton` of `poolwise/runtime`.', edits: singleton }] : []),
    ...(global ? [{ text: 'Keep it on `globalThis`.', edits: global }] : []),
  ];
}

/** Whether a module starts what it builds, so that a reload would start what has been kept again. */
function isStarted({ analysis }: RewriteContext, { site }: ClientPlacement): boolean {
  const { holder } = holderOf(analysis, site.node);
  const symbol = holder.kind === 'variable' ? analysis.checker.getSymbolAtLocation(holder.name) : undefined;
  const mentions = (symbol && referencesOf(analysis, symbol)) ?? [];
  return mentions.some(
    (mention) =>
      startsOnce(mention, site) &&
      ts.isSourceFile(enclosingFunction(mention)) &&
      !ts.findAncestor(mention, ts.isIfStatement),
  );
}
