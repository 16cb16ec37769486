import ts from 'typescript';

/** The names that a file takes out of what `require` answers: `eq` in `const { eq } = require('drizzle-orm')`. */
export function requiredNames(file: ts.SourceFile, module: string): readonly ts.BindingElement[] {
  return file.statements.flatMap((statement) =>
    declarationsOf(statement).flatMap(({ name, initializer }) =>
      ts.isObjectBindingPattern(name) && moduleOf(initializer) === module ? name.elements : [],
    ),
  );
}

/** Whether a statement declares nothing but what `require` answers. */
export function isRequired(statement: ts.Statement): boolean {
  const declarations = declarationsOf(statement);
  return declarations.length > 0 && declarations.every(({ initializer }) => moduleOf(initializer) !== undefined);
}

function declarationsOf(statement: ts.Statement): readonly ts.VariableDeclaration[] {
  return ts.isVariableStatement(statement) ? statement.declarationList.declarations : [];
}

/** The module of `require('drizzle-orm')`. */
function moduleOf(node: ts.Expression | undefined): string | undefined {
  if (!node || !ts.isCallExpression(node) || node.expression.getText() !== 'require') return undefined;
  const [module] = node.arguments;
  return module && ts.isStringLiteralLike(module) ? module.text : undefined;
}
