import ts from 'typescript';

import { isAsync, unwrap } from '../analysis/syntax.ts';
import { styleOf } from './file-style.ts';
import { refuse } from './refusal.ts';
import type { RewriteContext } from './rewrite-context.ts';
import type { TextEdit } from './text-edit.ts';

/** Where statements are put before a loop. */
export interface Insertion {
  /** The edits that put statements there, each on a line of its own. */
  readonly insert: (statements: readonly string[]) => readonly TextEdit[];
  readonly indent: string;
}

/** The place before the statement that a loop is or stands in, in an async function. Refuses where there is none. */
export function insertionBefore(context: RewriteContext, loop: ts.Node): Insertion {
  const { file } = context;
  let node = loop;
  for (;;) {
    const { parent } = node;
    if (ts.isArrowFunction(parent) && parent.body === node) return insideArrow(context, parent, node);
    if (ts.isStatement(node) && isStatementList(parent)) break;
    if (!mayStandIn(parent, node)) return refuse('noPlaceBefore');
    node = parent;
  }
  const start = node.getStart(file);
  const indent = indentAt(context, start);
  const around = ts.findAncestor(node, (outer) => ts.isFunctionLike(outer));
  const asyncEdits = around ? awaitable(context, around) : topLevel(context);
  return {
    indent,
    insert: (statements) => [
      ...asyncEdits,
      { start, end: start, text: statements.map((statement) => `${statement}\n${indent}`).join('') },
    ],
  };
}

/** Where statements are put after a loop. */
export interface InsertionAfter {
  /** The statement after which they stand. */
  readonly statement: ts.Statement;
  readonly insert: (statements: readonly string[]) => TextEdit;
}

/**
 * The place after the statement that a loop is, or that waits for its iterations. Refuses where there is none, or where a
 * statement there might run before the iterations have ended.
 */
export function insertionAfter(context: RewriteContext, loop: ts.Node): InsertionAfter {
  const { file } = context;
  let isAwaited = ts.isStatement(loop);
  let node = loop;
  while (!(ts.isStatement(node) && isStatementList(node.parent))) {
    const { parent } = node;
    if (!mayStandIn(parent, node) || ts.isLabeledStatement(parent)) return refuse('noPlaceBefore');
    if (ts.isAwaitExpression(parent)) isAwaited = true;
    node = parent;
  }
  // What is returned is waited for where it gets a name instead.
  if (!isAwaited && !(ts.isReturnStatement(node) && isPromiseItself(node, loop))) return refuse('promiseKept');
  const indent = indentAt(context, node.getStart(file));
  const last = ts.isReturnStatement(node) ? node : lastWriteAfter(node);
  const end = ts.getTrailingCommentRanges(file.text, last.end)?.at(-1)?.end ?? last.end;
  return {
    statement: node,
    insert: (statements) => ({
      start: end,
      end,
      text: statements.map((statement) => `\n${indent}${statement}`).join(''),
    }),
  };
}

/** The last of the statements after a loop that write what it collected, `if (rows.length > 0) …`, so that their order stays. */
function lastWriteAfter(loop: ts.Statement): ts.Statement {
  const siblings: readonly ts.Statement[] =
    'statements' in loop.parent ? (loop.parent.statements as ts.NodeArray<ts.Statement>) : [];
  let last = loop;
  for (const next of siblings.slice(siblings.indexOf(loop) + 1)) {
    if (!ts.isIfStatement(next) || next.elseStatement) break;
    const list = /^(\w+)\.length > 0$/.exec(next.expression.getText())?.[1];
    if (list === undefined || !loop.getText().includes(`${list}.push(`)) break;
    last = next;
  }
  return last;
}

/** `return Promise.all(orders.map(…))`, `return orders.reduce(…)`. */
function isPromiseItself({ expression }: ts.ReturnStatement, loop: ts.Node): boolean {
  const returned = expression && unwrap(expression);
  return returned === loop || (returned !== undefined && ts.isCallExpression(returned) && loop.parent === returned);
}

