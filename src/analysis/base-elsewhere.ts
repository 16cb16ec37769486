import ts from 'typescript';

import type { Workspace } from './analysis.ts';
import { hasBody, pathOf, unwrap } from './syntax.ts';

/** The class that another one extends, found without a program: by its name, or as what a function makes, `extends Timestamped(Base)`. */
export function baseElsewhere(
  workspace: Workspace,
  owner: ts.ClassLikeDeclaration,
): ts.ClassLikeDeclaration | undefined {
  const clause = owner.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword);
  const [base] = clause?.types ?? [];
  return base && classBehind(workspace, base.expression);
}

function classBehind(workspace: Workspace, expression: ts.Expression, depth = 0): ts.ClassLikeDeclaration | undefined {
  const node = unwrap(expression);
  if (depth > 4) return undefined;
  if (ts.isClassExpression(node)) return node;
  if (ts.isCallExpression(node)) {
    const factory = declarationNamed(workspace, node.expression);
    const declared =
      factory && ts.isVariableDeclaration(factory) && factory.initializer ? unwrap(factory.initializer) : factory;
    return declared && hasBody(declared) ? classMadeBy(declared.body) : undefined;
  }
  const declaration = declarationNamed(workspace, node);
  if (declaration && ts.isVariableDeclaration(declaration) && declaration.initializer)
    return classBehind(workspace, declaration.initializer, depth + 1);
  return declaration && ts.isClassLike(declaration) ? declaration : undefined;
}

function declarationNamed({ declarationOf }: Workspace, expression: ts.Expression): ts.Declaration | undefined {
  const path = pathOf(expression);
  return path && declarationOf(path, expression.getSourceFile());
}

/** The class that a function answers with, which it declares itself. */
function classMadeBy(body: ts.ConciseBody): ts.ClassLikeDeclaration | undefined {
  if (!ts.isBlock(body)) {
    const made = unwrap(body);
    return ts.isClassExpression(made) ? made : undefined;
  }
  const returned = body.statements.findLast(ts.isReturnStatement)?.expression;
  const made = returned && unwrap(returned);
  if (!made || ts.isClassExpression(made)) return made;
  return body.statements
    .filter(ts.isClassDeclaration)
    .find(({ name }) => ts.isIdentifier(made) && name?.text === made.text);
}
