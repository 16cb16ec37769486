import ts from 'typescript';

import type { Analysis } from './analysis.ts';
import { calleeOfCall } from './callee.ts';
import { consumptionOf, hostOf } from './consumption.ts';
import { dependsOnAwaited, isInvariant, passesPartOf } from './dependence.ts';
import type { Effect } from './effect.ts';
import { executionOf } from './execution.ts';
import type { RepeatedQuery } from './finding.ts';
import { flushesBuffer } from './buffer-flush.ts';
import { handsGroup, takesGroup } from './group.ts';
import { waitsForCallbacks } from './iteration-library.ts';
import { isHandedOver } from './handed-over.ts';
import { endsChain } from './last-call.ts';
import { leavesLoopAfter } from './loop-exit.ts';
import { isMemoised } from './memo-guard.ts';
import type { Occurrence, Root } from './occurrences.ts';
import { namedFirst } from './one-run.ts';
import { sendsElement } from './statement-list.ts';
import { takesOwnConnection } from './own-connection.ts';
import type { Overlap, Repetition } from './repetition.ts';
import { isSpared } from './service-file.ts';
import { runsInOneIteration } from './single-iteration.ts';
import type { Summaries } from './summary.ts';
import { overlapWithUnawaited } from './unawaited.ts';
import { runsOnTableOfElement } from './table-list.ts';
import { accessOf, calleeOf, contains, type FunctionWithBody, isCallLike, nameOf, unwrap } from './syntax.ts';

/** The queries of a file that run once per element, in the order of their positions. */
export function repeatedQueriesOf(
  analysis: Analysis,
  summaries: Summaries,
  file: ts.SourceFile,
): readonly RepeatedQuery[] {
  if (isSpared(analysis, file)) return [];
  const found = new Map<ts.Node, RepeatedQuery>();
  const roots: Root[] = [file];
  for (let root = roots.pop(); root; root = roots.pop()) {
    const { occurrences, deferred } = summaries.walkOf(root);
    roots.push(...deferred);
    for (const occurrence of occurrences) {
      const query = judge(analysis, summaries, occurrence, root);
      if (query) found.set(query.node, query);
    }
  }
  return [...found.values()].sort((a, b) => a.node.getStart() - b.node.getStart());
}

function judge(
  analysis: Analysis,
  summaries: Summaries,
  occurrence: Occurrence,
  root: Root,
): RepeatedQuery | undefined {
  // Whether something is run is asked before what repeats it, which takes the types of lists.
  const isRepeated = occurrence.frames.some(({ kind }) => kind === 'repetition');
  const run = isRepeated ? runBy(summaries, occurrence) : undefined;
  if (run?.length === 0) return undefined;
  const repetition = repetitionAround(analysis, occurrence) ?? recursionAt(analysis, summaries, occurrence, root);
  if (!repetition) return undefined;
  const isKept = repetition.form !== 'recursion' && isMemoised(occurrence.node, repetition);
  const overlap = repetition.form === 'recursion' ? 'sequential' : undefined;
  // What is read is read once for each key; what is created is a row of its own for each.
  const effects = (run ?? runBy(summaries, occurrence)).filter((effect) => !isKept || isWrite(effect));
  if (effects.length === 0) return undefined;
  const isDirect = effects.every(({ trace }) => trace.length === 0);
  const isOfGroup = isDirect
    ? takesGroup(analysis, occurrence.node, repetition)
    : handsGroup(analysis, occurrence.node, repetition, effects);
  if (isOfGroup || (isDirect && effects.every(({ query }) => sendsElement(analysis, query, repetition))))
    return undefined;
  if (runsOnTableOfElement(analysis, occurrence.node, repetition, effects)) return undefined;
  // A sign of life or a state of progress changes the same row again and again: nothing to batch.
  if (isUpdate(effects) && isInvariant(analysis, occurrence.node, repetition, { butTime: true })) return undefined;
  const description = describe(
    analysis,
    occurrence,
    repetition,
    overlap ?? overlapWithUnawaited(summaries.overlapOf(occurrence.node, repetition, occurrence.frames), effects),
    effects,
  );
  return description && { ...description, frames: occurrence.frames, root };
}

/** The effects of a node that are known to happen when it runs; none where all of them only answer a failure. */
function runBy(summaries: Summaries, occurrence: Occurrence): readonly Effect[] {
  const run = summaries
    .effectsAt(occurrence)
    .filter(({ multiplicity, deferred, isKeptByObject }) => multiplicity !== 'unknown' && !deferred && !isKeptByObject);
  return run.every(({ afterFailure }) => afterFailure) ? [] : run;
}

