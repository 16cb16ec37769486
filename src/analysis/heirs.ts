import ts from 'typescript';

import { type Analysis, memoise } from './analysis.ts';
import { resolveAlias } from './declared-in.ts';
import { ownSources } from './own-sources.ts';
import { returnedBy } from './returned-value.ts';
import { hasBody, isAbstract, unwrap } from './syntax.ts';

/** What implements a contract: a class, or an object that is stated to be of its type. */
export type Heir = ts.ClassLikeDeclaration | ts.ObjectLiteralExpression;
/** What has a contract as its own part: `interface Users extends Reads`, `type Users = Reads & Writes`. */
type Extension = ts.InterfaceDeclaration | ts.TypeAliasDeclaration;

/** What extends or implements the classes, interfaces and aliases of a program directly. */
const direct = memoise<ts.Program, ReadonlyMap<ts.Symbol, readonly (Heir | Extension)[]>>((analysis, program) => {
  const found = new Map<ts.Symbol, (Heir | Extension)[]>();
  const add = (contract: ts.Node, heir: Heir | Extension): void => {
    const symbol = analysis.checker.getSymbolAtLocation(contract);
    if (!symbol) return;
    const resolved = resolveAlias(analysis.checker, symbol);
    found.set(resolved, [...(found.get(resolved) ?? []), heir]);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isClassLike(node) || ts.isInterfaceDeclaration(node)) {
      for (const { expression } of (node.heritageClauses ?? []).flatMap((clause) => clause.types))
        add(expression, node);
    } else if (ts.isTypeAliasDeclaration(node)) {
      for (const name of namesIn(node.type)) add(name, node);
    } else if (ts.isVariableDeclaration(node)) {
      const value = node.initializer && unwrap(node.initializer);
      addObject(node.type, value);
      if (value && hasBody(value)) addObject(value.type, returnedBy(value));
    } else if (ts.isFunctionDeclaration(node)) {
      if (hasBody(node)) addObject(node.type, returnedBy(node));
      ts.forEachChild(node, visit);
    } else if (
      ts.isSourceFile(node) ||
      ts.isStatement(node) ||
      ts.isModuleBlock(node) ||
      ts.isVariableDeclarationList(node)
    ) {
      ts.forEachChild(node, visit);
    }
  };
  const addObject = (stated: ts.TypeNode | undefined, value: ts.Expression | undefined): void => {
    const object = stated && value && objectBehind(unwrap(value));
    if (object) for (const name of namesIn(stated)) add(name, object);
  };
  for (const file of ownSources(program)) visit(file);
  return found;
});

/** The names of all types that a type is made of as a whole: `Users`, `Reads & Writes`. */
function namesIn(type: ts.TypeNode): readonly ts.EntityName[] {
  if (ts.isTypeReferenceNode(type)) return [type.typeName];
  if (ts.isParenthesizedTypeNode(type)) return namesIn(type.type);
  return ts.isIntersectionTypeNode(type) ? type.types.flatMap(namesIn) : [];
}

/** The object literal that a value is, itself or by the constant that is answered: `const users = { … }; return users;`. */
function objectBehind(value: ts.Expression): ts.ObjectLiteralExpression | undefined {
  if (ts.isObjectLiteralExpression(value)) return value;
  if (!ts.isIdentifier(value)) return undefined;
  const block = ts.findAncestor(value, ts.isBlock);
  for (const statement of block?.statements ?? []) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name, initializer } of statement.declarationList.declarations) {
      if (!initializer || !ts.isIdentifier(name) || name.text !== value.text) continue;
      const made = unwrap(initializer);
      return ts.isObjectLiteralExpression(made) ? made : undefined;
    }
  }
  return undefined;
}

/** What a program has that extends or implements a contract, itself or through others. */
export function heirsOf(analysis: Analysis, contract: ts.Symbol, seen = new Set<ts.Symbol>()): readonly Heir[] {
  if (seen.has(contract)) return [];
  seen.add(contract);
  return (direct(analysis, analysis.program)?.get(contract) ?? []).flatMap((heir) => {
    if (ts.isObjectLiteralExpression(heir)) return [heir];
    const symbol = heir.name && analysis.checker.getSymbolAtLocation(heir.name);
    const further = symbol ? heirsOf(analysis, symbol, seen) : [];
    return ts.isClassLike(heir) ? [heir, ...further] : further;
  });
}

/** Whether an heir takes the place of the real one in tests. */
export function isDouble(heir: Heir): boolean {
  return (
    (ts.isClassLike(heir) && /^(Mock|Fake|Stub|Dummy|InMemory)[A-Z]/.test(heir.name?.text ?? '')) ||
    /(^|\/)(__tests__|__mocks__)\/|\.(test|spec)\.[cm]?[jt]sx?$/.test(heir.getSourceFile().fileName)
  );
}

/** Whether an heir is a class of which there are objects. */
export function isConcreteClass(heir: ts.Node): heir is ts.ClassLikeDeclaration {
  return ts.isClassLike(heir) && !isAbstract(heir);
}
