import ts from 'typescript';

import type { Client } from '../clients/define-client.ts';
import type { PoolFact } from '../clients/pool-fact.ts';
import { type Analysis, memoise } from './analysis.ts';
import { namesOfBinding } from './binding-names.ts';
import { ownerOf, packageOf, resolveAlias } from './declared-in.ts';
import { clientOfModule } from './client-of-module.ts';
import { importedName, importOf, requiredModule } from './imported-name.ts';
import { nodesOf } from './nodes-of-file.ts';
import { accessOf, isInlineFunction, nameOf, unwrap } from './syntax.ts';

interface Candidate {
  readonly client: Client;
  readonly fact: PoolFact;
}

/** An export that is called, and where it comes from. */
interface Origin {
  /** A specifier, or the path of the file that declares it. */
  readonly module: string;
  readonly name: string;
  readonly isDefault: boolean;
  readonly isDeclaration: boolean;
}

/** The facts about what a call or `new` builds, by the import or the declaration of what is called. */
export function buildersNamedBy(analysis: Analysis, node: ts.NewExpression | ts.CallExpression): readonly Candidate[] {
  const callee = unwrap(node.expression);
  const name = nameOf(callee);
  if (name === undefined) return [];
  const { poolBuilders } = analysis.catalogue;
  const access = accessOf(callee);
  const isMember = access !== undefined;
  // The default export of a module is a member of its name: not `z.string().default('none')`.
  if (name === 'default' && isMember && !ts.isIdentifier(access.object)) return [];
  // Symbols are asked for few calls: a member has its own name, and only what is not declared here has another.
  if (!poolBuilders.has(name) && (isMember || !namesFromElsewhere(analysis, node.getSourceFile())?.has(name)))
    return [];
  const origin = importedOrigin(analysis, callee);
  // A default export has any name.
  const candidates = [
    ...(poolBuilders.get(origin?.name.split('.').at(-1) ?? name) ?? []),
    ...(isMember && origin?.isDefault !== true ? [] : (poolBuilders.get('default') ?? [])),
  ];
  if (candidates.length === 0) return [];
  const found = origin && candidates.filter((candidate) => isBuiltBy(analysis, candidate, origin));
  if (found && found.length > 0) return unique(found);
  const declared = analysis.typed ? declaredOrigin(analysis, callee) : undefined;
  return declared ? unique(candidates.filter((candidate) => isBuiltBy(analysis, candidate, declared))) : [];
}

/** The names that a file gives to what it imports, requires, or takes out of that. */
const namesFromElsewhere = memoise<ts.SourceFile, ReadonlySet<string>>((_analysis, file) => {
  const names = new Set<string>();
  for (const statement of file.statements) {
    if (ts.isImportEqualsDeclaration(statement)) names.add(statement.name.text);
    if (!ts.isImportDeclaration(statement) || !statement.importClause) continue;
    const { name, namedBindings } = statement.importClause;
    if (name) names.add(name.text);
    if (namedBindings && ts.isNamespaceImport(namedBindings)) names.add(namedBindings.name.text);
    else for (const element of namedBindings?.elements ?? []) names.add(element.name.text);
  }
  for (const { name, initializer } of nodesOf(file).variables) {
    if (initializer && isTaken(initializer)) for (const taken of namesOfBinding(name)) names.add(taken);
  }
  return names;
});

/** `require('pg')`, `pg.Pool`, `pg` */
function isTaken(initializer: ts.Expression): boolean {
  const value = unwrap(initializer);
  return (
    ts.isIdentifier(value) ||
    requiredModule(accessOf(value)?.object ?? value) !== undefined ||
    accessOf(value) !== undefined
  );
}

/** The origin of what a callee resolves to, which all calls of a function share. */
const originOfSymbol = memoise<ts.Symbol, { readonly origin: Origin | 'nothing' | undefined }>((analysis, symbol) => ({
  origin: originDeclared(analysis, symbol),
}));

function unique(candidates: readonly Candidate[]): readonly Candidate[] {
  return [...new Map(candidates.map((candidate) => [candidate.fact, candidate])).values()];
}

