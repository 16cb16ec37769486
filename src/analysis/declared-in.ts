import ts from 'typescript';

/** The package that a file belongs to: the last `node_modules/<name>` of its path. */
export function packageOfFile(fileName: string): string | undefined {
  const at = fileName.lastIndexOf('/node_modules/');
  if (at === -1) return undefined;
  const [first = '', second = ''] = fileName.slice(at + '/node_modules/'.length).split('/');
  const name = first.startsWith('@') ? `${first}/${second}` : first;
  // Types of a package that ships none: `@types/pg`, `@types/scope__name`.
  if (!name.startsWith('@types/')) return name;
  const typed = name.slice('@types/'.length);
  return typed.includes('__') ? `@${typed.replace('__', '/')}` : typed;
}

export function packageOf(node: ts.Node): string | undefined {
  return packageOfFile(node.getSourceFile().fileName);
}

/** The name of the class, interface or type alias in which a member is declared. */
export function ownerOf(declaration: ts.Node): string | undefined {
  for (let node = declaration.parent as ts.Node | undefined; node && !ts.isSourceFile(node); node = node.parent) {
    if (ts.isClassLike(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) {
      return node.name?.text;
    }
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

/** The symbol that a name stands for, behind imports and re-exports. */
export function resolveAlias(checker: ts.TypeChecker, symbol: ts.Symbol): ts.Symbol {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

/** Whether nothing is known of a type: `any`, or the error type of an unresolved import. */
export function isUnknownType(type: ts.Type): boolean {
  return (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) !== 0;
}