/** `(ids) => Promise.all(…)` becomes `async (ids) => {\n  …\n  return Promise.all(…);\n}`. */
function insideArrow(context: RewriteContext, arrow: ts.ArrowFunction, body: ts.Node): Insertion {
  const { file } = context;
  const outer = indentAt(context, arrow.getStart(file));
  const indent = outer + styleOf(file).indent;
  const { end: start } = arrow.equalsGreaterThanToken;
  const bodyStart = body.getStart(file);
  if (file.text.slice(start, bodyStart).trim() !== '') return refuse('noPlaceBefore');
  return {
    indent,
    insert: (statements) => [
      ...awaitable(context, arrow),
      {
        start,
        end: bodyStart,
        text: ` {\n${statements.map((statement) => `${indent}${statement}\n`).join('')}${indent}return `,
      },
      { start: body.end, end: body.end, text: `${styleOf(file).semicolon}\n${outer}}` },
    ],
  };
}

function isStatementList(node: ts.Node): boolean {
  return ts.isBlock(node) || ts.isSourceFile(node) || ts.isCaseOrDefaultClause(node) || ts.isModuleBlock(node);
}

/** Whether what stands in a parent always runs, and once, when the parent's statement does. */
function mayStandIn(parent: ts.Node, child: ts.Node): boolean {
  if (ts.isStatement(child)) return false;
  if (ts.isBinaryExpression(parent)) {
    const { kind } = parent.operatorToken;
    const isShortcut =
      kind === ts.SyntaxKind.AmpersandAmpersandToken ||
      kind === ts.SyntaxKind.BarBarToken ||
      kind === ts.SyntaxKind.QuestionQuestionToken;
    return !isShortcut || parent.left === child;
  }
  return !(
    ts.isConditionalExpression(parent) ||
    ts.isFunctionLike(parent) ||
    ts.isIterationStatement(parent, false) ||
    ts.isClassLike(parent) ||
    ts.isBindingElement(parent) ||
    ts.isParameter(parent) ||
    ts.isCaseClause(parent) ||
    ts.isJsxElement(parent) ||
    ts.isJsxExpression(parent)
  );
}

/** The edits that let a function wait. */
function awaitable({ file, analysis }: RewriteContext, around: ts.Node): readonly TextEdit[] {
  if (isAsync(around)) return [];
  const isGenerator = 'asteriskToken' in around && around.asteriskToken !== undefined;
  const canBeAsync =
    !isGenerator &&
    (ts.isArrowFunction(around) ||
      ts.isFunctionExpression(around) ||
      ts.isFunctionDeclaration(around) ||
      ts.isMethodDeclaration(around));
  if (!canBeAsync) return refuse('noPlaceBefore');
  const signature = analysis.checker.getSignatureFromDeclaration(around);
  const returned = signature && analysis.checker.getReturnTypeOfSignature(signature);
  if (returned?.getSymbol()?.name !== 'Promise') return refuse('noPlaceBefore');
  const start = asyncPosition(file, around);
  return [{ start, end: start, text: 'async ' }];
}

function asyncPosition(
  file: ts.SourceFile,
  around: ts.ArrowFunction | ts.FunctionExpression | ts.FunctionDeclaration | ts.MethodDeclaration,
): number {
  if (ts.isMethodDeclaration(around)) return around.name.getStart(file);
  if (ts.isArrowFunction(around)) return around.getStart(file);
  const keyword = around.getChildren(file).find(({ kind }) => kind === ts.SyntaxKind.FunctionKeyword);
  return keyword ? keyword.getStart(file) : refuse('noPlaceBefore');
}

function topLevel({ file }: RewriteContext): readonly TextEdit[] {
  return ts.isExternalModule(file) ? [] : refuse('noPlaceBefore');
}

/** The white space before a line. */
export function indentAt({ file }: RewriteContext, position: number): string {
  const start = file.getLineStarts()[file.getLineAndCharacterOfPosition(position).line] ?? 0;
  return /^[\t ]*/.exec(file.text.slice(start, position))?.[0] ?? '';
}
