import ts from 'typescript';

import type { Analysis, Contract, Workspace } from './analysis.ts';
import { assignedInConstructor } from './assigned-in-constructor.ts';
import { baseElsewhere } from './base-elsewhere.ts';
import { resolveAlias } from './declared-in.ts';
import { functionCalled, functionIn, returnedBy } from './returned-value.ts';
import { type Access, accessOf, type FunctionWithBody, hasBody, pathOf, unwrap } from './syntax.ts';

/** So many steps lead to a type: links of a chain, constants, functions. */
const depthLimit = 16;

/** Types that stand for what they are given, as far as its methods go. */
const transparent = /^(Promise|Awaited|Readonly|Required|Partial|NonNullable|Omit|Pick|InstanceType|ReturnType)$/;

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
  if (depth > depthLimit) return undefined;
  if (ts.isParenthesizedExpression(expression) || ts.isNonNullExpression(expression))
    return statedTypeOf(analysis, expression.expression, depth + 1);
  if (ts.isAsExpression(expression) || ts.isTypeAssertionExpression(expression)) return namedBy(expression.type);
  if (ts.isAwaitExpression(expression)) return statedTypeOf(analysis, expression.expression, depth + 1);
  const node = unwrap(expression);
  if (ts.isNewExpression(node)) return pathTo(node.expression);
  if (ts.isCallExpression(node)) return statedByCall(analysis, node, depth);
  const access = accessOf(node);
  // Of other members the checker would take the type of all before them, which is slow for builders.
  if (access && access.object.kind !== ts.SyntaxKind.ThisKeyword) return statedByMember(analysis, access, depth);
  const symbol = analysis.checker.getSymbolAtLocation(access?.nameNode ?? node);
  const declaration = symbol?.valueDeclaration;
  return declaration && statedByDeclaration(analysis, declaration, depth);
}

/** What a function or a method is declared to answer with, and `container.resolve<UserService>('users')`. */
function statedByCall(analysis: Analysis, call: ts.CallExpression, depth: number): StatedType | undefined {
  const callee = unwrap(call.expression);
  const access = accessOf(callee);
  const answered =
    answerOf(analysis, functionMeant(analysis, call)) ?? (access && statedByMember(analysis, access, depth));
  if (answered) return answered;
  const [stated, ...others] = call.typeArguments ?? [];
  return stated && others.length === 0 ? namedBy(stated) : undefined;
}

/** The function that a call names, also one of a package that is not built: `select()`, `queries.select()`. */
function functionMeant(analysis: Analysis, call: ts.CallExpression): FunctionWithBody | undefined {
  const callee = unwrap(call.expression);
  const own = ts.isIdentifier(callee) ? functionCalled(analysis, call) : undefined;
  const path = own ? undefined : pathOf(callee);
  let root = callee;
  while (ts.isPropertyAccessExpression(root)) root = root.expression;
  const symbol = path && analysis.checker.getSymbolAtLocation(root);
  if (!symbol || !(symbol.flags & ts.SymbolFlags.Alias)) return own;
  if ((resolveAlias(analysis.checker, symbol).declarations ?? []).length > 0) return own;
  return functionNamed(analysis, path, call.getSourceFile());
}

function functionNamed(
  { workspace }: Analysis,
  path: readonly string[],
  file: ts.SourceFile,
): FunctionWithBody | undefined {
  const declaration = workspace?.declarationOf(path, file);
  const named = declaration && functionIn(declaration);
  return hasBody(named) ? named : undefined;
}

/** The type of what a function answers with: as it is declared, or as what it makes. */
function answerOf(analysis: Analysis, answering: FunctionWithBody | undefined, depth = 0): StatedType | undefined {
  if (!answering || depth > depthLimit) return undefined;
  if (answering.type) return namedBy(answering.type, answering);
  const returned = returnedBy(answering);
  const made = returned && unwrap(returned);
  if (made && ts.isNewExpression(made)) return pathTo(made.expression);
  const path = made && ts.isCallExpression(made) ? pathOf(unwrap(made.expression)) : undefined;
  return path && answerOf(analysis, functionNamed(analysis, path, answering.getSourceFile()), depth + 1);
}

/** The type of a member, or of what it answers with, of a class or an interface that the program does not have. */
function statedByMember(analysis: Analysis, { object, name }: Access, depth: number): StatedType | undefined {
  const { workspace } = analysis;
  const owner = workspace && statedTypeOf(analysis, object, depth + 1);
  const member = owner && memberBehind(workspace, contractOf(workspace, owner), name);
  if (!member) return undefined;
  if (ts.isPropertySignature(member) || ts.isPropertyDeclaration(member))
    return member.type && (ts.isFunctionTypeNode(member.type) ? namedBy(member.type.type) : namedBy(member.type));
  if (!ts.isMethodDeclaration(member) && !ts.isMethodSignature(member) && !ts.isGetAccessor(member)) return undefined;
  const returned = !member.type && hasBody(member) ? returnedBy(member)?.kind : member.type?.kind;
  if (returned === ts.SyntaxKind.ThisKeyword || returned === ts.SyntaxKind.ThisType) return owner;
  return hasBody(member) ? answerOf(analysis, member) : member.type && namedBy(member.type, member);
}

/** The class or the interface that a stated type means, behind aliases of types. */
export function contractOf({ declarationOf }: Workspace, stated: StatedType | undefined): Contract | undefined {
  let declaration = stated && declarationOf(stated.path, stated.file);
  for (let depth = 0; declaration && ts.isTypeAliasDeclaration(declaration) && depth < 5; depth += 1) {
    const aliased = namedBy(declaration.type);
    declaration = aliased && declarationOf(aliased.path, aliased.file);
  }
  return declaration && (ts.isClassLike(declaration) || ts.isInterfaceDeclaration(declaration))
    ? declaration
    : undefined;
}

/** A member of a class or an interface, or of the class that it extends. */
function memberBehind(
  workspace: Workspace,
  contract: Contract | undefined,
  name: string,
  depth = 0,
): ts.ClassElement | ts.TypeElement | undefined {
  if (!contract || depth > depthLimit) return undefined;
  const members: readonly (ts.ClassElement | ts.TypeElement)[] = contract.members;
  const own = members.find((member) => member.name?.getText() === name);
  if (own || !ts.isClassLike(contract)) return own;
  return memberBehind(workspace, baseElsewhere(workspace, contract), name, depth + 1);
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

/** The names of a type that stands alone, or beside `null` and `undefined`; none of one that a generic function is given. */
function namedBy(type: ts.TypeNode, generic?: ts.SignatureDeclaration): StatedType | undefined {
  if (ts.isParenthesizedTypeNode(type)) return namedBy(type.type, generic);
  if (ts.isUnionTypeNode(type)) {
    const [only, ...others] = type.types.filter((part) => !isNothing(part));
    return only && others.length === 0 ? namedBy(only, generic) : undefined;
  }
  if (!ts.isTypeReferenceNode(type)) return undefined;
  const inner = typeWithin(type);
  if (inner) return namedBy(inner, generic);
  const name = type.typeName.getText();
  if (generic?.typeParameters?.some((parameter) => parameter.name.text === name)) return undefined;
  return { path: name.split('.'), file: type.getSourceFile() };
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
