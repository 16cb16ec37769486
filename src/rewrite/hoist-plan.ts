import ts from 'typescript';

import { namesOfBinding } from '../analysis/binding-names.ts';
import type { RepeatedQuery } from '../analysis/finding.ts';
import { requireNoInterference } from './body-effects.ts';
import { nounOfChain } from './chain-noun.ts';
import { styleOf } from './file-style.ts';
import { guardsOf } from './guard.ts';
import { indentAt, insertionBefore } from './insertion.ts';
import { type Iteration, iterationOf } from './iteration.ts';
import { FreshNames, plural } from './names.ts';
import { onlyReads } from './only-reads.ts';
import { refuse } from './refusal.ts';
import { reindent } from './reindent.ts';
import { awaitedTogether, resultPlace } from './result-place.ts';
import { type RewriteContext, textOf } from './rewrite-context.ts';
import { rowUseOf } from './row-use.ts';
import { settleMap } from './settle-map.ts';
import type { Suggestion } from './suggestion.ts';
import type { TextEdit } from './text-edit.ts';

/** Plans to run a query in which nothing varies once, before the loop. */
export function planHoist(context: RewriteContext, finding: RepeatedQuery): Suggestion {
  const { node, repetition, root, effects } = finding;
  if (!finding.invariant || !ts.isExpression(node)) return refuse('variesElsewhere');
  if (repetition.form === 'recursion') return refuse('loopForm');
  if (!effects.every((effect) => onlyReads(context.analysis, effect))) return refuse('helperForm');
  const iteration = iterationOf(context, repetition);
  const place = resultPlace(node, iteration);
  if (rowUseOf(context, { place, holder: awaitedTogether(place) }).mutated) return refuse('rowMutated');
  const { guards, incomplete, rethrown } = guardsOf(place, repetition.slot);
  if (rethrown) refuse('caughtPerElement');
  const noun = nounOfChain(context.analysis, effects[0].query.node) ?? 'result';
  // What the query reads besides its own table is not looked into.
  const caveats = requireNoInterference(
    context,
    root,
    repetition,
    effects.map(({ query }) => ({
      query: query.node,
      noun: nounOfChain(context.analysis, query.node) ?? '',
      joins: true,
    })),
  );
  const insertion = insertionBefore(context, repetition.node);
  const moved = movedStatement(context, place, iteration) ?? namedResult(context, place, iteration, { noun, finding });
  const caveat =
    guards.length > 0 || incomplete
      ? 'It also runs where no element needs it.'
      : 'It also runs where there are no elements.';
  return {
    text: [`Run the query once before the loop. ${caveat}`, ...caveats].join(' '),
    edits: [
      ...insertion.insert([
        reindent(moved.statement, indentAt(context, place.getStart(context.file)), insertion.indent),
      ]),
      moved.edit,
      ...settleMap(context, iteration, [place]).edits,
    ],
  };
}

interface Moved {
  readonly statement: string;
  readonly edit: TextEdit;
}

/** `const settings = await …;` is moved as it is, where its name is free before the loop. */
function movedStatement(context: RewriteContext, place: ts.Expression, { repetition }: Iteration): Moved | undefined {
  const { file, analysis } = context;
  const declaration = place.parent;
  const list = declaration.parent;
  const statement = list.parent;
  if (
    !ts.isVariableDeclaration(declaration) ||
    !ts.isVariableDeclarationList(list) ||
    list.declarations.length !== 1 ||
    !(list.flags & ts.NodeFlags.Const) ||
    !ts.isVariableStatement(statement) ||
    !ts.isBlock(statement.parent)
  ) {
    return undefined;
  }
  const isFree = namesOfBinding(declaration.name).every(
    (name) => analysis.checker.resolveName(name, repetition.node, ts.SymbolFlags.Value, true) === undefined,
  );
  if (!isFree) return undefined;
  const next = statement.parent.statements[statement.parent.statements.indexOf(statement) + 1];
  const end = next ? next.getStart(file) : statement.end;
  // A comment between the statements belongs to the next one.
  const gap = file.text.slice(statement.end, end);
  return {
    statement: textOf(context, statement),
    edit: { start: statement.getStart(file), end: gap.trim() === '' ? end : statement.end, text: '' },
  };
}

interface Naming {
  readonly noun: string;
  readonly finding: RepeatedQuery;
}

/** The result gets a name before the loop. */
function namedResult(
  context: RewriteContext,
  place: ts.Expression,
  { repetition }: Iteration,
  { noun, finding }: Naming,
): Moved {
  const { file } = context;
  const [{ query }] = finding.effects;
  const names = new FreshNames(context, repetition.node);
  const speaking = query.operation === 'readMany' ? plural(noun) : query.operation === 'count' ? `${noun}Count` : noun;
  const name = names.take(speaking, `${noun}Result`);
  const text = textOf(context, place);
  return {
    statement: `const ${name} = ${ts.isAwaitExpression(place) ? text : `await ${text}`}${styleOf(file).semicolon}`,
    edit: { start: place.getStart(file), end: place.end, text: name },
  };
}
