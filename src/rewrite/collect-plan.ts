import ts from 'typescript';

import type { RepeatedQuery } from '../analysis/finding.ts';
import type { Repetition } from '../analysis/repetition.ts';
import { variableAt } from '../analysis/references.ts';
import { accessOf, contains, enclosingFunction, someDescendant, unwrap } from '../analysis/syntax.ts';
import { requireUnread } from './body-effects.ts';
import { isJavaScript, styleOf } from './file-style.ts';
import { indentAt, insertionAfter, insertionBefore } from './insertion.ts';
import { keyNames, objectOfKeys } from './key-names.ts';
import { keyAnnotation, listAnnotation } from './list-type.ts';
import { movedLeft } from './moved-left.ts';
import { capitalised, FreshNames, plural } from './names.ts';
import { neededImports } from './needed-imports.ts';
import { refuse } from './refusal.ts';
import { reindent } from './reindent.ts';
import { type RewriteContext, textOf } from './rewrite-context.ts';
import { useAt } from './row-use.ts';
import { settleMaps } from './settle-map.ts';
import type { Suggestion } from './suggestion.ts';
import { edited, type TextEdit } from './text-edit.ts';
import { requireFixedBeside, varyingTermsOf } from './varying-terms.ts';
import { writeOfList } from './write-list.ts';
import type { InsertShape, KeyedWriteShape, WriteShape } from './write-shape.ts';
import { requireKey } from './write-plan.ts';
import { writeShapeOf } from './write-shape-of.ts';

/** What is collected in the loop, and how it is written after it. */
interface Collected {
  /** The name of the list. */
  readonly name: string;
  readonly annotation: string;
  /** What an iteration adds to the list, as arguments of `push`. */
  readonly added: string;
  /** The edits that make the query one for the list. */
  readonly edits: (list: string) => readonly TextEdit[];
  readonly importEdits: readonly TextEdit[];
}

/**
 * Plans to collect what a loop writes beside its other work, and to write it with one query after the loop. Refuses, with
 * the reason, where it is known that the order matters.
 */
export function planCollectedWrite(context: RewriteContext, finding: RepeatedQuery): Suggestion {
  const { effects, abandoned, root } = finding;
  const [{ query: site }] = effects;
  if (abandoned) refuse('abandoned');
  if (!context.analysis.typed) refuse('noTypes');
  const shape = writeShapeOf(context, site);
  const { query } = shape;
  const repetitions = repetitionsOf(finding);
  const [outermost] = repetitions;
  const loop = outermost.repetition.node;
  const statement = statementOf(query);
  requireReached(statement, loop);
  requireFinished(repetitions.map(({ repetition }) => repetition));
  // Where iterations run at once, nothing says in which order they add rows.
  const isAtOnce = repetitions.every(({ repetition: { node } }) => isMap(node));
  const adds = shape.does === 'insert' && shape.verb === undefined && isAtOnce;
  const hasOthers = requireUnread(context, root, loop, site, adds);
  const { file } = context;
  const before = insertionBefore(context, loop);
  const after = insertionAfter(context, loop);
  const names = new FreshNames(context, loop);
  const collected =
    shape.does === 'insert'
      ? collectedRows(context, shape, loop, statement, names)
      : collectedKeys(context, shape, outermost.repetition, names);
  const { name, annotation, added } = collected;
  const end = styleOf(file).semicolon;
  const indent = indentAt(context, after.statement.getStart(file));
  const from = indentAt(context, query.getStart(file));
  const write = writeOfList(context, names, {
    name,
    mayFail: true,
    indent,
    write: (list) =>
      `await ${reindent(edited(file.text, collected.edits(list), query.getStart(file), query.end), from, indent)}`,
  });
  const settling = settleMaps(context, repetitions, [statement.expression]);
  const inside: readonly TextEdit[] = [
    { start: statement.getStart(file), end: statement.end, text: `${name}.push(${added})${end}` },
    ...settling.edits,
  ];
  const returned = ts.isReturnStatement(after.statement)
    ? returnedResult(context, after.statement, loop, names, settling.isPlain)
    : undefined;
  return {
    text: textOfPlan(context, shape, hasOthers),
    edits: [
      ...before.insert([`const ${name}${annotation} = []${end}`]),
      ...(returned ? [returned.edit] : []),
      ...movedLeft(context, inside, settling.moved),
      after.insert([write, ...(returned ? [returned.statement] : [])]),
      ...collected.importEdits,
    ],
  };
}

