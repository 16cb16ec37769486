import ts from 'typescript';

import { styleOf } from './file-style.ts';
import { indentAt } from './insertion.ts';
import type { Iteration } from './iteration.ts';
import { refuse } from './refusal.ts';
import { reindent } from './reindent.ts';
import type { RewriteContext } from './rewrite-context.ts';
import type { TextEdit } from './text-edit.ts';

/** The statement that the loop is, to be replaced as a whole: `for (…) { … }`, `await Promise.all(orders.map(…));` */
export function loopStatement({ file }: RewriteContext, { repetition: { node } }: Iteration): ts.Statement {
  if (ts.isStatement(node)) return node;
  let outer: ts.Node = node.parent;
  while (ts.isCallExpression(outer) || ts.isAwaitExpression(outer) || ts.isParenthesizedExpression(outer)) {
    outer = outer.parent;
  }
  const isAll = /^await Promise\.all\($/.test(file.text.slice(outer.getStart(file), node.getStart(file)).trim());
  return ts.isExpressionStatement(outer) && isAll ? outer : refuse('resultNeeded');
}

/**
 * Puts statements in the place of a loop. Refuses where comments of the loop would be lost.
 * @param kept what of the loop they contain, as it is indented
 */
export function replaceLoop(
  context: RewriteContext,
  loop: ts.Statement,
  statements: readonly string[],
  kept: ts.Node,
): TextEdit {
  const { file } = context;
  const start = loop.getStart(file);
  requireNoComments(context, loop, kept);
  const [from, indent] = [indentAt(context, kept.getStart(file)), indentAt(context, start)];
  const isAmongOthers = 'statements' in loop.parent;
  if (statements.length === 1 || isAmongOthers) {
    return { start, end: loop.end, text: statements.map((one) => reindent(one, from, indent)).join(`\n${indent}`) };
  }
  // It is the only statement of a condition: `if (isLate) for (…) …`.
  const unit = styleOf(file).indent;
  const lines = statements.map((one) => `${indent}${unit}${reindent(one, from, indent + unit)}`);
  return { start, end: loop.end, text: ['{', ...lines, `${indent}}`].join('\n') };
}

/** Puts an expression in the place of a call that goes through a list. Refuses where comments of it would be lost. */
export function replaceCall(context: RewriteContext, call: ts.CallExpression, text: string, kept: ts.Node): TextEdit {
  const { file } = context;
  const start = call.getStart(file);
  requireNoComments(context, call, kept);
  const [from, indent] = [indentAt(context, kept.getStart(file)), indentAt(context, start)];
  return { start, end: call.end, text: reindent(text, from, indent) };
}

/** Refuses comments in a loop that do not stand in what of it is kept. */
function requireNoComments({ file }: RewriteContext, loop: ts.Node, kept: ts.Node): void {
  const around = file.text.slice(loop.getStart(file), kept.getStart(file)) + file.text.slice(kept.end, loop.end);
  if (/\/[/*]/.test(around.replaceAll(/(['"`])(?:\\.|(?!\1).)*\1/g, ''))) refuse('otherWork');
}
