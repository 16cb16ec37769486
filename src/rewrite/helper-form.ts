import ts from 'typescript';

import { unwrap } from '../analysis/syntax.ts';
import type { FunctionWithBody } from '../analysis/syntax.ts';
import { refuse } from './refusal.ts';

/** A condition under which a helper answers without a query: `if (id === null) return null;` */
export interface EarlyAnswer {
  readonly condition: ts.Expression;
  readonly answer: string;
}

/** A function that answers with one query, and may answer without it first. */
export interface HelperForm {
  readonly declaration: FunctionWithBody;
  /** What a sibling is put after: a statement, or a member of a class. */
  readonly place: ts.Statement | ts.MethodDeclaration;
  readonly parameters: readonly ts.ParameterDeclaration[];
  readonly early: readonly EarlyAnswer[];
}

/** Understands a helper that does nothing but send a query, or refuses. */
export function helperFormOf(declaration: FunctionWithBody, query: ts.Expression): HelperForm {
  const parameters = [...declaration.parameters];
  const isPlain =
    !declaration.typeParameters &&
    !declaration.asteriskToken &&
    parameters.every(
      ({ name, dotDotDotToken, initializer }) => ts.isIdentifier(name) && !dotDotDotToken && !initializer,
    );
  if (!isPlain) return refuse('helperForm');
  const place = placeOf(declaration) ?? refuse('helperForm');
  const { body } = declaration;
  if (!ts.isBlock(body))
    return isQuery(body, query) ? { declaration, place, parameters, early: [] } : refuse('helperForm');
  const statements = [...body.statements];
  const early: EarlyAnswer[] = [];
  for (let first = statements[0]; first && ts.isIfStatement(first); first = statements[0]) {
    early.push(earlyAnswerOf(first));
    statements.shift();
  }
  return endsWithQuery(statements, query) ? { declaration, place, parameters, early } : refuse('helperForm');
}

function placeOf(declaration: FunctionWithBody): ts.Statement | ts.MethodDeclaration | undefined {
  if (ts.isFunctionDeclaration(declaration) || ts.isMethodDeclaration(declaration)) {
    return ts.isObjectLiteralExpression(declaration.parent) ? undefined : declaration;
  }
  const variable = declaration.parent;
  const statement = ts.isVariableDeclaration(variable) ? variable.parent.parent : undefined;
  return statement && ts.isVariableStatement(statement) ? statement : undefined;
}

function earlyAnswerOf({ expression, thenStatement, elseStatement }: ts.IfStatement): EarlyAnswer {
  const inner = ts.isBlock(thenStatement) ? thenStatement.statements : [thenStatement];
  const [only] = inner;
  if (elseStatement || inner.length !== 1 || !only || !ts.isReturnStatement(only)) return refuse('helperForm');
  const answer = only.expression?.getText() ?? 'undefined';
  return /^(null|undefined|\[\]|0)$/.test(answer) ? { condition: expression, answer } : refuse('helperForm');
}

/** `return query;`, or `const row = await query; return row;` */
function endsWithQuery([first, second, ...others]: readonly ts.Statement[], query: ts.Expression): boolean {
  if (!first || others.length > 0) return false;
  if (!second) return ts.isReturnStatement(first) && first.expression !== undefined && isQuery(first.expression, query);
  const [declared] = ts.isVariableStatement(first) ? first.declarationList.declarations : [];
  return (
    declared?.initializer !== undefined &&
    isQuery(declared.initializer, query) &&
    ts.isReturnStatement(second) &&
    second.expression?.getText() === declared.name.getText()
  );
}

function isQuery(expression: ts.Expression, query: ts.Expression): boolean {
  const node = unwrap(expression);
  return node === query || (ts.isAwaitExpression(node) && isQuery(node.expression, query));
}
