import ts from 'typescript';

import type { Analysis } from './analysis.ts';
import { assignedIn } from './dependence.ts';
import { namesOfBinding } from './binding-names.ts';
import { importedName } from './imported-name.ts';
import { clientBuiltBy } from './pool-holder.ts';
import { referencesOf } from './references.ts';
import { accessOf, isInlineFunction, someDescendant, unwrap } from './syntax.ts';

/** Functions that answer with a value that nobody can change, and the same for the same arguments. */
const conversions = new Set(['Number', 'String', 'Boolean', 'parseInt', 'parseFloat']);
/** Methods of texts that do. */
const textMethods =
  /^(trim|trimStart|trimEnd|replace|replaceAll|slice|toLowerCase|toUpperCase|toString|concat|startsWith|endsWith|includes)$/;

/** `Number(text)` */
export function isConversion(call: ts.CallExpression | ts.NewExpression): boolean {
  const callee = unwrap(call.expression);
  return ts.isCallExpression(call) && ts.isIdentifier(callee) && conversions.has(callee.text);
}

/** `text.trim()` */
export function isTextMethod(call: ts.CallExpression | ts.NewExpression): boolean {
  return ts.isCallExpression(call) && textMethods.test(accessOf(unwrap(call.expression))?.name ?? '');
}

/** Whether a call builds a client, a part of one, or the options of one, and leaves what it is given as it is. */
export function isConstruction(analysis: Analysis, call: ts.CallExpression | ts.NewExpression): boolean {
  if (clientBuiltBy(analysis, call)) return true;
  // The settings of this package's own runtime.
  return importedName(analysis, unwrap(call.expression))?.module === 'poolwise/runtime';
}

/** Whether the value of an expression cannot be changed by those that have it: a text, a number. */
export function isUnchangeable(expression: ts.Expression): boolean {
  const isObject = (node: ts.Node): boolean => {
    if (ts.isCallExpression(node)) return !isConversion(node) && !isTextMethod(node);
    return (
      ts.isObjectLiteralExpression(node) ||
      ts.isArrayLiteralExpression(node) ||
      ts.isNewExpression(node) ||
      isInlineFunction(node)
    );
  };
  return !isObject(expression) && !someDescendant(expression, isObject);
}

/** Whether a file assigns a variable or a member of it, or hands it to what may do so. */
export function isChangedIn(analysis: Analysis, variable: ts.VariableDeclaration): boolean {
  const assigned = assignedIn(variable.getSourceFile());
  if (namesOfBinding(variable.name).some((name) => assigned.has(name))) return true;
  if (!variable.initializer || isUnchangeable(variable.initializer)) return false;
  const symbol = analysis.checker.getSymbolAtLocation(variable.name);
  return ((symbol && referencesOf(analysis, symbol)) ?? []).some(
    (mention) =>
      (ts.isCallExpression(mention.parent) || ts.isNewExpression(mention.parent)) &&
      mention.parent.expression !== mention &&
      !isConstruction(analysis, mention.parent),
  );
}
