import type ts from 'typescript';

import type { RepeatedQuery } from '../analysis/finding.ts';
import { indentAt } from './insertion.ts';
import type { Iteration } from './iteration.ts';
import { stepsBefore } from './iteration-body.ts';
import { iterationsOf } from './iterations-of.ts';
import { keyFamilyOf } from './key-family.ts';
import { keyListOf, nestingOf } from './key-list.ts';
import { keyNames, objectOfKeys } from './key-names.ts';
import { capitalised, FreshNames, plural } from './names.ts';
import { neededImports } from './needed-imports.ts';
import type { Term } from './read-shape.ts';
import { refusalOf, type RefusalReason, refuse } from './refusal.ts';
import { loopStatement, replaceLoop } from './replaced-loop.ts';
import type { RewriteContext } from './rewrite-context.ts';
import { rowListOf } from './row-list.ts';
import { sourceEdit } from './source-name.ts';
import type { Suggestion } from './suggestion.ts';
import { edited } from './text-edit.ts';
import { requireFixedBeside, varyingTermsOf } from './varying-terms.ts';
import { writeListStatements } from './write-list.ts';
import type { ChangeOfEach, InsertShape, KeyedWriteShape } from './write-shape.ts';
import { writeShapeOf } from './write-shape-of.ts';

/** The loop of a write, which does nothing else. */
interface WriteLoop {
  readonly iterations: readonly Iteration[];
  readonly outermost: Iteration;
  /** To be replaced as a whole. */
  readonly statement: ts.Statement;
}

/**
 * Plans to write the rows of all elements with one query in place of the loop, where the loop does nothing else.
 * Refuses, with the reason, what would not write the same.
 */
export function planWrite(context: RewriteContext, finding: RepeatedQuery): Suggestion {
  const { effects, abandoned } = finding;
  const [{ query }] = effects;
  if (abandoned) refuse('abandoned');
  const shape = writeShapeOf(context, query);
  const iterations = iterationsOf(context, finding);
  const [outermost] = iterations;
  if (!outermost) return refuse('loopForm');
  const loop = { iterations, outermost, statement: loopStatement(context, outermost) };
  for (const [depth, iteration] of iterations.entries()) {
    stepsBefore(iteration, iterations[depth + 1]?.repetition.node ?? shape.query);
  }
  if (shape.does === 'insert') return insertRows(context, shape, loop);
  const reason = shape.ofEach && refusalOf(() => writeByKeys(context, shape, loop));
  return shape.ofEach && reason !== undefined && isOfEach.has(reason)
    ? changeEach(context, shape, shape.ofEach(loop.outermost.repetition.node), loop)
    : writeByKeys(context, shape, loop);
}

/** Reasons against the same change for all keys that are none against giving one query the change of each. */
const isOfEach: ReadonlySet<RefusalReason> = new Set(['variesElsewhere', 'relativeChange', 'notUnique', 'nullableKey']);

/** Updates that set other values for each element: one query that is given all of them. */
function changeEach(
  context: RewriteContext,
  { query, noun }: KeyedWriteShape,
  { row, key, lastFirst, mentionsTwice, caveat, keepsBeforeError, needs = [], changeMany }: ChangeOfEach,
  loop: WriteLoop,
): Suggestion {
  const { file, maxBatchSize } = context;
  if (!context.analysis.typed) return refuse('noTypes');
  requireFixedBeside(context, query, loop.outermost.repetition.node, row.parts);
  const element = key === undefined ? row : { ...row, text: `[${key}, ${row.text}] as const` };
  const list = rowListOf(context, loop.iterations, query, element);
  const needsName = maxBatchSize !== undefined || mentionsTwice || key !== undefined || list.length === undefined;
  const names = new FreshNames(context, loop.outermost.repetition.node);
  const statements = writeListStatements(context, names, {
    text: key === undefined ? list.text : `[...new Map(${list.text}).values()]`,
    name: needsName ? names.take(`${noun}Changes`, `all${capitalised(noun)}Changes`) : undefined,
    length: list.length,
    failsWhenEmpty: true,
    lastFirst,
    indent: indentAt(context, query.getStart(file)),
    write: (rows) => `await ${edited(file.text, changeMany(rows), query.getStart(file), query.end)}`,
  });
  return {
    text: textOfWrite(context, 'Update', { noun, caveat, keepsBeforeError }, 'that is given the values of each'),
    edits: [
      replaceLoop(context, loop.statement, statements, query),
      ...neededImports(context, loop.outermost.repetition.slot, needs),
    ],
  };
}

