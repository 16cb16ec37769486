import ts from 'typescript';

import type { RepeatedQuery } from '../analysis/finding.ts';
import { unwrap } from '../analysis/syntax.ts';
import type { ObjectBatchFacts } from '../clients/batch-facts.ts';
import { nounOfChain } from './chain-noun.ts';
import { styleOf } from './file-style.ts';
import { importEdits } from './import-edits.ts';
import { indentAt } from './insertion.ts';
import type { Iteration } from './iteration.ts';
import { stepsBefore } from './iteration-body.ts';
import { iterationsOf } from './iterations-of.ts';
import { keyFamilyOf } from './key-family.ts';
import { keyListOf, nestingOf } from './key-list.ts';
import { FreshNames, plural } from './names.ts';
import { refuse } from './refusal.ts';
import { reindent } from './reindent.ts';
import type { RewriteContext } from './rewrite-context.ts';
import { rowListOf } from './row-list.ts';
import { acceptKeys, termsOfFilter } from './shapes/object-filter.ts';
import { literalIn } from './shapes/object-literal.ts';
import { sourceEdit } from './source-name.ts';
import type { Suggestion } from './suggestion.ts';
import { edited, type TextEdit } from './text-edit.ts';
import { requireManyForm } from './many-form.ts';
import { varyingTermsOf } from './varying-terms.ts';
import { requireFlat, type WriteShape, writeShapeOf } from './write-shape.ts';

/**
 * Plans to write the rows of all elements with one query in place of the loop, where the loop does nothing else.
 * Refuses, with the reason, what would not write the same.
 */
export function planWrite(context: RewriteContext, finding: RepeatedQuery): Suggestion {
  const { effects, abandoned } = finding;
  const [{ query, trace }, ...others] = effects;
  if (abandoned) refuse('abandoned');
  if (trace.length > 0) refuse('otherFile');
  if (others.length > 0) refuse('severalQueries');
  const facts = query.client?.batch;
  if (facts?.language !== 'objects') return refuse('noBatchForm');
  const shape = writeShapeOf(query.node, facts);
  const iterations = iterationsOf(context, finding);
  const [outermost] = iterations;
  if (!outermost) return refuse('loopForm');
  const loop = loopStatement(context, outermost);
  for (const [depth, iteration] of iterations.entries()) {
    stepsBefore(iteration, iterations[depth + 1]?.repetition.node ?? query.node);
  }
  return shape.fact.does === 'insert'
    ? insertRows(context, shape, iterations, loop)
    : writeByKeys(context, shape, { facts, iterations, loop });
}

/** The statement that the loop is, to be replaced as a whole: `for (…) { … }`, `await Promise.all(orders.map(…));` */
function loopStatement({ file }: RewriteContext, { repetition: { node } }: Iteration): ts.Statement {
  if (ts.isStatement(node)) return node;
  let outer: ts.Node = node.parent;
  while (ts.isCallExpression(outer) || ts.isAwaitExpression(outer) || ts.isParenthesizedExpression(outer)) {
    outer = outer.parent;
  }
  const isAll = /^await Promise\.all\($/.test(file.text.slice(outer.getStart(file), node.getStart(file)).trim());
  return ts.isExpressionStatement(outer) && isAll ? outer : refuse('resultNeeded');
}

function insertRows(
  context: RewriteContext,
  shape: WriteShape,
  iterations: readonly Iteration[],
  loop: ts.Statement,
): Suggestion {
  const { call, fact, values } = shape;
  if (!values) return refuse('noBatchForm');
  requireFlat(values, fact.does);
  if (fact.rowsDiffer) requireManyForm(context, shape, values);
  const list = rowListOf(context, iterations, call, values);
  const { file } = context;
  const options = fact.options === undefined ? '' : `, ${fact.options}`;
  const text = edited(
    file.text,
    [renamed(context, shape), { start: values.getStart(file), end: values.end, text: `${list.text}${options}` }],
    call.getStart(file),
    call.end,
  );
  if (fact.failsWhenEmpty && !list.length) return refuse('conditionalQuery');
  const guard = fact.failsWhenEmpty ? `if (${list.length ?? ''} > 0) ` : '';
  const noun = plural(nounOfChain(call) ?? 'row');
  return {
    text: [`Write all ${noun} with one query, all or none of them.`, fact.caveat].filter(Boolean).join(' '),
    edits: [replacement(context, loop, `${guard}await ${text}`, call)],
  };
}

interface KeyedWrite {
  readonly facts: ObjectBatchFacts;
  readonly iterations: readonly Iteration[];
  readonly loop: ts.Statement;
}

/** Deletes, and updates that set the same for all: one query for all keys. */
function writeByKeys(context: RewriteContext, shape: WriteShape, { facts, iterations, loop }: KeyedWrite): Suggestion {
  const { call, fact, options } = shape;
  const [outermost] = iterations;
  const filter =
    fact.filter === undefined
      ? call.arguments.map(unwrap).find(ts.isObjectLiteralExpression)
      : literalIn(options, fact.filter);
  if (!filter || !outermost) return refuse('filterNotLiteral');
  if (!context.analysis.typed) return refuse('noTypes');
  if (shape.values) requireFlat(shape.values, fact.does);
  const terms = termsOfFilter(filter, facts.uniqueness === 'uniqueInput');
  const [term, ...more] = varyingTermsOf(context, { query: call, terms }, outermost);
  if (!term || more.length > 0) return refuse('tooManyKeys');
  const family = keyFamilyOf(context, context.analysis.checker.getTypeAtLocation(term.value));
  if (family === 'nullable' || family === undefined) return refuse('nullableKey');
  const names = new FreshNames(context, outermost.repetition.node);
  const source = sourceEdit(context, outermost, names);
  const nesting = nestingOf(context, iterations, names, source?.name);
  const list = keyListOf(context, nesting, call, [term.value], { element: ([text = '']) => text });
  if (list.hasMore) return refuse('conditionalQuery');
  const { file } = context;
  const edits = acceptKeys(context, filter, terms, { kind: 'list', term, text: list.text }, facts);
  const text = edited(file.text, [renamed(context, shape), ...edits], call.getStart(file), call.end);
  const noun = plural(nounOfChain(call) ?? 'row');
  const verb = fact.does === 'delete' ? 'Delete' : 'Update';
  const before = source ? `${source.statement}\n${indentAt(context, loop.getStart(file))}` : '';
  return {
    text: [`${verb} all ${noun} with one query, all or none of them.`, fact.caveat].filter(Boolean).join(' '),
    edits: [
      replacement(context, loop, `${before}await ${text}`, call),
      ...importEdits(context, facts.oneOfNeeds ? [facts.oneOfNeeds] : []),
    ],
  };
}

function renamed({ file }: RewriteContext, { method, fact }: WriteShape): TextEdit {
  return { start: method.getStart(file), end: method.end, text: fact.becomes };
}

/** The statement that takes the place of the loop. Refuses where comments of the loop would be lost. */
function replacement(context: RewriteContext, loop: ts.Statement, text: string, call: ts.Node): TextEdit {
  const { file } = context;
  const start = loop.getStart(file);
  const around = file.text.slice(start, call.getStart(file)) + file.text.slice(call.end, loop.end);
  if (/\/[/*]/.test(around.replaceAll(/(['"`])(?:\\.|(?!\1).)*\1/g, ''))) refuse('otherWork');
  const moved = reindent(text, indentAt(context, call.getStart(file)), indentAt(context, start));
  return { start, end: loop.end, text: moved + styleOf(file).semicolon };
}
