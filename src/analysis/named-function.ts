import ts from 'typescript';

import type { NamedFunction } from '../settings.ts';
import type { Analysis } from './analysis.ts';
import { packageOf, resolveAlias } from './declared-in.ts';
import type { PossibleQuery, QuerySite } from './query-site.ts';
import { accessOf, type CallLike, calleeOf, isCallLike, nameOf, readable } from './syntax.ts';

/** The entry of the user's settings that names the callee of a call. */
export function namedIn<Entry extends NamedFunction>(
  analysis: Analysis,
  call: CallLike,
  entries: readonly Entry[],
): Entry | undefined {
  if (entries.length === 0) return undefined;
  const callee = calleeOf(call);
  const name = nameOf(callee);
  const named = entries.filter((entry) => entry.name === name);
  if (named.length === 0) return undefined;
  const modules = modulesOf(analysis, callee);
  return named.find(({ module }) => modules.some((candidate) => isModule(candidate, module)));
}

function isModule(candidate: string, module: string): boolean {
  const path = candidate.replace(/\.(d\.)?[cm]?[jt]sx?$/, '').replace(/\/index$/, '');
  const wanted = module.replace(/^\.\//, '').replace(/\.(d\.)?[cm]?[jt]sx?$/, '').replace(/\/index$/, '');
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
export function ownQueryOf(analysis: Analysis, node: PossibleQuery): QuerySite | undefined {
  if (!isCallLike(node)) return undefined;
  const own = namedIn(analysis, node, analysis.settings.clients);
  if (!own) return undefined;
  const callee = calleeOf(node);
  return {
    node,
    operation: own.operation ?? 'raw',
    name: readable(callee),
    lazy: false,
    connection: 'pool',
    root: chainRoot(callee),
    merged: false,
  };
}

function chainRoot(callee: ts.Expression): ts.Expression {
  return accessOf(callee)?.object ?? callee;
}

/** Whether the user's settings say that no query counts behind this call. */
export function isBarrier(analysis: Analysis, call: CallLike): boolean {
  return namedIn(analysis, call, analysis.settings.barriers) !== undefined;
}
