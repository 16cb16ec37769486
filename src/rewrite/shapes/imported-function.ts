import ts from 'typescript';

import { requiredNames } from '../required-names.ts';
import type { RewriteContext } from '../rewrite-context.ts';

/** Whether a name stands for what a module exports under it. */
export function isFunctionOf(
  { analysis: { checker } }: RewriteContext,
  name: ts.Identifier,
  module: string | undefined,
): boolean {
  const declarations = checker.getSymbolAtLocation(name)?.declarations ?? [];
  return declarations.some((declaration) => isImportOf(declaration, name.text, module));
}

function isImportOf(declaration: ts.Node, name: string, module: string | undefined): boolean {
  if (!ts.isImportSpecifier(declaration)) return false;
  const { moduleSpecifier } = declaration.parent.parent.parent;
  const isFrom = ts.isStringLiteral(moduleSpecifier) && moduleSpecifier.text === module;
  return isFrom && (declaration.propertyName ?? declaration.name).text === name;
}

/**
 * Whether a module's function can be imported by its name for a query that moves before its loop: nothing else in the
 * file, beside what stands in the loop itself, is called so.
 */
export function isNameFree(
  { file }: Pick<RewriteContext, 'file'>,
  query: ts.Node,
  name: string,
  module: string,
): boolean {
  const required = requiredNames(file, module);
  const loop = ts.findAncestor(
    query,
    (node) => ts.isIterationStatement(node, false) || ts.isArrowFunction(node) || ts.isFunctionExpression(node),
  );
  const isTaken = (node: ts.Node): boolean => {
    if (node === loop) return false;
    const { name: declared } = node as Partial<ts.NamedDeclaration>;
    const isDeclared = declared !== undefined && ts.isIdentifier(declared) && declared.text === name;
    const isOfScope =
      ts.isVariableDeclaration(node) ||
      ts.isParameter(node) ||
      ts.isBindingElement(node) ||
      ts.isFunctionDeclaration(node) ||
      ts.isClassDeclaration(node) ||
      ts.isImportSpecifier(node) ||
      ts.isImportClause(node) ||
      ts.isNamespaceImport(node);
    if (isDeclared && isOfScope && !isImportOf(node, name, module) && !required.some((one) => one === node))
      return true;
    return ts.forEachChild(node, (child) => isTaken(child) || undefined) ?? false;
  };
  return !isTaken(file);
}
