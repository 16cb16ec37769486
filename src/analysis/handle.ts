import ts from 'typescript';

import type { Client } from '../clients/define-client.ts';
import { type Analysis, memoise } from './analysis.ts';
import { chainOf, prefixOf } from './chain.ts';
import { clientOfModule } from './client-of-module.ts';
import { resolveAlias } from './declared-in.ts';
import { type ImportedName, importOf, importedName, requiredModule } from './imported-name.ts';
import { importedElsewhere } from './other-file.ts';
import { accessOf, unwrap } from './syntax.ts';
import { functionCalled, functionIn, functionNamed, returnedBy } from './returned-value.ts';
import { typeWithin } from './stated-type.ts';
import { runsInTransaction } from './transaction-call.ts';

type Trace<Key> = (analysis: Analysis, key: Key) => Client | 'unknown' | undefined;

/**
 * Which client an expression is a handle of, found by tracing it to an import: `new Pool()`, `drizzle(url)`,
 * `this.prisma` with a type annotation. `unknown` where the trace is lost, `undefined` where it ends elsewhere.
 * For code without types, and for values that are `any`.
 */
export const handleOf: Trace<ts.Expression> = memoise((analysis, expression) => {
  const node = unwrap(expression);
  if (ts.isAwaitExpression(node)) return handleOf(analysis, node.expression);
  if (ts.isIdentifier(node)) {
    const symbol = analysis.checker.getSymbolAtLocation(node);
    const handle = handleOfImport(analysis, symbol) ?? handleOfSymbol(analysis, symbol);
    return handle === 'unknown' ? (handleElsewhere(analysis, node) ?? handle) : handle;
  }
  if (node.kind === ts.SyntaxKind.ThisKeyword) {
    const owner = ts.findAncestor(node, ts.isClassLike);
    return owner ? handleOfClass(analysis, owner) : undefined;
  }
  if (ts.isNewExpression(node))
    return (
      handleOfConstructor(analysis, node.expression) ?? (isMissing(analysis, node.expression) ? 'unknown' : undefined)
    );
  if (ts.isBinaryExpression(node)) return either(analysis, node.left, node.right);
  if (ts.isConditionalExpression(node)) return either(analysis, node.whenTrue, node.whenFalse);
  if (ts.isCallExpression(node)) return handleOfCall(analysis, node);
  const access = accessOf(node);
  // Which member `this[name]` is, is not known.
  if (!access) return ts.isElementAccessExpression(node) ? 'unknown' : undefined;
  const owner = handleOf(analysis, access.object);
  if (typeof owner === 'object' && owner.handleMembers?.includes(access.name)) return owner;
  return handleOfSymbol(analysis, analysis.checker.getSymbolAtLocation(access.nameNode));
});

/** The client of a handle that a package of the user's own exports, whose sources the program does not have. */
function handleElsewhere(analysis: Analysis, reference: ts.Expression): Client | undefined {
  const elsewhere = importedElsewhere(analysis, reference);
  const handle = elsewhere && handleOfSymbol(elsewhere.analysis, elsewhere.symbol);
  return typeof handle === 'object' ? handle : undefined;
}

function either(analysis: Analysis, first: ts.Expression, second: ts.Expression): Client | 'unknown' | undefined {
  const handles = [handleOf(analysis, first), handleOf(analysis, second)];
  return handles.find((handle) => typeof handle === 'object') ?? handles.find((handle) => handle !== undefined);
}