function describe(
  analysis: Analysis,
  { node, frames, reference }: Occurrence,
  repetition: Repetition,
  overlap: Overlap,
  effects: readonly Effect[],
): Omit<RepeatedQuery, 'frames' | 'root'> | undefined {
  const value = reference ? (hostOf(node) ?? node) : node;
  const isCollected = consumptionOf(analysis, value).how === 'collected';
  // What the client merges into one query when it starts in one tick is no repetition.
  const repeated = effects.filter((effect) => !((overlap === 'concurrent' || isCollected) && effect.query.merged));
  const [first, ...others] = [
    ...namedFirst(repeated.filter(({ afterFailure }) => !afterFailure)),
    ...repeated.filter(({ afterFailure }) => afterFailure),
  ];
  if (!first || first.afterFailure) return undefined;
  const abandoned = overlap !== 'sequential' && isAbandoned(analysis, node, repetition);
  const isSynchronous = repeated.every(({ query }) => query.synchronous);
  return {
    node,
    repetition,
    execution: isSynchronous
      ? 'sequential'
      : isCollected
        ? 'collected'
        : executionOf(analysis, { node, frames, repetition, overlap, abandoned }, first),
    ownConnection: takesOwnConnection(analysis, first),
    effects: [first, ...others],
    invariant: !reference && !repetition.isChain && repeated.every(isRead) && isInvariant(analysis, node, repetition),
    abandoned,
  };
}

/** The innermost repetition around a node, if the node runs once per element of it. */
function repetitionAround(analysis: Analysis, { node, frames }: Occurrence): Repetition | undefined {
  const repetition = frames.findLast(
    (frame): frame is Repetition =>
      frame.kind === 'repetition' && frame.multiplicity === 'perElement' && !runsInOneIteration(analysis, node, frame),
  );
  if (!repetition || flushesBuffer(node, repetition.slot)) return undefined;
  // One query per page is as it should be, whatever surrounds the pages.
  const inner = frames.slice(frames.indexOf(repetition) + 1);
  if (
    inner.some(
      (frame) => frame.kind === 'repetition' && (frame.multiplicity === 'paged' || frame.multiplicity === 'polled'),
    )
  )
    return undefined;
  const isLast = ts.isIterationStatement(repetition.node, false) && leavesLoopAfter(analysis, node, repetition.node);
  return isLast ? undefined : repetition;
}

/** Whether a call changes rows that are there, and adds none. */
function isUpdate(effects: readonly Effect[]): boolean {
  const writes = effects.filter(isWrite);
  return writes.length > 0 && writes.every(({ query }) => /\bupdate/i.test(query.name));
}

function isWrite({ query }: Effect): boolean {
  return query.operation === 'writeOne' || query.operation === 'writeMany';
}

function isRead({ query }: Effect): boolean {
  return ['readOne', 'readMany', 'count'].includes(query.operation);
}

/** Methods that do not hand on what their callback answers. */
const dropping = new Set(['forEach', 'filter', 'find', 'findIndex', 'findLast', 'findLastIndex', 'some', 'every']);

/** `xs.forEach(async …)`: nobody waits for the iterations, unless the promise is kept for later. */
function isAbandoned(analysis: Analysis, query: ts.Node, { node, slot, form }: Repetition): boolean {
  if (form !== 'callback' || !ts.isCallExpression(node)) return false;
  const { how, at } = consumptionOf(analysis, query);
  if (query !== slot && (how === 'unknown' || (how === 'awaited' && !contains(slot, at)))) return false;
  if (dropping.has(accessOf(unwrap(node.expression))?.name ?? '') && !waitsForCallbacks(analysis, node)) return true;
  return consumptionOf(analysis, node).how === 'discarded' && !isHandedOver(analysis, node);
}

/** A call of the function that contains it, for a row's parent or a node's child. */
function recursionAt(
  analysis: Analysis,
  summaries: Summaries,
  { node, frames }: Occurrence,
  root: Root,
): Repetition | undefined {
  if (!isCallLike(node) || ts.isSourceFile(root) || ts.isJsxOpeningLikeElement(node)) return undefined;
  const name = ownName(root);
  if (name === undefined || nameOf(calleeOf(node)) !== name) return undefined;
  const callee = calleeOfCall(analysis, node);
  if (callee?.kind !== 'functions' || !callee.functions.includes(root)) return undefined;
  const reads = summaries
    .summaryOf(root)
    .some(({ query, trace }) => query.operation === 'readOne' && trace.length <= 1);
  const followsRow = reads && dependsOnAwaited(analysis, node);
  if (!followsRow && !passesPartOf(analysis, node, root.parameters)) return undefined;
  const others = summaries.walkOf(root).occurrences.filter((other) => other.node !== node);
  const isLinear =
    !frames.some(({ kind }) => kind === 'repetition') &&
    !others.some((other) => isCallLike(other.node) && nameOf(calleeOf(other.node)) === name);
  const querying = isLinear ? others.filter((other) => runBy(summaries, other).length > 0) : [];
  if (querying.length > 0 && querying.every((other) => endsChain(other.node, node, root))) return undefined;
  return {
    kind: 'repetition',
    form: 'recursion',
    node,
    slot: node,
    multiplicity: 'perElement',
    each: `row that \`${name}\` follows`,
    isChain: true,
  };
}

function ownName(root: FunctionWithBody): string | undefined {
  const named = root.name ?? (ts.isVariableDeclaration(root.parent) ? root.parent.name : undefined);
  return named && (ts.isIdentifier(named) || ts.isPrivateIdentifier(named)) ? named.text : undefined;
}
