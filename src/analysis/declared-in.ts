import ts from 'typescript';

import type { Client } from '../clients/define-client.ts';

/** The package that a file belongs to: the last `node_modules/<name>` of its path. */
export function packageOfFile(fileName: string): string | undefined {
  const at = fileName.lastIndexOf('/node_modules/');
  if (at === -1) return undefined;
  const [first = '', second = ''] = fileName.slice(at + '/node_modules/'.length).split('/');
  // Prisma generates into `.prisma/client`, which is no package of the registry.
  const name = /^[@.]/.test(first) ? `${first}/${second}` : first;
  // Types of a package that ships none: `@types/pg`, `@types/scope__name`.
  if (!name.startsWith('@types/')) return name;
  const typed = name.slice('@types/'.length);
  return typed.includes('__') ? `@${typed.replace('__', '/')}` : typed;
}

/** The package that declares a node; for Node's own modules the module, `node:sqlite`, and not the package of its types. */
export function packageOf(node: ts.Node): string | undefined {
  const file = node.getSourceFile();
  const declaredBy = packageOfFile(file.fileName);
  return declaredBy === 'node' ? (ambientModuleOf(node) ?? declaredBy) : declaredBy;
}

/** `node:sqlite` for what stands in `declare module 'node:sqlite' { … }`. */
function ambientModuleOf(node: ts.Node): string | undefined {
  const module = ts.findAncestor(node, (outer) => ts.isModuleDeclaration(outer) && ts.isStringLiteral(outer.name));
  return module && ts.isModuleDeclaration(module) ? module.name.text : undefined;
}

/** Whether a client's package, the one under it, or its generated code declares a node. */
export function isDeclaredBy(declaration: ts.Node, { packages, builtOn = [], generated }: Client): boolean {
  const declaredBy = packageOf(declaration);
  if (declaredBy !== undefined) return [...packages, ...builtOn].includes(declaredBy);
  return generated?.test(declaration.getSourceFile().fileName) ?? false;
}

/**
 * The name of the class, interface or type alias in which a member is declared. Also of the function that answers with a
 * type without a name, as mixins do, and of the constant that is one.
 */
export function ownerOf(declaration: ts.Node): string | undefined {
  for (let node = declaration.parent as ts.Node | undefined; node && !ts.isSourceFile(node); node = node.parent) {
    if (
      ts.isClassLike(node) ||
      ts.isInterfaceDeclaration(node) ||
      ts.isTypeAliasDeclaration(node) ||
      ts.isFunctionDeclaration(node)
    ) {
      return node.name?.text;
    }
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name)) return node.name.text;
  }
  return undefined;
}

/** The named types that a value may have: constituents, constraints, base classes and interfaces, each once. */
export function* namedTypes(checker: ts.TypeChecker, type: ts.Type, seen = new Set<ts.Type>()): Generator<ts.Symbol> {
  if (seen.has(type) || seen.size > 50) return;
  seen.add(type);
  if (type.isUnionOrIntersection()) {
    for (const part of type.types) yield* namedTypes(checker, part, seen);
    return;
  }
  if (type.flags & ts.TypeFlags.TypeParameter) {
    const constraint = checker.getBaseConstraintOfType(type);
    if (constraint) yield* namedTypes(checker, constraint, seen);
    return;
  }
  const symbol = type.getSymbol();
  if (!symbol) return;
  yield symbol;
  for (const base of type.getBaseTypes() ?? []) yield* namedTypes(checker, base, seen);
  const { target } = type as Partial<ts.TypeReference>;
  if (target && target !== type) {
    for (const base of target.getBaseTypes() ?? []) yield* namedTypes(checker, base, seen);
  }
}

/** Whether a type is one of those that a client declares by these names, or extends one. */
export function isOfType(checker: ts.TypeChecker, type: ts.Type, client: Client, names: readonly string[]): boolean {
  const isNamed = (symbol: ts.Symbol): boolean => {
    const [declaration] = symbol.declarations ?? [];
    return names.includes(symbol.name) && declaration !== undefined && isDeclaredBy(declaration, client);
  };
  if (type.aliasSymbol && isNamed(type.aliasSymbol)) return true;
  for (const symbol of namedTypes(checker, type)) if (isNamed(symbol)) return true;
  return false;
}

/** The symbol that a name stands for, behind imports and re-exports. */
export function resolveAlias(checker: ts.TypeChecker, symbol: ts.Symbol): ts.Symbol {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

/** Whether nothing is known of a type: `any`, the error type of an unresolved import, or parts of such a type. */
export function isUnknownType(type: ts.Type): boolean {
  if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return true;
  const [whole] = type.aliasTypeArguments ?? [];
  return whole !== undefined && /^(Omit|Pick)$/.test(type.aliasSymbol?.name ?? '') && isUnknownType(whole);
}
