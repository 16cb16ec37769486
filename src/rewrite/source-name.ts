import ts from 'typescript';

import { assignedIn, isMemberName } from '../analysis/dependence.ts';
import { accessOf, nameOf, unwrap } from '../analysis/syntax.ts';
import { nounOfChain } from './chain-noun.ts';
import { styleOf } from './file-style.ts';
import type { Iteration } from './iteration.ts';
import { capitalised, type FreshNames, nounOf, plural } from './names.ts';
import { refuse } from './refusal.ts';
import { type RewriteContext, textOf } from './rewrite-context.ts';
import type { TextEdit } from './text-edit.ts';

/** A name for what is iterated, so that it can be read twice. */
export interface NamedSource {
  readonly name: string;
  readonly statement: string;
  readonly edit: TextEdit;
}

/** Gives the outermost source a name, unless it can be read twice as it is. Refuses where the iteration changes it. */
export function sourceEdit(context: RewriteContext, iteration: Iteration, names: FreshNames): NamedSource | undefined {
  const { source, repetition, element, sourceForm } = iteration;
  requireStable(repetition.node, source);
  if (isReadable(source)) return undefined;
  if (sourceForm !== 'array') return refuse('readOnce');
  const noun =
    (element && ts.isIdentifier(element) ? nounOf(element.text) : nounOfSource(context, source)) ?? 'element';
  const name = names.take(plural(noun), `selected${capitalised(plural(noun))}`, `${noun}List`);
  const { file } = context;
  const start = source.getStart(file);
  const inner = unwrap(source);
  return {
    name,
    statement: `const ${name} = ${textOf(context, inner)}${styleOf(file).semicolon}`,
    edit: { start, end: source.end, text: name },
  };
}

/** Whether an expression gives the same list each time it is read, at no cost: a name, a member, `xs.entries()`. */
function isReadable(source: ts.Expression): boolean {
  const node = unwrap(source);
  if (ts.isIdentifier(node) || node.kind === ts.SyntaxKind.ThisKeyword) return true;
  if (ts.isPropertyAccessExpression(node)) return isReadable(node.expression);
  if (!ts.isCallExpression(node)) return false;
  const access = accessOf(unwrap(node.expression));
  if (!access || !['entries', 'keys', 'values'].includes(access.name)) return false;
  return [access.object, ...node.arguments].every(isReadable);
}

function requireStable(loop: ts.Node, source: ts.Expression): void {
  const assigned = assignedIn(loop);
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && !isMemberName(node) && assigned.has(node.text)) refuse('changedSource');
    ts.forEachChild(node, visit);
  };
  visit(source);
}

/** `order` for `await prisma.order.findMany()` and `getOrders()`. */
function nounOfSource({ analysis }: RewriteContext, source: ts.Expression): string | undefined {
  const node = unwrap(source);
  const call = ts.isAwaitExpression(node) ? unwrap(node.expression) : node;
  if (!ts.isCallExpression(call)) return undefined;
  if (accessOf(unwrap(call.expression))) return nounOfChain(analysis, call);
  const subject = /^(?:get|find|fetch|load|list|read)(?:All)?([A-Z]\w*)$/.exec(nameOf(call.expression) ?? '')?.[1];
  return subject === undefined ? undefined : nounOf(subject);
}
