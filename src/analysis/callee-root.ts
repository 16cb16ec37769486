import ts from 'typescript';

import type { Analysis } from './analysis.ts';
import { chainOf } from './chain.ts';
import { resolveAlias } from './declared-in.ts';
import { calleeOf, isCallLike } from './syntax.ts';

/** With what a callee begins: `queries` in `queries.users.find()`. */
export interface CalleeRoot {
  /** The declaration of the name, or the class. */
  readonly root: ts.Declaration;
  readonly isThis: boolean;
}

/** With what the callee of a call begins; nothing where that is another call. */
export function rootOfCallee({ checker }: Analysis, call: ts.Node): CalleeRoot | undefined {
  const callee = isCallLike(call) ? calleeOf(call) : ts.isExpression(call) ? call : undefined;
  const root = callee && chainOf(callee).root;
  if (!root) return undefined;
  if (root.kind === ts.SyntaxKind.ThisKeyword || root.kind === ts.SyntaxKind.SuperKeyword) {
    const owner = ts.findAncestor(root, ts.isClassLike);
    return owner && { root: owner, isThis: true };
  }
  if (!ts.isIdentifier(root)) return undefined;
  const named = checker.getSymbolAtLocation(root);
  const symbol = named && resolveAlias(checker, named);
  const declaration = symbol?.valueDeclaration ?? named?.declarations?.[0];
  return declaration && { root: declaration, isThis: false };
}