function textOfPlan({ maxBatchSize }: RewriteContext, shape: WriteShape, hasOthers: boolean): string {
  const { does, noun, caveat } = shape;
  const verb = shape.does === 'insert' ? (shape.verb ?? 'Write').toLowerCase() : shape.does;
  const what = does === 'insert' ? plural(noun) : `keys of the ${plural(noun)}`;
  const count = maxBatchSize === undefined ? 'one query' : `one query for each ${String(maxBatchSize)}`;
  const done = verb === 'write' ? 'written' : `${verb}d`;
  return [
    `Collect the ${what} and ${verb} them with ${count} after the loop.`,
    `Where an iteration fails, none of them is ${done}; check that nothing in the loop needs that they are.`,
    ...(hasOthers ? [`Other ${plural(noun)} that the loop writes may come before them.`] : []),
    ...(caveat === undefined ? [] : [caveat]),
  ].join(' ');
}

/** The repetitions around a query, from the outermost that runs once per element inwards. Refuses what may have no end. */
function repetitionsOf({
  frames,
  repetition,
}: RepeatedQuery): readonly [{ readonly repetition: Repetition }, ...{ readonly repetition: Repetition }[]] {
  if (repetition.form === 'recursion' || repetition.isChain) return refuse('loopForm');
  const all = frames.filter((frame): frame is Repetition => frame.kind === 'repetition');
  const [first, ...others] = all.slice(all.findIndex(({ multiplicity }) => multiplicity === 'perElement'));
  for (const { node } of all) {
    const isList =
      (ts.isForOfStatement(node) && !node.awaitModifier) ||
      ts.isForInStatement(node) ||
      ts.isForStatement(node) ||
      ts.isCallExpression(node);
    if (!isList) refuse('loopForm');
  }
  return first ? [{ repetition: first }, ...others.map((one) => ({ repetition: one }))] : refuse('loopForm');
}

/** `orders.map(…)`, whose iterations start one after another and wait at once. */
function isMap(node: ts.Node): boolean {
  const name = ts.isCallExpression(node) ? accessOf(node.expression)?.name : undefined;
  return name === 'map' || name === 'flatMap';
}

/** The statement that a write is, whose result nothing uses. */
function statementOf(query: ts.Expression): ts.ExpressionStatement & { readonly expression: ts.AwaitExpression } {
  let node: ts.Expression = query;
  while (ts.isParenthesizedExpression(node.parent)) node = node.parent;
  const awaited = node.parent;
  if (!ts.isAwaitExpression(awaited)) return refuse('resultNeeded');
  const { parent } = awaited;
  return ts.isExpressionStatement(parent) && isAmongStatements(parent)
    ? (parent as ts.ExpressionStatement & { readonly expression: ts.AwaitExpression })
    : refuse('resultNeeded');
}

function isAmongStatements({ parent }: ts.Statement): boolean {
  return (
    ts.isBlock(parent) ||
    ts.isIfStatement(parent) ||
    ts.isIterationStatement(parent, false) ||
    ts.isCaseClause(parent) ||
    ts.isDefaultClause(parent)
  );
}

/** Refuses a write whose errors are handled in its iteration, or that something else there waits for. */
function requireReached(statement: ts.Statement, loop: ts.Node): void {
  for (let node: ts.Node = statement; node !== loop; node = node.parent) {
    if (ts.isTryStatement(node.parent)) refuse(node.parent.catchClause ? 'caughtPerElement' : 'otherWork');
  }
}

/** Refuses loops that an iteration may leave together with the function, before what comes after them. */
function requireFinished(repetitions: readonly Repetition[]): void {
  for (const { node, slot } of repetitions) {
    if (!ts.isStatement(node)) continue;
    const leaves = (inner: ts.Node): boolean =>
      ts.isReturnStatement(inner) ||
      ts.isYieldExpression(inner) ||
      ((ts.isBreakStatement(inner) || ts.isContinueStatement(inner)) && inner.label !== undefined);
    if (leaves(slot) || someDescendant(slot, leaves)) refuse('leavesFunction');
  }
}

