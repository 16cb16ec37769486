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
  const file = root.getSourceFile();
  // Where syntax leads to the declaration, its own file is opened and not all that the package exports.
  const names = [root.text, ...path];
  const declared = declaredBehind(analysis, file, names, 1) ?? declaredBehind(analysis, file, names, 2);
  if (declared) return declared;
  const imported = importOf(analysis, root);
  const other = imported && analysis.openModule(imported.module, file.fileName);
  if (!other) return undefined;
  const exported = imported.isDefault ? 'default' : imported.name;
  return symbolIn(other, exported === '*' ? path : [exported, ...path]);
}

/** What a path means in a file, whose first names syntax leads to a declaration, be it exported or not. */
function declaredBehind(
  { workspace }: Analysis,
  file: ts.SourceFile,
  path: readonly string[],
  length: number,
): SymbolElsewhere | undefined {
  const declaration = workspace?.declarationOf(path.slice(0, length), file);
  const name = declaration && ts.getNameOfDeclaration(declaration);
  const other = name && workspace?.open(name.getSourceFile().fileName);
  return other && symbolAt(other, name, path.slice(length));
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
  const path = file.isDeclarationFile ? pathInFile(declaration) : undefined;
  const other = path && analysis.openSource(file.fileName);
  if (!other) return undefined;
  // What a class inherits may come from one that is not exported.
  return symbolIn(other, path) ?? declaredBehind(analysis, other.file, path, 1);
}

/** The names that lead to a declaration from the top of its file: `logs`, `add` for `const logs: { add(): void }`. */
function pathInFile(declaration: ts.Node): readonly string[] | undefined {
  const name = ts.getNameOfDeclaration(declaration as ts.Declaration);
  if (!name || !(ts.isIdentifier(name) || ts.isStringLiteralLike(name))) return undefined;
  const { parent } = declaration;
  if (ts.isSourceFile(parent) || ts.isVariableDeclarationList(parent)) return [name.text];
  const owner = ts.isTypeLiteralNode(parent) ? parent.parent : parent;
  const before = isOwner(owner) ? pathInFile(owner) : undefined;
  return before && [...before, name.text];
}

function isOwner(node: ts.Node): boolean {
  return (
    ts.isClassLike(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isVariableDeclaration(node) ||
    ts.isPropertySignature(node) ||
    ts.isPropertyDeclaration(node)
  );
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
