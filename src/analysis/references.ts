import ts from 'typescript';

import { type Analysis, memoise } from './analysis.ts';
import { enclosingFunction } from './syntax.ts';

/** All other mentions of a variable in the function that declares it, nested functions included. */
export const referencesOf = memoise<ts.Symbol, readonly ts.Identifier[]>((analysis, symbol) => {
  const declaration = symbol.valueDeclaration;
  if (!declaration) return [];
  const name = ts.getNameOfDeclaration(declaration);
  const found: ts.Identifier[] = [];
  const isOther = (node: ts.Identifier): boolean =>
    (symbol.flags & ts.SymbolFlags.Variable) !== 0 && isNameOfMember(node);
  const visit = (node: ts.Node): void => {
    if (!ts.isIdentifier(node)) ts.forEachChild(node, visit);
    else if (node.text === symbol.name && node !== name && !isOther(node) && variableAt(analysis, node) === symbol) {
      found.push(node);
    }
  };
  visit(enclosingFunction(declaration));
  return found;
});

/** Whether an identifier names a member, of which to ask takes the type of what it is a member of: `user` in `order.user`. */
function isNameOfMember(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) || ts.isPropertyAssignment(parent) || ts.isJsxAttribute(parent))
    return parent.name === node;
  return ts.isBindingElement(parent) && parent.propertyName === node;
}

/** The variable that an identifier stands for; in `{ id }` it is the variable, not the property. */
export function variableAt(analysis: Analysis, node: ts.Identifier): ts.Symbol | undefined {
  if (ts.isShorthandPropertyAssignment(node.parent)) {
    return analysis.checker.getShorthandAssignmentValueSymbol(node.parent);
  }
  return analysis.checker.getSymbolAtLocation(node);
}

/** The expression that a variable is declared with, if it is never assigned again. */
export function initializerOf(analysis: Analysis, identifier: ts.Node): ts.Expression | undefined {
  const declaration = analysis.checker.getSymbolAtLocation(identifier)?.valueDeclaration;
  if (!declaration || !ts.isVariableDeclaration(declaration)) return undefined;
  return ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const ? declaration.initializer : undefined;
}

/** Whether a variable is declared by `const`; what `using` declares ends with its block. */
export function isConst(variable: ts.VariableDeclaration): boolean {
  const flags = ts.getCombinedNodeFlags(variable);
  return (flags & ts.NodeFlags.Const) !== 0 && (flags & ts.NodeFlags.Using) === 0;
}