function insertRows(context: RewriteContext, shape: InsertShape, loop: WriteLoop): Suggestion {
  const { query } = shape;
  const { file, maxBatchSize } = context;
  requireFixedBeside(context, query, loop.outermost.repetition.node, shape.row.parts);
  const list = rowListOf(context, loop.iterations, query, shape.row);
  const needsName =
    maxBatchSize !== undefined || shape.mentionsTwice || (shape.failsWhenEmpty && list.length === undefined);
  const names = new FreshNames(context, loop.outermost.repetition.node);
  const statements = writeListStatements(context, names, {
    text: list.text,
    name: needsName ? names.take(`${shape.noun}Rows`, `all${capitalised(shape.noun)}Rows`) : undefined,
    length: list.length,
    failsWhenEmpty: shape.failsWhenEmpty,
    indent: indentAt(context, query.getStart(file)),
    write: (rows) => `await ${edited(file.text, shape.insertMany(rows), query.getStart(file), query.end)}`,
  });
  return {
    text: textOfWrite(context, shape.verb ?? 'Write', shape),
    edits: [replaceLoop(context, loop.statement, statements, query)],
  };
}

/** Deletes, and updates that set the same for all: one query for all keys. */
function writeByKeys(context: RewriteContext, shape: KeyedWriteShape, loop: WriteLoop): Suggestion {
  const { query } = shape;
  const { file, maxBatchSize } = context;
  const { outermost } = loop;
  if (!context.analysis.typed) return refuse('noTypes');
  const key = varyingTermsOf(context, shape, outermost);
  for (const term of key) requireKey(context, term, shape);
  const names = new FreshNames(context, outermost.repetition.node);
  const source = sourceEdit(context, outermost, names);
  const nesting = nestingOf(context, loop.iterations, names, source?.name);
  const list = keyListOf(
    context,
    nesting,
    query,
    key.map(({ value }) => value),
    { element: (texts) => (key.length === 1 ? (texts[0] ?? '') : `(${objectOfKeys(key, texts)})`) },
  );
  if (list.hasMore) return refuse('otherWork');
  const [term] = key;
  if (!term) return refuse('noVaryingKey');
  const batchOf = (text: string): ReturnType<KeyedWriteShape['batch']> =>
    shape.batch(key.length === 1 ? { kind: 'list', term, text } : { kind: 'objects', terms: key, text });
  const { needs, drops, failsWhenEmpty = false } = batchOf('');
  const length = /^[\w$.]+$/.test(list.text) ? `${list.text}.length` : undefined;
  const isCompound = key.length > 1;
  const needsName = maxBatchSize !== undefined || isCompound || (failsWhenEmpty && length === undefined);
  const nameOfKeys = isCompound ? ([`${shape.noun}Keys`] as const) : keyNames(term, shape.noun);
  const statements = writeListStatements(context, names, {
    text: list.text,
    name: needsName ? names.take(...nameOfKeys) : undefined,
    length,
    failsWhenEmpty,
    indent: indentAt(context, query.getStart(file)),
    write: (keys) => `await ${edited(file.text, batchOf(keys).edits, query.getStart(file), query.end)}`,
  });
  return {
    text: textOfWrite(context, shape.does === 'delete' ? 'Delete' : 'Update', shape),
    edits: [
      replaceLoop(context, loop.statement, [...(source ? [source.statement] : []), ...statements], query),
      ...neededImports(context, loop.outermost.repetition.slot, needs, drops),
    ],
  };
}

/** Refuses a key that the query for many would take for something else. */
export function requireKey(context: RewriteContext, { value }: Term, { nullMatchesNothing }: KeyedWriteShape): void {
  const { checker } = context.analysis;
  const type = checker.getTypeAtLocation(value);
  const present = nullMatchesNothing ? checker.getNonNullableType(type) : type;
  const family = keyFamilyOf(context, present);
  if (family === 'nullable') refuse('nullableKey');
  if (family === undefined && present.getSymbol()?.name !== 'Date') refuse('incomparableKey');
}

function textOfWrite(
  { maxBatchSize }: RewriteContext,
  verb: string,
  { noun, caveat, keepsBeforeError = false }: Pick<InsertShape, 'noun' | 'caveat' | 'keepsBeforeError'>,
  more?: string,
): string {
  const query = more === undefined ? 'one query' : `one query ${more}`;
  const atOnce = keepsBeforeError
    ? `with ${query}. What it wrote before an error stays.`
    : `with ${query}, all or none of them.`;
  const how = maxBatchSize === undefined ? atOnce : `with ${query} for each ${String(maxBatchSize)}.`;
  return [`${verb} all ${plural(noun)} ${how}`, caveat].filter(Boolean).join(' ');
}
