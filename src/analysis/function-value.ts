import ts from 'typescript';

import type { Analysis } from './analysis.ts';
import { calleeOfReference } from './callee.ts';
import { accessOf, isInlineFunction, unwrap } from './syntax.ts';

/** Whether an argument may be a function, by its syntax alone. */
export function isCallable(argument: ts.Expression): boolean {
  const node = unwrap(argument);
  if (isInlineFunction(node) || ts.isIdentifier(node) || accessOf(node)) return true;
  return ts.isCallExpression(node) && accessOf(unwrap(node.expression))?.name === 'bind';
}

/** Whether an argument is a function, told by its declaration, since asking for types is slow. */
export function isFunctionValue(analysis: Analysis, argument: ts.Expression): boolean {
  if (isInlineFunction(unwrap(argument))) return true;
  // Other members than the class's own need the type of what they are members of.
  const access = accessOf(unwrap(argument));
  if (!isCallable(argument) || (access && access.object.kind !== ts.SyntaxKind.ThisKeyword)) return false;
  const callee = calleeOfReference(analysis, argument);
  if (callee?.kind !== 'parameter') return callee?.kind === 'functions';
  const { type } = callee.parameter;
  if (!type) return true;
  if (!ts.isTypeReferenceNode(type)) return ts.isFunctionTypeNode(type);
  return analysis.checker.getTypeAtLocation(type).getCallSignatures().length > 0;
}
