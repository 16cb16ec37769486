import ts from 'typescript';

import type { RepeatedQuery } from '../analysis/finding.ts';
import type { QuerySite } from '../analysis/query-site.ts';
import { accessOf, contains, isInlineFunction, unwrap } from '../analysis/syntax.ts';
import { variableAt } from '../analysis/references.ts';
import { nounOfChain } from './chain-noun.ts';
import { indentAt } from './insertion.ts';
import type { Iteration } from './iteration.ts';
import { stepsBefore } from './iteration-body.ts';
import { iterationsOf } from './iterations-of.ts';
import { FreshNames } from './names.ts';
import { refuse } from './refusal.ts';
import { loopStatement, replaceCall, replaceLoop } from './replaced-loop.ts';
import { type RewriteContext, textOf } from './rewrite-context.ts';
import { rowListOf } from './row-list.ts';
import { settlingOf } from './settle-map.ts';
import type { Suggestion } from './suggestion.ts';
import { writeListStatements } from './write-list.ts';

/**
 * Plans to give the writes of all elements to one transaction that the client makes of a list of them, where the loop does
 * nothing else. It sends as many statements as before, on one connection.
 */
export function planInTransaction(context: RewriteContext, finding: RepeatedQuery): Suggestion {
  const [{ query: site }] = finding.effects;
  if (finding.abandoned) refuse('abandoned');
  if (!context.analysis.typed) refuse('noTypes');
  const facts = site.client?.batch;
  const inList = facts?.language === 'objects' ? facts.inList : undefined;
  if (!inList) return refuse('noBatchForm');
  const query = unwrap(site.node);
  const iterations = iterationsOf(context, finding);
  const [outermost] = iterations;
  if (!outermost) return refuse('loopForm');
  const list = rowListOf(context, iterations, query, {
    text: textOf(context, query),
    parts: [query],
    isList: false,
  });
  const { maxBatchSize } = context;
  const answered = answeredList(context, iterations, query);
  if (answered && maxBatchSize !== undefined) return refuse('resultNeeded');
  const statement = answered ?? loopStatement(context, outermost);
  if (finding.execution === 'held') refuse('noListOfStatements');
  const handle = handleOf(context, query, inList.method, outermost);
  const sent = (statements: string): string => `${handle}.${inList.method}(${statements})`;
  const operation = operationOf(site);
  const place = `one \`${inList.method}\`${maxBatchSize === undefined ? '' : ` for each ${String(maxBatchSize)}`}`;
  const text = `Send the ${operation}s in ${place}, on one connection, all or none (still one statement per element). ${inList.caveat}`;
  if (!ts.isStatement(statement)) return { text, edits: [replaceCall(context, statement, sent(list.text), query)] };
  const names = new FreshNames(context, outermost.repetition.node);
  const noun = nounOfChain(context.analysis, query) ?? 'row';
  const statements = writeListStatements(context, names, {
    text: list.text,
    name:
      maxBatchSize === undefined ? undefined : names.take(`${noun}${operation === 'update' ? 'Updates' : 'Writes'}`),
    length: list.length,
    failsWhenEmpty: false,
    indent: indentAt(context, query.getStart(context.file)),
    write: (rows) => `await ${sent(rows)}`,
  });
  return { text, edits: [replaceLoop(context, statement, statements, query)] };
}

type Write = 'update' | 'upsert' | 'insert' | 'delete' | 'statement';

/** What a query does, by the name of its method. */
function operationOf({ operation, name }: QuerySite): Write {
  if (operation === 'raw') return 'statement';
  const [verb] = /(update|upsert|delete)(?=(Many)?(AndReturn)?$)/.exec(name) ?? [];
  return (verb as Write | undefined) ?? 'insert';
}

/** The client that a query is sent with, as it is written: `this.prisma`. Refuses one without transactions of a list. */
function handleOf(
  context: RewriteContext,
  query: ts.Expression,
  method: string,
  { repetition: { node: loop } }: Iteration,
): string {
  const { analysis } = context;
  const callee = ts.isCallExpression(query)
    ? query.expression
    : ts.isTaggedTemplateExpression(query)
      ? query.tag
      : refuse('noBatchForm');
  for (let access = accessOf(unwrap(callee)); access; access = accessOf(access.object)) {
    if (!takesList(context, access.object, method)) continue;
    const root = rootOf(access.object) ?? refuse('variesElsewhere');
    const declaration = ts.isIdentifier(root) ? variableAt(analysis, root)?.valueDeclaration : undefined;
    if (declaration && contains(loop, declaration)) refuse('variesElsewhere');
    return textOf(context, access.object);
  }
  return refuse('noListOfStatements');
}

/** Whether a value has a method that takes a list. */
function takesList({ analysis: { checker } }: RewriteContext, object: ts.Expression, method: string): boolean {
  const property = checker.getPropertyOfType(checker.getApparentType(checker.getTypeAtLocation(object)), method);
  if (!property) return false;
  return checker
    .getTypeOfSymbolAtLocation(property, object)
    .getCallSignatures()
    .some(({ parameters: [list] }) => {
      const type = list && checker.getTypeOfSymbolAtLocation(list, object);
      return type !== undefined && (checker.isTupleType(type) || checker.isArrayType(type));
    });
}

/** The name, or `this`, at the root of members: `this` in `this.prisma`. */
function rootOf(node: ts.Expression): ts.Identifier | ts.ThisExpression | undefined {
  if (ts.isIdentifier(node) || node.kind === ts.SyntaxKind.ThisKeyword)
    return node as ts.Identifier | ts.ThisExpression;
  const object = accessOf(node)?.object;
  return object && rootOf(object);
}

/**
 * The call that answers with the list of what the queries answer, `Promise.all(orders.map(…))`, where that is used and the
 * transaction answers with the same list.
 */
function answeredList(
  { file }: RewriteContext,
  [outermost, ...inner]: readonly Iteration[],
  query: ts.Expression,
): ts.CallExpression | undefined {
  const call = outermost?.repetition.node;
  if (!outermost || !call || !ts.isCallExpression(call)) return undefined;
  const { all, awaited } = settlingOf(call) ?? refuse('loopForm');
  if (awaited && ts.isExpressionStatement(awaited.parent)) return undefined;
  const { slot } = outermost.repetition;
  const callback = ts.isExpression(slot) ? unwrap(slot) : slot;
  const isList = inner.length === 0 && accessOf(unwrap(call.expression))?.name === 'map';
  const isEach = stepsBefore(outermost, query).every((step) => 'constant' in step);
  const answers = isInlineFunction(callback) && isAnswer(callback, query);
  const isPlain = all.typeArguments === undefined && /^Promise\.all\(\s*$/.test(textBefore(file, all, call));
  return isList && isEach && answers && isPlain ? all : refuse('resultNeeded');
}

function textBefore(file: ts.SourceFile, outer: ts.Node, inner: ts.Node): string {
  return file.text.slice(outer.getStart(file), inner.getStart(file));
}

/** Whether a callback answers with a query, or with what it answers. */
function isAnswer(callback: ts.ArrowFunction | ts.FunctionExpression, query: ts.Expression): boolean {
  let node: ts.Node = query;
  while (ts.isParenthesizedExpression(node.parent) || ts.isAwaitExpression(node.parent)) node = node.parent;
  return callback.body === node || (ts.isReturnStatement(node.parent) && node.parent.expression === node);
}