function isBuiltBy(analysis: Analysis, { client, fact }: Candidate, origin: Origin): boolean {
  const isNamed = fact.builtBy.includes(origin.name) || (origin.isDefault && fact.builtBy.includes('default'));
  if (!isNamed) return false;
  if (origin.isDeclaration) {
    if (!fact.modules) return isDeclaredByClient(client, origin.module);
    return fact.modules.some((module) => origin.module.includes(`/node_modules/${module}/`));
  }
  if (fact.modules) {
    return fact.modules.some((module) => origin.module === module || origin.module.startsWith(`${module}/`));
  }
  return clientOfModule(analysis, origin.module) === client;
}

function isDeclaredByClient({ packages, generated }: Client, path: string): boolean {
  return packages.some((name) => path.includes(`/node_modules/${name}/`)) || (generated?.test(path) ?? false);
}

/** What an import says: `Pool` and `pg.Pool` of `pg`, `MikroORM.init`, `postgres` of `postgres` by any name. */
function importedOrigin(analysis: Analysis, callee: ts.Expression): Origin | undefined {
  const access = accessOf(callee);
  const scope = access && ts.isIdentifier(access.object) ? importOf(analysis, access.object) : undefined;
  if (access && scope && !scope.isDefault && scope.name !== '*') {
    return { module: scope.module, name: `${scope.name}.${access.name}`, isDefault: false, isDeclaration: false };
  }
  const named = importedName(analysis, callee) ?? takenFromImport(analysis, callee);
  // `pg.default`, and `* as postgres` that is called itself, as older modules are imported.
  return (
    named && {
      module: named.module,
      name: named.name,
      isDefault: !access && (named.isDefault === true || named.name === '*' || named.name === 'default'),
      isDeclaration: false,
    }
  );
}

/** `Pool` in `import pg from 'pg'; const { Pool } = pg;`. */
function takenFromImport(
  analysis: Analysis,
  callee: ts.Expression,
): { module: string; name: string; isDefault?: boolean } | undefined {
  const declaration = ts.isIdentifier(callee)
    ? analysis.checker.getSymbolAtLocation(callee)?.valueDeclaration
    : undefined;
  if (!declaration || !ts.isBindingElement(declaration)) return undefined;
  const variable = declaration.parent.parent;
  const source = ts.isVariableDeclaration(variable) && variable.initializer && unwrap(variable.initializer);
  const scope = source && ts.isIdentifier(source) ? importOf(analysis, source) : undefined;
  return scope && { module: scope.module, name: (declaration.propertyName ?? declaration.name).getText() };
}

/** What the declaration of the callee says, behind re-exports and variables of the user. */
function declaredOrigin(analysis: Analysis, callee: ts.Expression): Origin | undefined {
  const { checker } = analysis;
  const symbol = checker.getSymbolAtLocation(accessOf(callee)?.nameNode ?? callee);
  const resolved = symbol && resolveAlias(checker, symbol);
  const own = resolved && originOfSymbol(analysis, resolved)?.origin;
  // A function or a class of the user builds what its own body says.
  const declaration = resolved?.valueDeclaration;
  const isOwn = declaration !== undefined && (!ts.isVariableDeclaration(declaration) || isFunctionOfUser(declaration));
  if (own || isOwn) return own === 'nothing' ? undefined : own;
  const typed = checker.getTypeAtLocation(callee).getSymbol();
  const origin = typed && originOfSymbol(analysis, typed)?.origin;
  return origin === 'nothing' ? undefined : origin;
}

/** `const load = async () => …`, whose type would check all of its body. */
function isFunctionOfUser({ initializer }: ts.VariableDeclaration): boolean {
  return initializer !== undefined && isInlineFunction(unwrap(initializer));
}

function originDeclared(analysis: Analysis, symbol: ts.Symbol): Origin | 'nothing' | undefined {
  const declaration = symbol.declarations?.[0];
  if (!declaration) return undefined;
  const path = declaration.getSourceFile().fileName.replace('/node_modules/@types/', '/node_modules/');
  if (
    packageOf(declaration) === undefined &&
    !analysis.catalogue.clients.some(({ generated }) => generated?.test(path))
  )
    return undefined;
  const isMethod = ts.isMethodDeclaration(declaration);
  // A method of what has been built already builds nothing.
  if (isMethod && (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Static) === 0) return 'nothing';
  const owner = isMethod ? ownerOf(declaration) : undefined;
  const name = owner === undefined ? symbol.name : `${owner}.${symbol.name}`;
  return { module: path, name, isDefault: name === 'default', isDeclaration: true };
}
