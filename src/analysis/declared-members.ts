import ts from 'typescript';

import { type Analysis, memoise } from './analysis.ts';
import { builderOf } from './builder.ts';
import { chainOf } from './chain.ts';
import { resolveAlias } from './declared-in.ts';
import { isOfLibrary } from './own-sources.ts';
import { accessOf, unwrap } from './syntax.ts';

/** The names that a file gives to members and to what others may take as members of it. */
const ofFile = new WeakMap<ts.SourceFile, ReadonlySet<string>>();

function namesIn(file: ts.SourceFile): ReadonlySet<string> {
  const known = ofFile.get(file);
  if (known) return known;
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (isNaming(node)) {
      const { name } = node;
      if (name && (ts.isIdentifier(name) || ts.isPrivateIdentifier(name) || ts.isStringLiteralLike(name)))
        names.add(name.text);
    }
    // `exports.load = …`, `this.load = …`
    const access = ts.isBinaryExpression(node) ? accessOf(node.left) : undefined;
    if (access) names.add(access.name);
    ts.forEachChild(node, visit);
  };
  visit(file);
  ofFile.set(file, names);
  return names;
}

/** Whether a declaration can be reached as a member: of an object or class, or of a module by `import * as`. */
function isNaming(node: ts.Node): node is ts.NamedDeclaration {
  if (ts.isClassElement(node) || ts.isTypeElement(node) || ts.isObjectLiteralElementLike(node)) return true;
  if (ts.isParameter(node)) return ts.isParameterPropertyDeclaration(node, node.parent);
  if (ts.isExportSpecifier(node)) return true;
  const isValue =
    ts.isFunctionDeclaration(node) ||
    ts.isClassDeclaration(node) ||
    ts.isVariableDeclaration(node) ||
    ts.isBindingElement(node);
  return isValue && (ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Export) !== 0;
}

const ofProgram = memoise<ts.Program, ReadonlySet<string>>((_analysis, program) => {
  const names = new Set<string>();
  for (const file of program.getSourceFiles()) {
    if (isOfLibrary(program, file)) continue;
    for (const name of namesIn(file)) names.add(name);
  }
  return names;
});

/**
 * Whether a callee may be a function of the user's, by names alone: a member that no file of the user names is one of a
 * library. Asking the checker would take the type of all before it, which is slow for builders.
 */
export function mayBeOwn(analysis: Analysis, callee: ts.Expression): boolean {
  const node = unwrap(callee);
  const access = accessOf(node);
  if (!access) return true;
  if (ofProgram(analysis, analysis.program)?.has(access.name) ?? true) return !builderOf(analysis, access.object);
  // A member of an import may belong to a file that the program does not have.
  const { root } = chainOf(node);
  const symbol = ts.isIdentifier(root) ? analysis.checker.getSymbolAtLocation(root) : undefined;
  if (!symbol || (symbol.flags & ts.SymbolFlags.Alias) === 0) return false;
  const declaration = resolveAlias(analysis.checker, symbol).valueDeclaration;
  const isValueOfProgram =
    declaration !== undefined &&
    ts.isVariableDeclaration(declaration) &&
    !declaration.getSourceFile().isDeclarationFile;
  return !isValueOfProgram;
}
