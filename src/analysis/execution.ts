import ts from 'typescript';

import type { Analysis } from './analysis.ts';
import { runsBatchByBatch } from './batch-by-batch.ts';
import type { Effect } from './effect.ts';
import type { Execution } from './multiplicity.ts';
import type { Frame, Overlap, Repetition } from './repetition.ts';
import { isOfProgram } from './own-sources.ts';
import { contains } from './syntax.ts';
import { sharesUnitOfWork } from './unit-of-work.ts';

/** A node that runs once per element, and what is known of its runs. */
interface Repeated {
  readonly node: ts.Node;
  readonly frames: readonly Frame[];
  readonly repetition: Repetition;
  readonly overlap: Overlap;
  /** Whether nothing waits for the runs. */
  readonly abandoned: boolean;
}

/** How the runs of a query share time and connections. */
export function executionOf(
  analysis: Analysis,
  { node, frames, repetition, overlap, abandoned }: Repeated,
  effect: Effect,
): Execution {
  const inner = frames.slice(frames.indexOf(repetition) + 1);
  const isHeld = effect.connection === 'held' && !inner.some(({ kind }) => kind === 'transaction');
  if (isHeld && !isOpenedIn(analysis, effect, repetition)) return 'held';
  if (abandoned || overlap === 'sequential') return overlapping[overlap];
  if (sharesUnitOfWork(effect, repetition.slot)) return 'sequential';
  const isBatched = effect.unawaited === undefined && runsBatchByBatch(analysis, node, repetition, frames);
  return isBatched ? 'limitedFanOut' : overlapping[overlap];
}

const overlapping = { sequential: 'sequential', limited: 'limitedFanOut', concurrent: 'fanOut' } as const;

/** Whether the connection of a query is opened anew by each iteration: `const client = await pool.connect()`. */
function isOpenedIn(analysis: Analysis, { query, heldBy }: Effect, { slot }: Repetition): boolean {
  const isKnown = ts.isIdentifier(query.root) && isOfProgram(analysis.program, query.root);
  const root = isKnown ? analysis.checker.getSymbolAtLocation(query.root) : undefined;
  const opened = heldBy && ts.isVariableDeclaration(heldBy) ? heldBy : root?.valueDeclaration;
  return opened !== undefined && contains(slot, opened);
}
