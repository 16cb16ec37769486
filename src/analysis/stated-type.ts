import ts from 'typescript';

import type { Analysis } from './analysis.ts';
import { assignedInConstructor } from './assigned-in-constructor.ts';
import { functionCalled } from './returned-value.ts';
import { accessOf, pathOf, unwrap } from './syntax.ts';

/** Types that stand for what they are given, as far as its methods go. */
const transparent = /^(Promise|Awaited|Readonly|Required|Partial|NonNullable|Omit|Pick|InstanceType)$/;

/** The type that such a type is given: `PrismaClient` in `Omit<PrismaClient, '$transaction'>`. */
export function typeWithin({ typeName, typeArguments }: ts.TypeReferenceNode): ts.TypeNode | undefined {
  return transparent.test(typeName.getText()) ? typeArguments?.[0] : undefined;
}

/**
 * The names of the type that an expression is declared with, such as `Types.UserService`, and the file that names it. They
 * are read from the source, so that they are known where the type itself cannot be resolved.
 */
export interface StatedType {
  readonly path: readonly string[];
  readonly file: ts.SourceFile;
}

/** The type that is stated where a variable, a parameter or a field is declared, or where its value is made. */
export function statedTypeOf(analysis: Analysis, expression: ts.Expression, depth = 0): StatedType | undefined {
  if (depth > 6) return undefined;
  if (ts.isParenthesizedExpression(expression) || ts.isNonNullExpression(expression))
    return statedTypeOf(analysis, expression.expression, depth + 1);
  if (ts.isAsExpression(expression) || ts.isTypeAssertionExpression(expression)) return namedBy(expression.type);
  if (ts.isAwaitExpression(expression)) return statedTypeOf(analysis, expression.expression, depth + 1);
  const node = unwrap(expression);
  if (ts.isNewExpression(node)) return pathTo(node.expression);
  if (ts.isCallExpression(node)) return statedByCall(analysis, node);
  const access = accessOf(node);
  // Of other members the checker would take the type of all before them, which is slow for builders.
  if (access && access.object.kind !== ts.SyntaxKind.ThisKeyword) return undefined;
  const symbol = analysis.checker.getSymbolAtLocation(access?.nameNode ?? node);
  const declaration = symbol?.valueDeclaration;
  return declaration && statedByDeclaration(analysis, declaration, depth);
}

/** `container.resolve<UserService>('users')`, and a function that is declared to answer with one. */
function statedByCall(analysis: Analysis, call: ts.CallExpression): StatedType | undefined {
  const [stated, ...others] = call.typeArguments ?? [];
  if (stated) return others.length === 0 ? namedBy(stated) : undefined;
  const type = ts.isIdentifier(unwrap(call.expression)) ? functionCalled(analysis, call)?.type : undefined;
  return type && namedBy(type);
}

function statedByDeclaration(analysis: Analysis, declaration: ts.Declaration, depth: number): StatedType | undefined {
  if (ts.isBindingElement(declaration)) return statedByPattern(analysis, declaration);
  if (ts.isGetAccessorDeclaration(declaration)) return declaration.type && namedBy(declaration.type);
  if (ts.isPropertySignature(declaration)) return declaration.type && namedBy(declaration.type);
  if (!ts.isVariableDeclaration(declaration) && !ts.isParameter(declaration) && !ts.isPropertyDeclaration(declaration))
    return undefined;
  if (declaration.type) return namedBy(declaration.type);
  const value = declaration.initializer ?? assignedInConstructor(declaration);
  return value && statedTypeOf(analysis, value, depth + 1);
}

/** The type of `users` in `{ users }: Services`. */
function statedByPattern({ checker }: Analysis, element: ts.BindingElement): StatedType | undefined {
  const holder = element.parent.parent;
  const type = ts.isParameter(holder) || ts.isVariableDeclaration(holder) ? holder.type : undefined;
  const name = element.propertyName ?? element.name;
  if (!type || !ts.isIdentifier(name)) return undefined;
  const member = checker.getTypeFromTypeNode(type).getProperty(name.text)?.valueDeclaration;
  return member && ts.isPropertySignature(member) && member.type ? namedBy(member.type) : undefined;
}

/** The names of a type that stands alone, or beside `null` and `undefined`. */
export function namedBy(type: ts.TypeNode): StatedType | undefined {
  if (ts.isParenthesizedTypeNode(type)) return namedBy(type.type);
  if (ts.isUnionTypeNode(type)) {
    const [only, ...others] = type.types.filter((part) => !isNothing(part));
    return only && others.length === 0 ? namedBy(only) : undefined;
  }
  if (!ts.isTypeReferenceNode(type)) return undefined;
  const inner = typeWithin(type);
  if (inner) return namedBy(inner);
  return { path: type.typeName.getText().split('.'), file: type.getSourceFile() };
}

function isNothing(type: ts.TypeNode): boolean {
  return (
    type.kind === ts.SyntaxKind.UndefinedKeyword ||
    (ts.isLiteralTypeNode(type) && type.literal.kind === ts.SyntaxKind.NullKeyword)
  );
}

function pathTo(expression: ts.Expression): StatedType | undefined {
  const path = pathOf(expression);
  return path && { path, file: expression.getSourceFile() };
}
