import ts from 'typescript';

import { type Analysis, memoise } from './analysis.ts';
import { calleeOfCall } from './callee.ts';
import { resolveAlias } from './declared-in.ts';
import { accessOf, type FunctionWithBody, someDescendant, unwrap } from './syntax.ts';

/** Whether nothing behind a statement runs since it throws, itself or in what it calls: `throw error`, `fail('…')`, `redirect('/')`. */
export function alwaysThrows(analysis: Analysis, statement: ts.Node): boolean {
  if (ts.isThrowStatement(statement)) return true;
  if (!ts.isExpressionStatement(statement)) return false;
  const expression = unwrap(statement.expression);
  const call = unwrap(ts.isAwaitExpression(expression) ? expression.expression : expression);
  return ts.isCallExpression(call) && neverAnswers(analysis, call) === true;
}

const neverAnswers = memoise<ts.CallExpression, boolean>((analysis, call) => {
  const callee = calleeOfCall(analysis, call);
  if (callee?.kind === 'functions') return callee.functions.length > 0 && callee.functions.every(throwsOnly);
  const name = accessOf(call.expression)?.nameNode ?? call.expression;
  const symbol = ts.isIdentifier(name) ? analysis.checker.getSymbolAtLocation(name) : undefined;
  const declarations = symbol ? (resolveAlias(analysis.checker, symbol).declarations ?? []) : [];
  return declarations.length > 0 && declarations.every((one) => ts.isFunctionLike(one) && isNever(one.type));
});

/** `never`, or a promise of it. */
function isNever(type: ts.TypeNode | undefined): boolean {
  if (type?.kind === ts.SyntaxKind.NeverKeyword) return true;
  return type !== undefined && ts.isTypeReferenceNode(type) && isNever(type.typeArguments?.[0]);
}

/** Whether a function has no other end than a `throw`. */
function throwsOnly(declaration: FunctionWithBody): boolean {
  if (isNever(declaration.type)) return true;
  if (!ts.isBlock(declaration.body)) return false;
  const last = declaration.body.statements.at(-1);
  return last !== undefined && ts.isThrowStatement(last) && !someDescendant(declaration.body, ts.isReturnStatement);
}
