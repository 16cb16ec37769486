import ts from 'typescript';

import type { Analysis } from './analysis.ts';
import { packageOf, resolveAlias } from './declared-in.ts';
import { importOf } from './imported-name.ts';
import { accessOf, unwrap } from './syntax.ts';

/** The files of libraries that declare all that a callee can mean; nothing where the user's own code may be behind it. */
export function librariesOf(analysis: Analysis, callee: ts.Expression): readonly ts.Declaration[] | undefined {
  const name = accessOf(callee)?.nameNode ?? (ts.isIdentifier(callee) ? callee : undefined);
  const symbol = name && analysis.checker.getSymbolAtLocation(name);
  const declarations = symbol && resolveAlias(analysis.checker, symbol).declarations;
  if (!declarations || declarations.length === 0) return undefined;
  return declarations.every((declaration) => declaration.getSourceFile().isDeclarationFile) ? declarations : undefined;
}

/** Whether a variable is what a function of a library answers with, or a part of that: `const { append } = useFieldArray()`. */
export function isTakenFromLibrary(analysis: Analysis, callee: ts.Expression): boolean {
  const variable = ts.isIdentifier(callee) ? analysis.checker.getSymbolAtLocation(callee)?.valueDeclaration : undefined;
  if (!variable) return false;
  return isMadeByLibrary(analysis, ts.isBindingElement(variable) ? variable.parent.parent : variable);
}

/** Whether a variable is declared with a call of a library, be it one that is not there. */
export function isMadeByLibrary(analysis: Analysis, variable: ts.Node): boolean {
  const value = ts.isVariableDeclaration(variable) && variable.initializer ? unwrap(variable.initializer) : undefined;
  const callee = value && ts.isCallExpression(value) ? unwrap(value.expression) : undefined;
  if (!callee || !ts.isIdentifier(callee)) return false;
  const [first] = librariesOf(analysis, callee) ?? [];
  if (first) return packageOf(first) !== undefined;
  const imported = importOf(analysis, callee);
  return (
    imported !== undefined &&
    isMissing(analysis, callee) &&
    !analysis.isOwnModule(imported.module, callee.getSourceFile().fileName)
  );
}

/** Whether an import leads to nothing that the program has. */
function isMissing({ checker }: Analysis, name: ts.Identifier): boolean {
  const symbol = checker.getSymbolAtLocation(name);
  return symbol !== undefined && (resolveAlias(checker, symbol).declarations ?? []).length === 0;
}
