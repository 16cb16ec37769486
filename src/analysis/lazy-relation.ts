import ts from 'typescript';

import type { CandidateFact } from '../clients/catalogue.ts';
import type { Client, RelationFact } from '../clients/define-client.ts';
import type { Analysis } from './analysis.ts';
import { hostOf } from './consumption.ts';
import { clientOfModule } from './client-of-module.ts';
import { importedName } from './imported-name.ts';
import { accessOf, isInlineFunction, someDescendant, unwrap } from './syntax.ts';

/** A property that reads related rows when it is awaited. */
export interface LazyRelation {
  readonly candidate: CandidateFact<RelationFact>;
  readonly decorator: string;
}

/** The lazy relation that a member access reads: a decorator says so, and its type is a promise. */
export function lazyRelationOf(analysis: Analysis, node: ts.Node): LazyRelation | undefined {
  const { catalogue, checker } = analysis;
  if (catalogue.byDecorator.size === 0 || !ts.isPropertyAccessExpression(node)) return undefined;
  const property = checker.getSymbolAtLocation(node.name)?.valueDeclaration;
  if (!property || !ts.isPropertyDeclaration(property) || !property.type) return undefined;
  if (!property.type.getText().startsWith('Promise<')) return undefined;
  for (const { expression } of ts.getDecorators(property) ?? []) {
    const decorator = ts.isCallExpression(expression) ? expression.expression : expression;
    const candidate = catalogue.byDecorator.get(decorator.getText());
    if (!candidate || isFromElsewhere(analysis, decorator, candidate.client)) continue;
    const { eager } = candidate.fact;
    const isEager = eager !== undefined && hasOption(expression, eager);
    return isEager || isReadWithEntity(analysis, node) ? undefined : { candidate, decorator: decorator.getText() };
  }
  return undefined;
}

/** Whether a member's value is passed on as it is, as a promise is: `posts.map((post) => post.author)`. */
export function isHandedOn(node: ts.PropertyAccessExpression): boolean {
  const { parent } = node;
  return (
    ts.isReturnStatement(parent) ||
    ts.isArrayLiteralExpression(parent) ||
    (ts.isArrowFunction(parent) && parent.body === node) ||
    (ts.isCallExpression(parent) && parent.expression !== node) ||
    (ts.isVariableDeclaration(parent) && parent.initializer === node) ||
    (ts.isPropertyAccessExpression(parent) && parent.name.text === 'then')
  );
}

/** Whether a decorator is imported from a package that is not the client's. */
function isFromElsewhere(analysis: Analysis, decorator: ts.Expression, client: Client): boolean {
  const named = importedName(analysis, decorator);
  return named !== undefined && !named.module.startsWith('.') && clientOfModule(analysis, named.module) !== client;
}

function hasOption(decorator: ts.Expression, option: string): boolean {
  return someDescendant(
    decorator,
    (node) =>
      ts.isPropertyAssignment(node) &&
      node.name.getText() === option &&
      node.initializer.kind === ts.SyntaxKind.TrueKeyword,
  );
}

/** Whether the query that read the entity names the relation: `find({ relations: { author: true } })`. */
function isReadWithEntity(analysis: Analysis, { expression, name }: ts.PropertyAccessExpression): boolean {
  const reader = readerOf(analysis, expression);
  if (!reader) return false;
  const mention = new RegExp(`\\b${name.text}\\b`);
  return someDescendant(unwrap(reader), (node) => {
    if (ts.isStringLiteralLike(node)) return mention.test(node.text);
    return ts.isObjectLiteralElementLike(node) && node.name?.getText() === name.text;
  });
}

/** The awaited expression that has read a row: `users.find()` for `user` in `for (const user of await users.find())`. */
function readerOf(analysis: Analysis, value: ts.Expression): ts.Expression | undefined {
  const node = unwrap(value);
  if (ts.isAwaitExpression(node)) return node.expression;
  if (!ts.isIdentifier(node)) return undefined;
  const declaration = analysis.checker.getSymbolAtLocation(node)?.valueDeclaration;
  if (!declaration) return undefined;
  if (ts.isVariableDeclaration(declaration)) {
    const loop = declaration.parent.parent;
    if (ts.isForOfStatement(loop)) return readerOf(analysis, loop.expression);
    return declaration.initializer && readerOf(analysis, declaration.initializer);
  }
  if (!ts.isParameter(declaration) || !isInlineFunction(declaration.parent)) return undefined;
  const host = hostOf(declaration.parent);
  const access = host && accessOf(unwrap(host.expression));
  return access && declaration.parent.parameters[0] === declaration ? readerOf(analysis, access.object) : undefined;
}