function collectedRows(
  context: RewriteContext,
  shape: InsertShape,
  loop: ts.Node,
  statement: ts.Statement,
  names: FreshNames,
): Collected {
  const { row, query, noun } = shape;
  requireFixedBeside(context, query, loop, row.parts);
  for (const part of row.parts) requireSettled(context, part, statement, loop);
  const name = names.take(`${noun}Rows`, `all${capitalised(noun)}Rows`);
  const { file } = context;
  const text = reindent(
    row.text,
    indentAt(context, row.parts[0]?.getStart(file) ?? statement.getStart(file)),
    indentAt(context, statement.getStart(file)),
  );
  return {
    name,
    annotation: rowAnnotation(context, shape, loop),
    added: row.isList ? `...${text}` : text,
    edits: shape.insertMany,
    importEdits: [],
  };
}

function rowAnnotation(context: RewriteContext, { row, rowType }: InsertShape, loop: ts.Node): string {
  const [element, ...others] = row.parts;
  const isWhole = element !== undefined && others.length === 0 && row.text === textOf(context, element);
  if (isWhole) return listAnnotation(context, { element, isSpread: row.isList, named: rowType?.(loop), place: loop });
  // A list of the values of a row has no type that a reader would know.
  const isSameFunction = row.parts.every((part) => enclosingFunction(part) === enclosingFunction(loop));
  return isSameFunction || isJavaScript(context.file) ? '' : refuse('rowType');
}

function collectedKeys(
  context: RewriteContext,
  shape: KeyedWriteShape,
  { node: loop, slot }: Repetition,
  names: FreshNames,
): Collected {
  const key = varyingTermsOf(context, shape, { repetition: { node: loop } });
  for (const term of key) requireKey(context, term, shape);
  const [term] = key;
  if (!term) return refuse('noVaryingKey');
  const isCompound = key.length > 1;
  const name = names.take(...(isCompound ? ([`${shape.noun}Keys`] as const) : keyNames(term, shape.noun)));
  const texts = key.map(({ value }) => textOf(context, value));
  const batchOf = (text: string): ReturnType<KeyedWriteShape['batch']> =>
    shape.batch(isCompound ? { kind: 'objects', terms: key, text } : { kind: 'list', term, text });
  const { needs, drops } = batchOf('');
  return {
    name,
    annotation: keyAnnotation(context, key, loop),
    added: isCompound ? objectOfKeys(key, texts) : (texts[0] ?? ''),
    edits: (list) => batchOf(list).edits,
    importEdits: neededImports(context, slot, needs, drops),
  };
}

/** Refuses a row that the loop changes after it was to be written. */
function requireSettled(
  { analysis }: RewriteContext,
  row: ts.Expression,
  statement: ts.Statement,
  loop: ts.Node,
): void {
  const isWhole = ts.isIdentifier(unwrap(row));
  const held = new Set<ts.Symbol>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) {
      const variable = variableAt(analysis, node);
      if (variable?.valueDeclaration) held.add(variable);
    }
    ts.forEachChild(node, visit);
  };
  visit(row);
  const isChanged = (node: ts.Node): boolean => {
    if (!ts.isIdentifier(node) || node.pos < statement.end) return false;
    const variable = variableAt(analysis, node);
    return variable !== undefined && held.has(variable) && (isWhole || useAt(node).mutated);
  };
  if (someDescendant(loop, isChanged, { intoFunctions: true })) refuse('rowMutated');
}

/** `return await Promise.all(…);` becomes `const results = await Promise.all(…);`, so that something can follow. */
function returnedResult(
  context: RewriteContext,
  statement: ts.ReturnStatement,
  loop: ts.Node,
  names: FreshNames,
  isPlain: boolean,
): { readonly edit: TextEdit; readonly statement: string } {
  const { file } = context;
  const { expression } = statement;
  if (!expression) return refuse('noPlaceBefore');
  const name = names.take('results', 'allResults');
  const waits =
    !isPlain &&
    !ts.isAwaitExpression(unwrap(expression)) &&
    contains(expression, loop) &&
    isPromise(context, expression);
  return {
    edit: {
      start: statement.getStart(file),
      end: expression.getStart(file),
      text: `const ${name} = ${waits ? 'await ' : ''}`,
    },
    statement: `return ${name}${styleOf(file).semicolon}`,
  };
}

function isPromise({ analysis: { checker } }: RewriteContext, expression: ts.Expression): boolean {
  return checker.getPropertyOfType(checker.getTypeAtLocation(expression), 'then') !== undefined;
}
