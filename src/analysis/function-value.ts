import ts from 'typescript';

import type { Analysis } from './analysis.ts';
import { calleeOfReference } from './callee.ts';
import { resolveAlias } from './declared-in.ts';
import { functionsByName } from './functions-by-name.ts';
import { initializerOf, variableAt } from './references.ts';
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
  if (!mayBeNamed(analysis, unwrap(argument))) return false;
  const callee = calleeOfReference(analysis, argument);
  if (callee?.kind !== 'parameter') return callee?.kind === 'functions';
  const { type } = callee.parameter;
  return !type || isFunctionType(analysis, type);
}

/** Whether a name may stand for a function at all: one that is declared as such somewhere, or a parameter. */
function mayBeNamed(analysis: Analysis, argument: ts.Expression): boolean {
  if (!ts.isIdentifier(argument)) return true;
  const declaration = variableAt(analysis, argument)?.valueDeclaration;
  if (declaration && ts.isParameter(declaration)) return true;
  const { functions, hasOthers } = functionsByName(analysis, argument.text, false);
  return (functions.size > 0 || hasOthers) && !(declaration && isReadFromValue(analysis, declaration));
}

/** Whether a variable is read from a value, of which the type would have to be asked: `const type = field.type`. */
function isReadFromValue(analysis: Analysis, declaration: ts.Declaration): boolean {
  if (ts.isBindingElement(declaration)) return isOfParameter(analysis, declaration.parent.parent);
  const value = ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
  return value !== undefined && reads(analysis, value, 0);
}

/** Whether what a pattern takes apart is a parameter, or a part of one. */
function isOfParameter(analysis: Analysis, whole: ts.Node): boolean {
  if (ts.isParameter(whole)) return true;
  if (ts.isBindingElement(whole)) return isOfParameter(analysis, whole.parent.parent);
  const source = ts.isVariableDeclaration(whole) && whole.initializer ? unwrap(whole.initializer) : undefined;
  const declaration =
    source && ts.isIdentifier(source) ? analysis.checker.getSymbolAtLocation(source)?.valueDeclaration : undefined;
  return declaration !== undefined && declaration !== whole && isOfParameter(analysis, declaration);
}

function reads(analysis: Analysis, value: ts.Expression, depth: number): boolean {
  const node = unwrap(value);
  if (depth > 4) return false;
  const readsOne = (...choices: readonly ts.Expression[]): boolean =>
    choices.some((choice) => reads(analysis, choice, depth + 1));
  if (ts.isBinaryExpression(node)) return readsOne(node.left, node.right);
  if (ts.isConditionalExpression(node)) return readsOne(node.whenTrue, node.whenFalse);
  if (ts.isIdentifier(node)) {
    const declaration = analysis.checker.getSymbolAtLocation(node)?.valueDeclaration;
    if (declaration && ts.isBindingElement(declaration)) return isOfParameter(analysis, declaration.parent.parent);
    const initializer = initializerOf(analysis, node);
    return initializer !== undefined && readsOne(initializer);
  }
  const access = accessOf(node);
  return access !== undefined && access.object.kind !== ts.SyntaxKind.ThisKeyword;
}

/** Whether a type is written as that of a function, itself or where what it names is declared. */
function isFunctionType(analysis: Analysis, type: ts.TypeNode, depth = 0): boolean {
  if (ts.isFunctionTypeNode(type)) return true;
  if (ts.isParenthesizedTypeNode(type)) return isFunctionType(analysis, type.type, depth);
  if (ts.isUnionTypeNode(type)) return type.types.some((part) => isFunctionType(analysis, part, depth));
  if (ts.isTypeLiteralNode(type)) return type.members.some(ts.isCallSignatureDeclaration);
  return ts.isTypeReferenceNode(type) && namesFunctionType(analysis, type.typeName, depth + 1);
}

function namesFunctionType(analysis: Analysis, name: ts.Node, depth: number): boolean {
  const symbol = depth > 4 ? undefined : analysis.checker.getSymbolAtLocation(name);
  return (symbol ? (resolveAlias(analysis.checker, symbol).declarations ?? []) : []).some((declaration) => {
    if (ts.isTypeAliasDeclaration(declaration)) return isFunctionType(analysis, declaration.type, depth);
    if (!ts.isInterfaceDeclaration(declaration)) return false;
    const bases = (declaration.heritageClauses ?? []).flatMap(({ types }) => types);
    return (
      declaration.members.some(ts.isCallSignatureDeclaration) ||
      bases.some(({ expression }) => namesFunctionType(analysis, expression, depth + 1))
    );
  });
}
