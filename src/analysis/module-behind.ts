import ts from 'typescript';

import type { Analysis } from './analysis.ts';
import { resolveAlias } from './declared-in.ts';
import { importOf, requiredModule } from './imported-name.ts';
import { accessOf, unwrap } from './syntax.ts';

/** The module that a value comes from where no type tells: through constants, fields, `new` and calls. */
export function moduleBehind(analysis: Analysis, expression: ts.Expression, depth = 0): string | undefined {
  const node = unwrap(expression);
  if (depth > 12) return undefined;
  const required = requiredModule(node);
  if (required !== undefined) return required;
  if (ts.isAwaitExpression(node) || ts.isNewExpression(node) || ts.isCallExpression(node))
    return moduleBehind(analysis, node.expression, depth + 1);
  const access = accessOf(node);
  if (access) {
    // `fs.promises.readFile`
    const owner = moduleBehind(analysis, access.object, depth + 1);
    if (owner !== undefined) return access.name === 'promises' && owner.endsWith('fs') ? `${owner}/promises` : owner;
    return moduleOfDeclaration(analysis, analysis.checker.getSymbolAtLocation(access.nameNode), depth);
  }
  if (!ts.isIdentifier(node)) return undefined;
  const imported = importOf(analysis, node);
  if (imported && !/^([.~#/]|@\/)/.test(imported.module))
    return imported.name === 'promises' && imported.module.endsWith('fs')
      ? `${imported.module}/promises`
      : imported.module;
  return moduleOfDeclaration(analysis, analysis.checker.getSymbolAtLocation(node), depth);
}

function moduleOfDeclaration(analysis: Analysis, symbol: ts.Symbol | undefined, depth: number): string | undefined {
  const declaration = symbol && resolveAlias(analysis.checker, symbol).valueDeclaration;
  if (!declaration) return undefined;
  if (ts.isFunctionDeclaration(declaration)) return moduleOfType(analysis, declaration.type);
  if (!ts.isVariableDeclaration(declaration) && !ts.isPropertyDeclaration(declaration) && !ts.isParameter(declaration))
    return undefined;
  const { type, initializer } = declaration;
  const module = moduleOfType(analysis, type);
  if (module !== undefined) return module;
  const made = initializer && unwrap(initializer);
  if (made && ts.isArrowFunction(made)) return moduleOfType(analysis, made.type);
  return made && moduleBehind(analysis, made, depth + 1);
}

/** The module from which an annotation takes its type: of `Client<Users>`. */
function moduleOfType(analysis: Analysis, type: ts.TypeNode | undefined): string | undefined {
  if (!type || !ts.isTypeReferenceNode(type)) return undefined;
  const root = ts.isQualifiedName(type.typeName) ? type.typeName.left : type.typeName;
  return importOf(analysis, root)?.module;
}
