import ts from 'typescript';

import type { Analysis } from './analysis.ts';
import { type Chain, chainOf } from './chain.ts';
import { unwrap } from './syntax.ts';

/** A chain may go on in another variable; so many are followed. */
const followedLimit = 4;

/** The call with which a variable starts: `db.select().from(users)` in `let query = db.select().from(users)`. */
export function startOf(analysis: Analysis, node: ts.Node): ts.CallExpression | undefined {
  if (!ts.isIdentifier(node)) return undefined;
  const declaration = analysis.checker.getSymbolAtLocation(node)?.valueDeclaration;
  if (!declaration || !ts.isVariableDeclaration(declaration) || !declaration.initializer) return undefined;
  const initializer = unwrap(declaration.initializer);
  return ts.isCallExpression(initializer) ? initializer : undefined;
}

/** As `startOf`, for a variable whose type is that of the call. */
export function inferredStartOf(analysis: Analysis, node: ts.Node): ts.CallExpression | undefined {
  const start = startOf(analysis, node);
  const declaration = start && analysis.checker.getSymbolAtLocation(node)?.valueDeclaration;
  return declaration && ts.isVariableDeclaration(declaration) && !declaration.type ? start : undefined;
}

/** The links of a chain, after those of the variable with which it starts: `select` in `const all = db.select(); all.execute()`. */
export function allLinksOf(analysis: Analysis, { root, links }: Chain, followed = 0): Chain['links'] {
  const start = followed < followedLimit ? startOf(analysis, root) : undefined;
  return start ? [...allLinksOf(analysis, chainOf(start), followed + 1), ...links] : links;
}

/** The call at the very start of a chain that goes on in variables. */
export function firstCallOf(analysis: Analysis, root: ts.Expression, followed = 0): ts.CallExpression | undefined {
  const start = followed < followedLimit ? startOf(analysis, root) : undefined;
  return start && (firstCallOf(analysis, chainOf(start).root, followed + 1) ?? start);
}