function handleOfCall(analysis: Analysis, call: ts.CallExpression): Client | 'unknown' | undefined {
  if (requiredModule(call) !== undefined) return handleOfRequired(analysis, call);
  const callee = unwrap(call.expression);
  const access = accessOf(callee);
  if (access) {
    const owner = handleOf(analysis, access.object);
    if (typeof owner === 'object') {
      const answersWithHandle = [...(owner.derivedBy ?? []), ...(owner.held.acquiredBy ?? [])];
      if (answersWithHandle.includes(access.name)) return owner;
      // What a class of the user's adds to the client's may answer with a handle.
      if (!functionCalled(analysis, call)) return undefined;
    }
  }
  const made = handleOfConstructor(analysis, callee);
  if (made) return made;
  const symbol = analysis.checker.getSymbolAtLocation(access?.nameNode ?? callee);
  const declarations = symbol ? (resolveAlias(analysis.checker, symbol).declarations ?? []) : [];
  for (const { type } of declarations.map(functionIn).filter(ts.isFunctionLike)) {
    const annotated = type && handleOfType(analysis, type);
    if (annotated) return annotated;
  }
  const declaration = functionCalled(analysis, call);
  // `container.resolve<EntityManager>('manager')`: who calls it says what it answers with.
  const [stated] = call.typeArguments ?? [];
  if (!declaration) return (stated && handleOfType(analysis, stated)) ?? 'unknown';
  const returned = returnedBy(declaration);
  return returned ? handleOf(analysis, returned) : undefined;
}

/** The client whose class or factory an expression names: `PrismaClient`, `pg.Pool`, a class that extends one. */
function handleOfConstructor(analysis: Analysis, callee: ts.Expression): Client | undefined {
  const named = importedName(analysis, unwrap(callee));
  const imported = named && clientOfImport(analysis, named);
  if (imported) return imported;
  const symbol = analysis.checker.getSymbolAtLocation(accessOf(unwrap(callee))?.nameNode ?? unwrap(callee));
  if (!symbol) return undefined;
  const declaration = resolveAlias(analysis.checker, symbol).declarations?.find(ts.isClassLike);
  return declaration ? handleOfClass(analysis, declaration) : handleOfNamedElsewhere(analysis, unwrap(callee));
}

