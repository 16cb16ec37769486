import ts from 'typescript';

import { type Analysis, memoise } from './analysis.ts';
import { calleeOfCall, functionName } from './callee.ts';
import { resolveAlias } from './declared-in.ts';
import { ownSources } from './own-sources.ts';
import { accessOf, type FunctionWithBody } from './syntax.ts';

type Calling = ts.CallExpression | ts.NewExpression;

/** The calls of a function in the user's files. */
export function callersOf(analysis: Analysis, declaration: FunctionWithBody): readonly ts.CallExpression[] {
  return callsNamed(analysis, functionName(declaration, declaration)).filter((call): call is ts.CallExpression => {
    const callee = ts.isCallExpression(call) ? calleeOfCall(analysis, call) : undefined;
    return callee?.kind === 'functions' && callee.functions.includes(declaration);
  });
}

/** Where the user's files make an object of a class. */
export function makersOf(analysis: Analysis, declaration: ts.ClassLikeDeclaration): readonly ts.NewExpression[] {
  const named = declaration.name ? callsNamed(analysis, declaration.name.text) : [];
  return named.filter((call): call is ts.NewExpression => {
    const symbol = ts.isNewExpression(call) ? analysis.checker.getSymbolAtLocation(call.expression) : undefined;
    return symbol !== undefined && resolveAlias(analysis.checker, symbol).valueDeclaration === declaration;
  });
}

const known = memoise<ts.Program, Map<string, readonly Calling[]>>(() => new Map());

/** The calls of the user's files by the name of what is called. Only files that have the name in them are walked. */
function callsNamed(analysis: Analysis, name: string): readonly Calling[] {
  const byName = known(analysis, analysis.program);
  const before = byName?.get(name);
  if (before) return before;
  const found: Calling[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
      const called = ts.isIdentifier(node.expression) ? node.expression.text : accessOf(node.expression)?.name;
      if (called === name) found.push(node);
    }
    ts.forEachChild(node, visit);
  };
  for (const file of ownSources(analysis.program)) if (file.text.includes(name)) visit(file);
  byName?.set(name, found);
  return found;
}
