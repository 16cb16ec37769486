import ts from 'typescript';

import { type Analysis, memoise } from './analysis.ts';
import { calleeOfCall } from './callee.ts';
import { resolveAlias } from './declared-in.ts';
import { accessOf, type FunctionWithBody, isAsync, someDescendant, unwrap } from './syntax.ts';

/** Whether nothing behind a statement runs since it throws, itself or in what it calls: `throw error`, `fail('…')`, `redirect('/')`. */
export function alwaysThrows(analysis: Analysis, statement: ts.Node): boolean {
  if (ts.isThrowStatement(statement)) return true;
  if (!ts.isExpressionStatement(statement)) return false;
  const expression = unwrap(statement.expression);
  const isAwaited = ts.isAwaitExpression(expression);
  const call = unwrap(isAwaited ? expression.expression : expression);
  if (!ts.isCallExpression(call)) return false;
  const answer = neverAnswers(analysis, call);
  return answer === 'throws' || (answer === 'rejects' && isAwaited);
}

/** Whether a call has no answer, or a promise of none, behind which the code goes on where it is not awaited. */
const neverAnswers = memoise<ts.CallExpression, 'throws' | 'rejects'>((analysis, call) => {
  const callee = calleeOfCall(analysis, call);
  if (callee?.kind === 'functions') {
    if (!callee.functions.every(throwsOnly)) return undefined;
    return callee.functions.some((one) => isAsync(one) || isPromise(one.type)) ? 'rejects' : 'throws';
  }
  const name = accessOf(call.expression)?.nameNode ?? call.expression;
  const symbol = ts.isIdentifier(name) ? analysis.checker.getSymbolAtLocation(name) : undefined;
  const declarations = symbol ? (resolveAlias(analysis.checker, symbol).declarations ?? []) : [];
  const types = declarations.map((one) => (ts.isFunctionLike(one) ? one.type : undefined));
  if (types.length === 0 || !types.every(isNever)) return undefined;
  return types.some(isPromise) ? 'rejects' : 'throws';
});

/** `never`, or a promise of it. */
function isNever(type: ts.TypeNode | undefined): boolean {
  if (type?.kind === ts.SyntaxKind.NeverKeyword) return true;
  return isPromise(type) && isNever(type.typeArguments?.[0]);
}

function isPromise(type: ts.TypeNode | undefined): type is ts.TypeReferenceNode {
  return type !== undefined && ts.isTypeReferenceNode(type) && type.typeName.getText() === 'Promise';
}

/** Whether a function has no other end than a `throw`. */
function throwsOnly(declaration: FunctionWithBody): boolean {
  if (isNever(declaration.type)) return true;
  if (!ts.isBlock(declaration.body)) return false;
  const last = declaration.body.statements.at(-1);
  return last !== undefined && ts.isThrowStatement(last) && !someDescendant(declaration.body, ts.isReturnStatement);
}
