import ts from 'typescript';

import type { RepeatedQuery } from '../analysis/finding.ts';
import { accessOf, enclosingFunction, someDescendant } from '../analysis/syntax.ts';
import { requireNoInterference } from './body-effects.ts';
import { mayStopEarly } from './guard.ts';
import { insertionBefore } from './insertion.ts';
import type { Iteration } from './iteration.ts';
import { iterationsOf } from './iterations-of.ts';
import { nestingOf } from './key-list.ts';
import { movedLeft } from './moved-left.ts';
import { knownKeyLists } from './known-key-lists.ts';
import { FreshNames, plural } from './names.ts';
import { neededImports } from './needed-imports.ts';
import { type PlannedRead, ReadRendering } from './read-rendering.ts';
import { readShapeOf } from './read-shape-of.ts';
import { refuse } from './refusal.ts';
import { resultPlace } from './result-place.ts';
import { type RewriteContext, textOf } from './rewrite-context.ts';
import { rowUseOf } from './row-use.ts';
import { settleMaps } from './settle-map.ts';
import { sourceEdit } from './source-name.ts';
import type { Suggestion } from './suggestion.ts';
import { takenAggregate } from './taken-aggregate.ts';
import { takenResult } from './taken-result.ts';
import { varyingTermsOf } from './varying-terms.ts';

/**
 * Plans to read the rows of all elements before the loop. Several queries of one loop become one query each.
 * Refuses, with the reason, what would not answer the same.
 */
export function planReads(context: RewriteContext, findings: readonly [RepeatedQuery, ...RepeatedQuery[]]): Suggestion {
  const [first] = findings;
  if (!context.analysis.typed) refuse('noTypes');
  if (findings.some(({ abandoned }) => abandoned)) refuse('abandoned');
  const iterations = iterationsOf(context, first);
  const [outermost] = iterations;
  const innermost = iterations.at(-1);
  if (!outermost || !innermost) return refuse('loopForm');
  const reads = findings.map((finding) => plannedRead(context, finding, outermost, innermost));
  const ofBody = requireNoInterference(
    context,
    first.root,
    outermost.repetition,
    reads.map(({ shape: { query, noun, joins }, key }) => ({ query, noun, joins, key })),
  );
  const names = new FreshNames(context, outermost.repetition.node);
  const source = sourceEdit(context, outermost, names);
  const nesting = nestingOf(context, iterations, names, source?.name);
  const insertion = insertionBefore(context, outermost.repetition.node);
  const keyLists = knownKeyLists(context, outermost.repetition.node, textOf(context, outermost.source));
  const surroundings = { nesting, names, indent: insertion.indent, keyLists };
  const parts = reads.map((read) => new ReadRendering(context, read, surroundings));
  const caveats = new Set([...ofBody, ...parts.flatMap(({ caveats: own }) => own)]);
  if (reads.some(({ mutated }) => mutated)) {
    caveats.add('What the loop changes is written after it, no longer by the queries in it.');
  }
  if (first.repetition.form === 'loop' && mayStopEarly(outermost.repetition.slot)) {
    caveats.add('Rows of all elements are read even if the loop stops early.');
  }
  const settling = settleMaps(
    context,
    iterations,
    reads.flatMap(({ awaited, taken }) => [awaited, taken.place]),
  );
  const inside = [...(source ? [source.edit] : []), ...parts.flatMap(({ edits }) => edits), ...settling.edits];
  return {
    text: [headline(reads), ...caveats].join(' '),
    edits: [
      ...insertion.insert([...(source ? [source.statement] : []), ...parts.flatMap(({ statements }) => statements)]),
      ...movedLeft(context, inside, settling.moved),
      ...neededImports(
        context,
        outermost.repetition.slot,
        parts.flatMap(({ needs }) => needs),
        parts.flatMap(({ drops }) => drops),
      ),
    ],
  };
}

function headline(reads: readonly PlannedRead[]): string {
  const [only] = reads;
  if (reads.length > 1 || !only) return 'Read all that the queries of the loop read before it, with one query each.';
  const { noun, aggregate } = only.shape;
  const { answers } = only.taken;
  if (aggregate?.title === 'count') return `Count the ${plural(noun)} of all elements with one grouped query.`;
  if (aggregate)
    return `Compute the ${plural(aggregate.title)} of ${plural(noun)} for all elements with one grouped query.`;
  return answers === 'many'
    ? `Read all ${plural(noun)} with one query and group them in a \`Map\`.`
    : `Read all ${plural(noun)} with one query and look each up in a \`Map\`.`;
}

function plannedRead(
  context: RewriteContext,
  finding: RepeatedQuery,
  outermost: Iteration,
  innermost: Iteration,
): PlannedRead {
  const [{ query }] = finding.effects;
  const shape = readShapeOf(context, query);
  const key = varyingTermsOf(context, shape, outermost);
  const awaited = resultPlace(shape.query, innermost);
  const { aggregate } = shape;
  const taken = aggregate
    ? takenAggregate(context, { ...shape, aggregate }, awaited)
    : takenResult(context, shape, awaited);
  const isOne = taken.onlyFirst || shape.isUnique(shape.terms.map(({ property }) => property)) === true;
  if (shape.limited && !isOne) return refuse('limited');
  const { mutated } = rowUseOf(context, taken);
  const isShared = shape.identityMap === true && taken.answers === 'one' && isWrittenLater(outermost.repetition.node);
  if (mutated && !isShared) return refuse('rowMutated');
  return { shape, key, awaited, taken, mutated };
}

/** Whether changes of rows are written after a loop: by queries in it, the client would write them on the way. */
function isWrittenLater(loop: ts.Node): boolean {
  return someDescendant(
    enclosingFunction(loop),
    (node) =>
      ts.isCallExpression(node) &&
      node.pos >= loop.end &&
      /^(flush|persist|persistAndFlush|commit)$/.test(accessOf(node.expression)?.name ?? ''),
  );
}
