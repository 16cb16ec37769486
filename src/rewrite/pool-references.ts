import ts from 'typescript';

import type { Analysis } from '../analysis/analysis.ts';
import { variableAt } from '../analysis/references.ts';
import { hasBody, unwrap } from '../analysis/syntax.ts';
import { refuseStretch } from './stretch-refusal.ts';

/** A pool as its code names it: `pool`, `this.pool`, `context.pool`. */
export interface NamedPool {
  readonly root: ts.Identifier | ts.ThisExpression;
  /** The members after the root, the first first. */
  readonly members: readonly string[];
}

/** The names of a pool. Refuses one that is more than names. */
export function namedPool(handle: ts.Expression): NamedPool {
  const members: string[] = [];
  let node = unwrap(handle);
  while (ts.isPropertyAccessExpression(node) && !node.questionDotToken) {
    members.unshift(node.name.text);
    node = unwrap(node.expression);
  }
  if (ts.isIdentifier(node) || node.kind === ts.SyntaxKind.ThisKeyword)
    return { root: node as NamedPool['root'], members };
  return refuseStretch('poolForm');
}

/** The places in a node at which a pool stands, each with the parentheses and assertions around it. */
export function referencesTo(analysis: Analysis, { root, members }: NamedPool, scope: ts.Node): ts.Expression[] {
  const found: ts.Expression[] = [];
  const symbol = ts.isIdentifier(root) ? variableAt(analysis, root) : undefined;
  const isRoot = (node: ts.Node): node is ts.Expression =>
    ts.isIdentifier(root)
      ? ts.isIdentifier(node) && node.text === root.text && variableAt(analysis, node) === symbol
      : node.kind === ts.SyntaxKind.ThisKeyword;
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node)) return;
    // Another `this`.
    if (!ts.isIdentifier(root) && (ts.isClassLike(node) || (hasBody(node) && !ts.isArrowFunction(node)))) return;
    const whole = isRoot(node) ? withMembers(node, members) : undefined;
    if (whole) found.push(whole);
    ts.forEachChild(node, visit);
  };
  visit(scope);
  return found;
}

function withMembers(root: ts.Expression, members: readonly string[]): ts.Expression | undefined {
  let node = outermost(root);
  for (const member of members) {
    const { parent } = node;
    if (!ts.isPropertyAccessExpression(parent) || parent.expression !== node || parent.name.text !== member)
      return undefined;
    node = outermost(parent);
  }
  return node;
}

/** An expression with what {@link unwrap} takes away. */
function outermost(node: ts.Expression): ts.Expression {
  let outer = node;
  for (;;) {
    const { parent } = outer;
    const isAround = ts.isExpression(parent) && parent !== outer && unwrap(parent) === unwrap(outer);
    if (!isAround) return outer;
    outer = parent;
  }
}
