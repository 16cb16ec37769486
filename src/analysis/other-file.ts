import ts from 'typescript';

import type { Analysis } from './analysis.ts';
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
  const imported = importOf(analysis, root);
  const other = imported && analysis.openModule(imported.module, root.getSourceFile().fileName);
  if (!other) return undefined;
  const exported = imported.isDefault ? 'default' : imported.name;
  const path = links.map(({ name }) => name);
  return symbolIn(other, exported === '*' ? path : [exported, ...path]);
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

function symbolIn(
  { analysis, file }: { readonly analysis: Analysis; readonly file: ts.SourceFile },
  path: readonly string[],
): SymbolElsewhere | undefined {
  const { checker } = analysis;
  const [first, ...rest] = path;
  const module = checker.getSymbolAtLocation(file);
  let symbol = module && checker.getExportsOfModule(module).find(({ name }) => name === first);
  for (const name of rest) {
    const owner: ts.Symbol | undefined = symbol && resolveAlias(checker, symbol);
    const key = ts.escapeLeadingUnderscores(name);
    symbol =
      owner && (owner.members?.get(key) ?? owner.exports?.get(key) ?? checker.getTypeOfSymbol(owner).getProperty(name));
  }
  return symbol && { analysis, symbol: resolveAlias(checker, symbol) };
}
