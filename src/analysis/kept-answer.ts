import ts from 'typescript';

import type { Analysis } from './analysis.ts';
import { isInvariant } from './dependence.ts';
import { isLatched, latchOf } from './latch.ts';
import { isMemoised } from './memo-guard.ts';
import { accessOf, type FunctionWithBody } from './syntax.ts';

/** Whether the object that a function is called on keeps what a call of it answers with: `this.rows ??= await load()`. */
export function isKeptByObject(node: ts.Node, declaration: FunctionWithBody): boolean {
  if (latchOf(node, declaration.body, declaration)?.startsWith('this.')) return true;
  for (let child = node, outer = node.parent; child !== declaration.body; child = outer, outer = outer.parent) {
    if (ts.isFunctionLike(outer) || ts.isSourceFile(outer)) return false;
    if (!ts.isBinaryExpression(outer) || outer.right !== child) continue;
    const isDefault = /^(\?\?|\|\|)=$/.test(outer.operatorToken.getText());
    if (isDefault && accessOf(outer.left)?.object.kind === ts.SyntaxKind.ThisKeyword) return true;
  }
  return false;
}

/**
 * Whether a function keeps what a call of it answers with, so that calling the function again does not run the call again: by
 * key, or once for all where the answer is the same each time, `if (!settings) settings = await load()`.
 */
export function keepsAnswerOf(analysis: Analysis, node: ts.Node, declaration: FunctionWithBody): boolean {
  if (isMemoised(node, { slot: declaration.body, source: undefined })) return true;
  return (
    isLatched(node, declaration.body, declaration) &&
    !isKeptByObject(node, declaration) &&
    isInvariant(analysis, node, { node: declaration, slot: declaration })
  );
}
