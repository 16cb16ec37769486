import ts from 'typescript';

import type { Analysis } from './analysis.ts';
import { builderOf } from './builder.ts';
import { chainOf } from './chain.ts';
import { resolveAlias } from './declared-in.ts';
import { functionsByName } from './functions-by-name.ts';
import { isOfLibrary } from './own-sources.ts';
import { accessOf, unwrap } from './syntax.ts';

/**
 * Whether a callee may be a function of the user's, by names alone: a member that no file of the user names is one of a
 * library. Asking the checker would take the type of all before it, which is slow for builders.
 */
export function mayBeOwn(analysis: Analysis, callee: ts.Expression): boolean {
  const node = unwrap(callee);
  const access = accessOf(node);
  const name = access?.name ?? (ts.isIdentifier(node) ? node.text : undefined);
  if (name === undefined) return true;
  const { functions, hasOthers } = functionsByName(analysis, name, access !== undefined);
  if (functions.size > 0 || hasOthers) return !access || !builderOf(analysis, access.object);
  // A member of an import may belong to a file that the program does not have.
  const { root } = chainOf(node);
  const symbol = ts.isIdentifier(root) ? analysis.checker.getSymbolAtLocation(root) : undefined;
  if (!symbol || (symbol.flags & ts.SymbolFlags.Alias) === 0) return false;
  const [declaration] = resolveAlias(analysis.checker, symbol).declarations ?? [];
  if (!declaration) return true;
  const file = declaration.getSourceFile();
  return file.isDeclarationFile ? !isOfLibrary(analysis.program, file) : !ts.isVariableDeclaration(declaration);
}