/** Whether a class is one of the user's whose file is not there, such as one that is generated. */
function isMissing(analysis: Analysis, made: ts.Expression): boolean {
  const named = importedName(analysis, unwrap(made));
  const symbol = analysis.checker.getSymbolAtLocation(chainOf(made).root);
  return (
    named !== undefined &&
    symbol !== undefined &&
    /^(\.|[~#@]?\/)/.test(named.module) &&
    (resolveAlias(analysis.checker, symbol).declarations ?? []).length === 0
  );
}

const handleOfClass = memoise<ts.ClassLikeDeclaration, Client>((analysis, declaration) => {
  for (const clause of declaration.heritageClauses ?? []) {
    if (clause.token !== ts.SyntaxKind.ExtendsKeyword) continue;
    for (const { expression } of clause.types) {
      const client = handleOfConstructor(analysis, expression);
      if (client) return client;
    }
  }
  return undefined;
});

/** The client of a named import whose static methods make handles, as `MikroORM.init()` does. */
function handleOfImport(analysis: Analysis, symbol: ts.Symbol | undefined): Client | undefined {
  const specifier = symbol?.declarations?.find(ts.isImportSpecifier);
  const named = specifier && importOf(analysis, specifier.name);
  return named && clientOfImport(analysis, named);
}

/** What a file of the user's exports as a whole: `module.exports = Order` behind `require('./order')`. */
function handleOfRequired(analysis: Analysis, call: ts.CallExpression): Client | 'unknown' | undefined {
  const [specifier] = call.arguments;
  const module = specifier && analysis.checker.getSymbolAtLocation(specifier);
  const exported = module?.exports?.get(ts.InternalSymbolName.ExportEquals);
  return exported && handleOfSymbol(analysis, exported);
}

const handleOfSymbol = (analysis: Analysis, symbol: ts.Symbol | undefined): Client | 'unknown' | undefined => {
  if (!symbol) return 'unknown';
  const declarations = resolveAlias(analysis.checker, symbol).declarations ?? [];
  if (declarations.length === 0) return 'unknown';
  for (const declaration of declarations) {
    const handle = handleOfDeclaration(analysis, declaration);
    if (handle) return handle;
  }
  return undefined;
};

const handleOfDeclaration: Trace<ts.Declaration> = memoise((analysis, declaration) => {
  if (ts.isImportClause(declaration) || ts.isImportSpecifier(declaration) || ts.isNamespaceImport(declaration)) {
    return 'unknown';
  }
  if (ts.isVariableDeclaration(declaration) || ts.isPropertyDeclaration(declaration) || ts.isParameter(declaration)) {
    const annotated = declaration.type && handleOfType(analysis, declaration.type);
    if (annotated) return annotated;
    if (declaration.initializer) return handleOf(analysis, declaration.initializer);
    if (ts.isParameter(declaration)) return handleOfParameter(analysis, declaration);
    return isOpenType(declaration.type) ? 'unknown' : undefined;
  }
  if (ts.isPropertySignature(declaration)) {
    const annotated = declaration.type && handleOfType(analysis, declaration.type);
    return annotated ?? (isOpenType(declaration.type) ? 'unknown' : undefined);
  }
  // A class that extends a model is the handle for its static methods.
  if (ts.isClassLike(declaration)) return handleOfClass(analysis, declaration);
  if (ts.isPropertyAssignment(declaration)) return handleOf(analysis, declaration.initializer);
  if (ts.isGetAccessorDeclaration(declaration)) return handleOfGetter(analysis, declaration);
  if (ts.isBindingElement(declaration)) return handleOfBinding(analysis, declaration);
  // `this.pool = new Pool()` in JavaScript declares the member.
  const assignment = ts.findAncestor(declaration, ts.isBinaryExpression);
  if (assignment?.left.pos === declaration.pos) return handleOf(analysis, assignment.right);
  return undefined;
});

/** `prisma` of `{ prisma }: Context`, where the type says what that is. */
function handleOfBinding(analysis: Analysis, { parent, propertyName, name }: ts.BindingElement): Client | 'unknown' {
  const key = propertyName ?? name;
  const { initializer } = parent.parent;
  // The type of a call may be that of a query, which is slow.
  if (!ts.isObjectBindingPattern(parent) || !ts.isIdentifier(key) || (initializer && !isPath(initializer)))
    return 'unknown';
  return handleOfSymbol(analysis, analysis.checker.getTypeAtLocation(parent).getProperty(key.text)) ?? 'unknown';
}

/** `this.context`, without any call. */
function isPath(expression: ts.Expression): boolean {
  const { root, links } = chainOf(expression);
  return (ts.isIdentifier(root) || root.kind === ts.SyntaxKind.ThisKeyword) && links.every(({ call }) => !call);
}

function handleOfGetter(analysis: Analysis, { type, body }: ts.GetAccessorDeclaration): Client | 'unknown' | undefined {
  const returned = body?.statements.find(ts.isReturnStatement)?.expression;
  return (type && handleOfType(analysis, type)) ?? (returned && handleOf(analysis, returned));
}

/** The client of which an identifier names a member: `user` in `const { user } = prisma`, `users` in `const users = prisma.user`. */
export function handleWithMember(analysis: Analysis, identifier: ts.Expression): Client | undefined {
  const declaration = analysis.checker.getSymbolAtLocation(identifier)?.valueDeclaration;
  if (!declaration) return undefined;
  const variable = ts.findAncestor(declaration, ts.isVariableDeclaration);
  if (!variable?.initializer || !isConstant(variable)) return undefined;
  const isTakenApart = ts.isBindingElement(declaration) && declaration.parent.parent === variable;
  const owner = isTakenApart
    ? variable.initializer
    : declaration === variable
      ? accessOf(unwrap(variable.initializer))?.object
      : undefined;
  const handle = owner && handleOf(analysis, owner);
  return typeof handle === 'object' ? handle : undefined;
}

function isConstant(variable: ts.VariableDeclaration): boolean {
  return (ts.getCombinedNodeFlags(variable) & ts.NodeFlags.Const) !== 0;
}

/** The parameter of a transaction's callback is a handle of the client that runs the transaction. */
function handleOfParameter(analysis: Analysis, parameter: ts.ParameterDeclaration): Client | 'unknown' | undefined {
  if (parameter.type) return isOpenType(parameter.type) ? 'unknown' : undefined;
  const callback = parameter.parent;
  if (!ts.isCallExpression(callback.parent)) return 'unknown';
  const call = callback.parent;
  if (!runsInTransaction(analysis, call)) return 'unknown';
  const handles = chainOf(call).links.map((_, length) => handleOf(analysis, prefixOf(call, length)));
  return handles.find((handle) => typeof handle === 'object') ?? handles.at(-1);
}

/** Whether an annotation leaves open what a value is, as one that names a type of another file may. */
function isOpenType(type: ts.TypeNode | undefined): boolean {
  return (
    !type ||
    type.kind === ts.SyntaxKind.AnyKeyword ||
    type.kind === ts.SyntaxKind.UnknownKeyword ||
    ts.isTypeReferenceNode(type)
  );
}

function handleOfType(analysis: Analysis, type: ts.TypeNode): Client | undefined {
  if (ts.isUnionTypeNode(type) || ts.isIntersectionTypeNode(type)) {
    for (const part of type.types) {
      const client = handleOfType(analysis, part);
      if (client) return client;
    }
    return undefined;
  }
  if (ts.isTypeQueryNode(type) && ts.isIdentifier(type.exprName)) {
    const handle = handleOf(analysis, type.exprName) ?? handleMadeBy(analysis, type.exprName);
    return typeof handle === 'object' ? handle : undefined;
  }
  if (!ts.isTypeReferenceNode(type)) return undefined;
  const inner = typeWithin(type);
  if (inner) return handleOfType(analysis, inner);
  const name = ts.isQualifiedName(type.typeName) ? type.typeName.right : type.typeName;
  const scope = ts.isQualifiedName(type.typeName) ? type.typeName.left : type.typeName;
  const module = importOf(analysis, scope);
  const imported = module && clientOfImport(analysis, scope === name ? module : { ...module, name: name.text });
  if (imported) return imported;
  const symbol = analysis.checker.getSymbolAtLocation(name);
  for (const declaration of symbol ? (resolveAlias(analysis.checker, symbol).declarations ?? []) : []) {
    const client = handleOfNamed(analysis, declaration);
    if (client) return client;
  }
  return ts.isIdentifier(scope) ? handleOfNamedElsewhere(analysis, scope) : undefined;
}

/** What a function of the user's answers with: `ReturnType<typeof connect>`. */
function handleMadeBy(analysis: Analysis, name: ts.Identifier): Client | 'unknown' | undefined {
  const made = functionNamed(analysis, name);
  const returned = made && returnedBy(made);
  return returned && handleOf(analysis, returned);
}

/** The client that a declaration of a type stands for: a class that extends its handle, an alias of it. */
function handleOfNamed(analysis: Analysis, declaration: ts.Declaration): Client | undefined {
  if (ts.isClassLike(declaration)) return handleOfClass(analysis, declaration);
  return ts.isTypeAliasDeclaration(declaration) ? handleOfType(analysis, declaration.type) : undefined;
}

/** The same for a type or a class of a package of the user's own, whose sources the program does not have. */
function handleOfNamedElsewhere(analysis: Analysis, name: ts.Expression): Client | undefined {
  const elsewhere = importedElsewhere(analysis, name);
  for (const declaration of elsewhere?.symbol.declarations ?? []) {
    const client = elsewhere && handleOfNamed(elsewhere.analysis, declaration);
    if (client) return client;
  }
  return undefined;
}

function clientOfImport(analysis: Analysis, imported: ImportedName): Client | undefined {
  const client = clientOfModule(analysis, imported.module);
  const isHandle = client?.handles.some((name) => name === imported.name || (name === 'default' && imported.isDefault));
  return isHandle ? client : undefined;
}
