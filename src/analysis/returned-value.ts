import ts from 'typescript';

import type { Analysis } from './analysis.ts';
import { resolveAlias } from './declared-in.ts';
import { mayBeOwn } from './declared-members.ts';
import { accessOf, type FunctionWithBody, hasBody, isInlineFunction, unwrap } from './syntax.ts';

/** The function of the program that a call names, where its declaration is one: `getClient(tx)`. */
export function functionCalled(analysis: Analysis, { expression }: ts.CallExpression): FunctionWithBody | undefined {
  return functionNamed(analysis, unwrap(expression));
}

/** The function of the program that a name stands for. */
export function functionNamed(analysis: Analysis, callee: ts.Expression): FunctionWithBody | undefined {
  const symbol = analysis.checker.getSymbolAtLocation(accessOf(callee)?.nameNode ?? callee);
  const declarations = symbol ? (resolveAlias(analysis.checker, symbol).declarations ?? []) : [];
  return declarations.map(functionIn).find(hasBody);
}

/** The function in `const getClient = (tx) => tx ?? prisma`. */
export function functionIn(declaration: ts.Declaration): ts.Node {
  const value = ts.isVariableDeclaration(declaration) && declaration.initializer && unwrap(declaration.initializer);
  return value && isInlineFunction(value) ? value : declaration;
}

/** What a function answers with at its end. */
export function returnedBy({ body }: FunctionWithBody): ts.Expression | undefined {
  return ts.isBlock(body) ? body.statements.find(ts.isReturnStatement)?.expression : body;
}

/** The function of the user's that answers with a value: one that is called, or a getter. */
export function functionBehind(analysis: Analysis, value: ts.Expression): FunctionWithBody | undefined {
  const node = unwrap(value);
  const callee = ts.isCallExpression(node) ? unwrap(node.expression) : node;
  if (!mayBeOwn(analysis, callee)) return undefined;
  if (ts.isCallExpression(node)) return functionCalled(analysis, node);
  const name = accessOf(node)?.nameNode;
  const declarations = (name && analysis.checker.getSymbolAtLocation(name)?.declarations) ?? [];
  return declarations.filter(hasBody).find((declaration) => ts.isGetAccessorDeclaration(declaration));
}
