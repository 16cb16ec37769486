import ts from 'typescript';

import type { NamedFunction } from '../settings.ts';
import type { Analysis } from './analysis.ts';
import { packageOf, resolveAlias } from './declared-in.ts';
import type { QuerySite } from './query-site.ts';
import { accessOf, nameOf, readable } from './syntax.ts';

/** The entry of the user's settings that names a function. */
function namedIn<Entry extends NamedFunction>(
  analysis: Analysis,
  callee: ts.Expression,
  entries: readonly Entry[],
): Entry | undefined {
  if (entries.length === 0) return undefined;
  const name = nameOf(callee);
  const named = entries.filter((entry) => entry.name === name);
  if (named.length === 0) return undefined;
  const modules = modulesOf(analysis, callee);
  return named.find(({ module }) => modules.some((candidate) => isModule(candidate, module)));
}

function isModule(candidate: string, module: string): boolean {
  const path = candidate.replace(/\.(d\.)?[cm]?[jt]sx?$/, '').replace(/\/index$/, '');
  const wanted = module
    .replace(/^\.\//, '')
    .replace(/\.(d\.)?[cm]?[jt]sx?$/, '')
    .replace(/\/index$/, '');
  return path === wanted || path.endsWith(`/${wanted}`);
}

/** Where a callee comes from: the file and package that declare it, and the specifier that imports it or its head. */
function modulesOf(analysis: Analysis, callee: ts.Expression): string[] {
  const { checker } = analysis;
  const modules: string[] = [];
  const access = accessOf(callee);
  let head: ts.Expression = callee;
  for (let inner = access; inner; inner = accessOf(head)) head = inner.object;
  for (const node of [access?.nameNode ?? callee, head]) {
    const symbol = checker.getSymbolAtLocation(node);
    if (!symbol) continue;
    for (const declaration of symbol.declarations ?? []) {
      const statement = ts.findAncestor(declaration, ts.isImportDeclaration);
      if (statement && ts.isStringLiteral(statement.moduleSpecifier)) modules.push(statement.moduleSpecifier.text);
    }
    for (const declaration of resolveAlias(checker, symbol).declarations ?? []) {
      modules.push(declaration.getSourceFile().fileName);
      const declaredBy = packageOf(declaration);
      if (declaredBy !== undefined) modules.push(declaredBy);
    }
  }
  return modules;
}

/** The query that a wrapper of the user's own stands for. */
export function ownQueryOf(analysis: Analysis, callee: ts.Expression): QuerySite | undefined {
  const own = namedIn(analysis, callee, analysis.settings.clients);
  return (
    own && {
      node: callee,
      operation: own.operation ?? 'raw',
      name: readable(callee),
      vague: false,
      lazy: false,
      synchronous: false,
      connection: 'pool',
      root: accessOf(callee)?.object ?? callee,
      position: 'handle',
      merged: false,
    }
  );
}

/** Whether the user's settings say that no query counts behind a function. */
export function isBarrier(analysis: Analysis, callee: ts.Expression): boolean {
  return namedIn(analysis, callee, analysis.settings.barriers) !== undefined;
}
