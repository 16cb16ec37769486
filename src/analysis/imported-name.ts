import ts from 'typescript';

import type { Analysis } from './analysis.ts';
import { accessOf, unwrap } from './syntax.ts';

/** An export of a module, as an import names it. */
export interface ImportedName {
  readonly module: string;
  /** For a default export, the name that the importing file gives it. */
  readonly name: string;
  /** Whether it is the default export, or the whole of a module that is required. */
  readonly isDefault?: boolean;
}

/** What an expression names if its head is an import: `Pool`, `pg.Pool`, `require('pg').Pool`. */
export function importedName(analysis: Analysis, expression: ts.Expression): ImportedName | undefined {
  if (ts.isIdentifier(expression)) return importOf(analysis, expression);
  const whole = requiredModule(expression);
  if (whole !== undefined) return { module: whole, name: 'default', isDefault: true };
  const access = accessOf(expression);
  if (!access) return undefined;
  const required = requiredModule(access.object);
  if (required !== undefined) return { module: required, name: access.name };
  if (!ts.isIdentifier(access.object)) return undefined;
  const scope = importOf(analysis, access.object);
  return scope && { module: scope.module, name: access.name };
}

/** What an identifier imports, directly or by `require`. */
export function importOf(analysis: Analysis, identifier: ts.Node): ImportedName | undefined {
  // Most names are no import, which is told without a symbol.
  if (ts.isIdentifier(identifier) && !importsIn(identifier.getSourceFile()).has(identifier.text)) return undefined;
  const symbol = analysis.checker.getSymbolAtLocation(identifier);
  for (const declaration of symbol?.declarations ?? []) {
    if (ts.isImportSpecifier(declaration)) {
      const name = (declaration.propertyName ?? declaration.name).text;
      return inModule(declaration.parent.parent.parent.moduleSpecifier, name);
    }
    if (ts.isImportClause(declaration))
      return asDefault(inModule(declaration.parent.moduleSpecifier, symbol?.name ?? 'default'));
    if (ts.isNamespaceImport(declaration)) return inModule(declaration.parent.parent.moduleSpecifier, '*');
    // `const { Pool } = require('pg')`, `const postgres = require('postgres')` and `const Pool = require('pg').Pool`.
    const variable = ts.findAncestor(declaration, ts.isVariableDeclaration);
    const initializer = variable?.initializer && unwrap(variable.initializer);
    const member = initializer && declaration === variable ? accessOf(initializer) : undefined;
    const module = initializer && requiredModule(member?.object ?? initializer);
    if (module === undefined) continue;
    if (member) return { module, name: member.name };
    if (ts.isBindingElement(declaration)) {
      return { module, name: (declaration.propertyName ?? declaration.name).getText() };
    }
    if (declaration === variable) return asDefault({ module, name: symbol?.name ?? 'default' });
  }
  return undefined;
}

const ofFile = new WeakMap<ts.SourceFile, ReadonlySet<string>>();

/** The names that a file gives to what it imports, or to what may be a part of what it requires. */
function importsIn(file: ts.SourceFile): ReadonlySet<string> {
  const known = ofFile.get(file);
  if (known) return known;
  const names = new Set<string>();
  const requires = file.text.includes('require(');
  const visit = (node: ts.Node): void => {
    const isName =
      ts.isImportClause(node) || ts.isImportSpecifier(node) || ts.isNamespaceImport(node) || ts.isBindingElement(node);
    if ((isName || ts.isVariableDeclaration(node)) && node.name && ts.isIdentifier(node.name))
      names.add(node.name.text);
    if (requires || ts.isImportDeclaration(node) || ts.isImportClause(node) || ts.isNamedImports(node))
      ts.forEachChild(node, visit);
  };
  ts.forEachChild(file, visit);
  ofFile.set(file, names);
  return names;
}

function asDefault(imported: ImportedName | undefined): ImportedName | undefined {
  return imported && { ...imported, isDefault: true };
}

function inModule(specifier: ts.Expression, name: string): ImportedName | undefined {
  return ts.isStringLiteral(specifier) ? { module: specifier.text, name } : undefined;
}

/** The module that a call of `require` names. */
export function requiredModule(expression: ts.Expression): string | undefined {
  const node = unwrap(expression);
  if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression) || node.expression.text !== 'require')
    return undefined;
  const [argument] = node.arguments;
  return argument && ts.isStringLiteralLike(argument) ? argument.text : undefined;
}
