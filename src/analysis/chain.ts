import ts from 'typescript';

import { accessOf, unwrap } from './syntax.ts';

/** One step of a chain: a member that is read, and the call of it if it is called. */
export interface Link {
  readonly name: string;
  readonly call?: ts.CallExpression | ts.TaggedTemplateExpression;
}

/** A chain of accesses and calls: `db.select().from(users)` is the root `db` and the links `select()`, `from()`. */
export interface Chain {
  readonly root: ts.Expression;
  readonly links: readonly Link[];
}

export function chainOf(expression: ts.Expression): Chain {
  const links: Link[] = [];
  let node = unwrap(expression);
  let call: ts.CallExpression | ts.TaggedTemplateExpression | undefined;
  for (;;) {
    if (ts.isCallExpression(node) || ts.isTaggedTemplateExpression(node)) {
      const callee = unwrap(ts.isCallExpression(node) ? node.expression : node.tag);
      if (!accessOf(callee)) break;
      call = node;
      node = callee;
      continue;
    }
    const access = accessOf(node);
    if (!access) break;
    links.unshift(call ? { name: access.name, call } : { name: access.name });
    call = undefined;
    node = access.object;
  }
  return { root: node, links };
}

/** The expression that a chain's first `count` links make up. */
export function prefixOf(expression: ts.Expression, count: number): ts.Expression {
  let node = unwrap(expression);
  let left = chainOf(node).links.length - count;
  while (left > 0) {
    if (ts.isCallExpression(node)) node = unwrap(node.expression);
    else if (ts.isTaggedTemplateExpression(node)) node = unwrap(node.tag);
    else {
      const access = accessOf(node);
      if (!access) return node;
      node = access.object;
      left -= 1;
    }
  }
  return node;
}

/** The link that is called after a call of a chain: `c` after `a.b()` in `a.b().c()`. */
function goesOn(call: ts.Node): string | undefined {
  let node = call;
  while (
    ts.isParenthesizedExpression(node.parent) ||
    ts.isNonNullExpression(node.parent) ||
    ts.isAsExpression(node.parent)
  ) {
    node = node.parent;
  }
  const access = accessOf(node.parent);
  if (!access || unwrap(access.object) !== unwrap(node as ts.Expression)) return undefined;
  let outer: ts.Node = node.parent;
  while (ts.isNonNullExpression(outer.parent)) outer = outer.parent;
  const called =
    (ts.isCallExpression(outer.parent) && outer.parent.expression === outer) ||
    (ts.isTaggedTemplateExpression(outer.parent) && outer.parent.tag === outer);
  return called ? access.name : undefined;
}

/** The chain as a person would name it: `prisma.user.findUnique`, `db.select().from().where`. */
export function describeChain(expression: ts.Expression): string {
  const { root, links } = chainOf(expression);
  const head =
    ts.isTaggedTemplateExpression(root) && links.length > 0 ? `${describeRoot(root)}\`…\`` : describeRoot(root);
  return links.reduce((text, link, index) => {
    const called = link.call !== undefined && index < links.length - 1;
    return `${text}.${link.name}${called ? '()' : ''}`;
  }, head);
}

/** `prisma`, `client()`, `(tx ?? prisma)`. */
function describeRoot(root: ts.Expression): string {
  if (ts.isCallExpression(root)) return `${describeChain(root.expression)}()`;
  if (ts.isTaggedTemplateExpression(root)) return describeChain(root.tag);
  const text = root.getText().replaceAll(/\s+/g, ' ');
  return ts.isParenthesizedExpression(root.parent) && !ts.isIdentifier(root) ? `(${text})` : text;
}

/** Whether a link only waits for what stands before it. */
export function isContinuation(name: string): boolean {
  return ['then', 'catch', 'finally'].includes(name);
}

/** Whether a later call of the chain is the query, and not this one: `db.select()` in `db.select().from(users)`. */
export function goesOnWith(call: ts.Node): boolean {
  const next = goesOn(call);
  return next !== undefined && !isContinuation(next);
}
