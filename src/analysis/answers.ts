import ts from 'typescript';

import type { Analysis } from './analysis.ts';
import { calleeOfCall } from './callee.ts';
import { implementationsOf } from './implementations.ts';
import { accessOf, calleeOf, type FunctionWithBody, hasBody, unwrap } from './syntax.ts';

/** What the functions of the user answer with that a call may run. */
export interface Answers {
  /** Of the program that the functions belong to. */
  readonly analysis: Analysis;
  /** Without those that are no value. */
  readonly expressions: readonly ts.Expression[];
}

/** What a call of the user's functions may answer with; nothing where it is not known, or where it is never a value. */
export function answersOf(analysis: Analysis, call: ts.CallExpression): Answers | undefined {
  const callee = calleeOfCall(analysis, call);
  if (callee?.kind !== 'functions') return undefined;
  const owner = callee.analysis ?? analysis;
  const receiver = owner === analysis ? accessOf(calleeOf(call))?.object : undefined;
  const heirs = callee.functions
    .filter(ts.isMethodDeclaration)
    .flatMap((method) => implementationsOf(owner, method, receiver));
  if (!heirs.every(hasBody)) return undefined;
  const functions = [...callee.functions, ...heirs];
  if (functions.some(isGenerator)) return undefined;
  const expressions = functions.flatMap(({ body }) => answersIn(body)).filter((answer) => !isNothing(answer));
  return expressions.length > 0 ? { analysis: owner, expressions } : undefined;
}

function isGenerator(declaration: FunctionWithBody): boolean {
  return declaration.asteriskToken !== undefined;
}

function answersIn(body: ts.ConciseBody): readonly ts.Expression[] {
  if (!ts.isBlock(body)) return [body];
  const found: ts.Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isReturnStatement(node) && node.expression) found.push(node.expression);
    if (!ts.isFunctionLike(node)) ts.forEachChild(node, visit);
  };
  visit(body);
  return found;
}

function isNothing(answer: ts.Expression): boolean {
  const node = unwrap(answer);
  return node.kind === ts.SyntaxKind.NullKeyword || (ts.isIdentifier(node) && node.text === 'undefined');
}
