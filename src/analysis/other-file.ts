import ts from 'typescript';

import type { Analysis, OtherFile } from './analysis.ts';
import { chainOf } from './chain.ts';
import { resolveAlias } from './declared-in.ts';
import { importOf } from './imported-name.ts';

/** A symbol of a file that the program does not have, such as the sources of a package that is not built. */
export interface SymbolElsewhere {
  readonly analysis: Analysis;
  readonly symbol: ts.Symbol;
}

/** What a reference stands for whose import the program cannot resolve: `db.load`, where `db` is `import * as db from '@acme/db'`. */
export function importedElsewhere(analysis: Analysis, reference: ts.Expression): SymbolElsewhere | undefined {
  const { root, links } = chainOf(reference);
  if (!ts.isIdentifier(root) || links.some(({ call }) => call)) return undefined;
  const symbol = analysis.checker.getSymbolAtLocation(root);
  if (!symbol || !(symbol.flags & ts.SymbolFlags.Alias)) return undefined;
  if ((resolveAlias(analysis.checker, symbol).declarations ?? []).length > 0) return undefined;
  const path = links.map(({ name }) => name);
  const declared = declaredBehind(analysis, root, path);
  if (declared) return declared;
  const imported = importOf(analysis, root);
  const other = imported && analysis.openModule(imported.module, root.getSourceFile().fileName);
  if (!other) return undefined;
  const exported = imported.isDefault ? 'default' : imported.name;
  return symbolIn(other, exported === '*' ? path : [exported, ...path]);
}

/** The same where syntax leads to the declaration, so that its own file is opened and not all that the package exports. */
function declaredBehind(
  { workspace }: Analysis,
  root: ts.Identifier,
  path: readonly string[],
): SymbolElsewhere | undefined {
  const names = [root.text, ...path];
  for (const length of [1, 2]) {
    const declaration = workspace?.declarationOf(names.slice(0, length), root.getSourceFile());
    const name = declaration && ts.getNameOfDeclaration(declaration);
    const other = name && workspace?.open(name.getSourceFile().fileName);
    if (other) return symbolAt(other, name, names.slice(length));
  }
  return undefined;
}

function symbolAt({ analysis, file }: OtherFile, name: ts.Node, path: readonly string[]): SymbolElsewhere | undefined {
  const find = (node: ts.Node): ts.Node | undefined => {
    if (node.pos > name.pos || node.end < name.end) return undefined;
    return node.pos === name.pos && node.end === name.end && node.kind === name.kind
      ? node
      : ts.forEachChild(node, find);
  };
  const same = find(file);
  return memberOf(analysis, same && analysis.checker.getSymbolAtLocation(same), path);
}

/** What stands in the sources for what a declaration file of the user's own packages declares. */
export function declaredElsewhere(analysis: Analysis, declaration: ts.Declaration): SymbolElsewhere | undefined {
  const file = declaration.getSourceFile();
  const name = file.isDeclarationFile ? ts.getNameOfDeclaration(declaration)?.getText() : undefined;
  const other = name === undefined ? undefined : analysis.openSource(file.fileName);
  if (!other || name === undefined) return undefined;
  const { parent } = declaration;
  const owner = ts.isClassLike(parent) || ts.isInterfaceDeclaration(parent) ? parent.name?.text : undefined;
  return symbolIn(other, owner === undefined ? [name] : [owner, name]);
}

function symbolIn({ analysis, file }: OtherFile, path: readonly string[]): SymbolElsewhere | undefined {
  const { checker } = analysis;
  const [first, ...rest] = path;
  const module = checker.getSymbolAtLocation(file);
  const exported = module && checker.getExportsOfModule(module).find(({ name }) => name === first);
  return memberOf(analysis, exported, rest);
}

function memberOf(
  analysis: Analysis,
  symbol: ts.Symbol | undefined,
  path: readonly string[],
): SymbolElsewhere | undefined {
  const { checker } = analysis;
  let member = symbol;
  for (const name of path) {
    const owner: ts.Symbol | undefined = member && resolveAlias(checker, member);
    const key = ts.escapeLeadingUnderscores(name);
    member =
      owner && (owner.members?.get(key) ?? owner.exports?.get(key) ?? checker.getTypeOfSymbol(owner).getProperty(name));
  }
  return member && { analysis, symbol: resolveAlias(checker, member) };
}
