import ts from 'typescript';

import { accessOf } from './syntax.ts';

/** The value that the constructor gives a field: `this.load = make()`. */
export function assignedInConstructor(field: ts.Node): ts.Expression | undefined {
  if (!ts.isPropertyDeclaration(field)) return undefined;
  const body = field.parent.members.find(ts.isConstructorDeclaration)?.body;
  for (const statement of body?.statements ?? []) {
    if (!ts.isExpressionStatement(statement) || !ts.isBinaryExpression(statement.expression)) continue;
    const { left, operatorToken, right } = statement.expression;
    const access = operatorToken.kind === ts.SyntaxKind.EqualsToken ? accessOf(left) : undefined;
    if (access?.object.kind === ts.SyntaxKind.ThisKeyword && access.name === field.name.getText()) return right;
  }
  return undefined;
}
