import ts from 'typescript';

import { boundElements } from '../analysis/binding-names.ts';
import type { SourceReader } from './source-reader.ts';
import { resolveUserModule } from './user-modules.ts';

/** A name may be re-exported through so many modules. */
const depthLimit = 12;

/** What a name means: a declaration, or the whole of a module. */
type Meaning = { readonly declaration: ts.Declaration } | { readonly module: string };

/** A name of another module, or that module as a whole. */
interface Imported {
  readonly specifier: string;
  /** Nothing for all that the module exports, as one object. */
  readonly name: string | undefined;
}

/** What a file declares, imports and exports at its top, by name. */
interface Names {
  readonly declared: ReadonlyMap<string, ts.Declaration>;
  readonly imported: ReadonlyMap<string, Imported>;
  /** Names of the file by the names under which they are exported. */
  readonly exported: ReadonlyMap<string, string>;
  readonly passedOn: ReadonlyMap<string, Imported>;
  /** Modules all of whose exports are passed on. */
  readonly passedOnWhole: readonly string[];
}

const ofFile = new WeakMap<ts.SourceFile, Names>();

/** Finds what names mean in the sources of the user's packages, by syntax alone. What is found is kept as long as the finder. */
export function createNameFinder({
  exists,
  read,
}: SourceReader): (path: readonly string[], file: ts.SourceFile) => ts.Declaration | undefined {
  const files = new Map<string, string | undefined>();
  const meanings = new Map<string, Meaning | undefined>();

  const fileOf = (specifier: string, from: string): string | undefined => {
    const key = `${from}\0${specifier}`;
    if (!files.has(key)) files.set(key, resolveUserModule(specifier, from, exists));
    return files.get(key);
  };

  const meaningIn = (file: ts.SourceFile, name: string, depth: number): Meaning | undefined => {
    const { declared, imported } = namesIn(file);
    const declaration = declared.get(name);
    if (declaration) return { declaration };
    const other = imported.get(name);
    return other && meaningOf(other, file, depth);
  };

  const meaningOf = ({ specifier, name }: Imported, from: ts.SourceFile, depth: number): Meaning | undefined => {
    const module = fileOf(specifier, from.fileName);
    if (module === undefined) return undefined;
    return name === undefined ? { module } : exportOf(module, name, depth + 1);
  };

  const exportOf = (module: string, name: string, depth: number): Meaning | undefined => {
    const key = `${module}\0${name}`;
    if (meanings.has(key) || depth > depthLimit) return meanings.get(key);
    // Modules may pass on one another.
    meanings.set(key, undefined);
    const file = read(module);
    const meaning = file && exportIn(file, name, depth);
    meanings.set(key, meaning);
    return meaning;
  };

  const exportIn = (file: ts.SourceFile, name: string, depth: number): Meaning | undefined => {
    const { exported, passedOn, passedOnWhole } = namesIn(file);
    const own = exported.get(name);
    if (own !== undefined) return meaningIn(file, own, depth);
    const other = passedOn.get(name);
    if (other) return meaningOf(other, file, depth);
    for (const specifier of passedOnWhole) {
      const meaning = meaningOf({ specifier, name }, file, depth);
      if (meaning) return meaning;
    }
    return undefined;
  };

  return ([first, ...rest], file) => {
    let meaning = first === undefined ? undefined : meaningIn(file, first, 0);
    for (const name of rest) {
      meaning = meaning && 'module' in meaning ? exportOf(meaning.module, name, 0) : undefined;
    }
    return meaning && 'declaration' in meaning ? meaning.declaration : undefined;
  };
}

function namesIn(file: ts.SourceFile): Names {
  const known = ofFile.get(file);
  if (known) return known;
  const declared = new Map<string, ts.Declaration>();
  const imported = new Map<string, Imported>();
  const exported = new Map<string, string>();
  const passedOn = new Map<string, Imported>();
  const passedOnWhole: string[] = [];
  for (const statement of file.statements) {
    if (ts.isImportDeclaration(statement)) addImports(imported, statement);
    else if (ts.isExportDeclaration(statement)) {
      const { exportClause, moduleSpecifier } = statement;
      const specifier = moduleSpecifier && ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : undefined;
      if (!exportClause) passedOnWhole.push(...(specifier === undefined ? [] : [specifier]));
      else if (ts.isNamespaceExport(exportClause)) {
        if (specifier !== undefined) passedOn.set(exportClause.name.text, { specifier, name: undefined });
      } else {
        for (const { name, propertyName } of exportClause.elements) {
          const own = (propertyName ?? name).text;
          if (specifier === undefined) exported.set(name.text, own);
          else passedOn.set(name.text, { specifier, name: own });
        }
      }
    } else if (ts.isExportAssignment(statement)) {
      if (ts.isIdentifier(statement.expression)) exported.set('default', statement.expression.text);
    } else addDeclarations(declared, exported, statement);
  }
  const names = { declared, imported, exported, passedOn, passedOnWhole };
  ofFile.set(file, names);
  return names;
}

function addImports(imported: Map<string, Imported>, { importClause, moduleSpecifier }: ts.ImportDeclaration): void {
  if (!importClause || !ts.isStringLiteral(moduleSpecifier)) return;
  const specifier = moduleSpecifier.text;
  if (importClause.name) imported.set(importClause.name.text, { specifier, name: 'default' });
  const bindings = importClause.namedBindings;
  if (!bindings) return;
  if (ts.isNamespaceImport(bindings)) imported.set(bindings.name.text, { specifier, name: undefined });
  else {
    for (const { name, propertyName } of bindings.elements)
      imported.set(name.text, { specifier, name: (propertyName ?? name).text });
  }
}

function addDeclarations(
  declared: Map<string, ts.Declaration>,
  exported: Map<string, string>,
  statement: ts.Statement,
): void {
  const declarations = ts.isVariableStatement(statement)
    ? statement.declarationList.declarations.flatMap(variablesIn)
    : [statement];
  const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
  const isExported = modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
  const isDefault = modifiers.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword);
  for (const declaration of declarations) {
    if (!isNamed(declaration)) continue;
    const name = declaration.name && ts.isIdentifier(declaration.name) ? declaration.name.text : 'default';
    // `export const UserService = Symbol()` may stand beside the interface of that name.
    const isValue =
      ts.isVariableDeclaration(declaration) ||
      ts.isBindingElement(declaration) ||
      ts.isFunctionDeclaration(declaration);
    if (!isValue || !declared.has(name)) declared.set(name, declaration);
    if (isExported) exported.set(isDefault ? 'default' : name, name);
  }
}

/** A variable, or those that a pattern declares: of `export const { load } = queries(pool)`. */
function variablesIn(
  declaration: ts.VariableDeclaration | ts.BindingElement,
): readonly (ts.VariableDeclaration | ts.BindingElement)[] {
  if (ts.isIdentifier(declaration.name)) return [declaration];
  return boundElements(declaration.name).flatMap(variablesIn);
}

function isNamed(
  node: ts.Node,
): node is
  | ts.ClassDeclaration
  | ts.InterfaceDeclaration
  | ts.TypeAliasDeclaration
  | ts.FunctionDeclaration
  | ts.VariableDeclaration
  | ts.BindingElement {
  return (
    ts.isClassDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isFunctionDeclaration(node) ||
    ts.isVariableDeclaration(node) ||
    ts.isBindingElement(node)
  );
}
