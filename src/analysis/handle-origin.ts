import ts from 'typescript';

import type { Client } from '../clients/define-client.ts';
import type { Analysis } from './analysis.ts';
import { chainOf, prefixOf } from './chain.ts';
import { isDeclaredBy, isUnknownType, namedTypes, resolveAlias } from './declared-in.ts';
import { handleOf } from './handle.ts';
import { importedElsewhere } from './other-file.ts';
import { functionBehind, functionCalled } from './returned-value.ts';
import { accessOf, enclosingFunction, unwrap } from './syntax.ts';

/** Where a handle comes from: two handles of one origin are on one pool. */
export interface HandleOrigin {
  /** The variable, parameter or class that it is read from. */
  readonly declaration: ts.Node;
  /** The members through which it is read: `.prisma`. */
  readonly path: string;
}

export function isSameOrigin(first: HandleOrigin, second: HandleOrigin): boolean {
  return isSameNode(first.declaration, second.declaration) && first.path === second.path;
}

/** Whether two nodes are one, of which each may be of a program of its own. */
function isSameNode(first: ts.Node, second: ts.Node): boolean {
  if (first === second) return true;
  const [file, other] = [first.getSourceFile(), second.getSourceFile()];
  return file !== other && file.fileName === other.fileName && first.pos === second.pos && first.kind === second.kind;
}

/** The origins of an expression and of what it is read or called on, the innermost first. */
export function originsIn(analysis: Analysis, expression: ts.Expression, client: Client): readonly HandleOrigin[] {
  const { root, links } = chainOf(expression);
  const called = ts.isCallExpression(root) ? [root.expression] : ts.isTaggedTemplateExpression(root) ? [root.tag] : [];
  const answered = answeredLinks(analysis, expression);
  const prefixes = Array.from({ length: links.length + 1 }, (_, length) => prefixOf(expression, length));
  const own = answered === 0 ? [...called, ...prefixes] : prefixes.slice(answered);
  return own.flatMap((prefix) => originOf(analysis, prefix, client) ?? []);
}

/**
 * How many links of a chain lead to what a function of the user's answers with, which may be another handle than what it
 * is called on: `prisma.current()` in `prisma.current().user.create()`.
 */
export function answeredLinks(analysis: Analysis, expression: ts.Expression): number {
  const { links } = chainOf(expression);
  return links.findLastIndex((_, index) => functionBehind(analysis, prefixOf(expression, index + 1)) !== undefined) + 1;
}

/** Where a handle comes from, behind constants, derived handles and members that hold one; nothing where that is lost. */
export function originOf(
  analysis: Analysis,
  expression: ts.Expression,
  client: Client,
  depth = 0,
): HandleOrigin | undefined {
  const node = unwrap(expression);
  if (depth > 6) return undefined;
  if (ts.isAwaitExpression(node)) return originOf(analysis, node.expression, client, depth + 1);
  if (ts.isIdentifier(node)) return originOfName(analysis, node, client, depth);
  if (node.kind === ts.SyntaxKind.ThisKeyword) {
    const owner = ts.findAncestor(node, ts.isClassLike);
    return owner && { declaration: owner, path: '' };
  }
  if (ts.isCallExpression(node)) {
    const access = accessOf(unwrap(node.expression));
    const isDerived = access && client.derivedBy?.includes(access.name) && isHandle(analysis, access.object, client);
    if (isDerived) return originOf(analysis, access.object, client, depth + 1);
    const kept = keptAnswerOf(analysis, node);
    return kept && originOf(analysis, kept, client, depth + 1);
  }
  const access = accessOf(node);
  if (!access) return undefined;
  if (client.handleMembers?.includes(access.name) && isHandle(analysis, access.object, client))
    return originOf(analysis, access.object, client, depth + 1);
  return (
    originOfField(analysis, access.nameNode, client, depth) ??
    memberOf(originOf(analysis, access.object, client, depth + 1), access.name)
  );
}

/** The variable of its module that a function only answers with, `return db`, which is the same in a transaction. */
export function keptAnswerOf(analysis: Analysis, call: ts.CallExpression): ts.Identifier | undefined {
  const body = functionCalled(analysis, call)?.body;
  const last = body && ts.isBlock(body) ? body.statements.at(-1) : undefined;
  const answer = last && ts.isReturnStatement(last) && last.expression ? unwrap(last.expression) : undefined;
  if (!answer || !ts.isIdentifier(answer) || /getStore|AsyncLocalStorage/.test(body?.getText() ?? '')) return undefined;
  const declaration = analysis.checker.getSymbolAtLocation(answer)?.valueDeclaration;
  const isOfModule =
    declaration && ts.isVariableDeclaration(declaration) && ts.isSourceFile(enclosingFunction(declaration));
  return isOfModule ? answer : undefined;
}

function memberOf(owner: HandleOrigin | undefined, name: string): HandleOrigin | undefined {
  return owner && { ...owner, path: `${owner.path}.${name}` };
}

/** Of a field that is declared with a value: `private readonly users = prisma.user`. */
function originOfField(analysis: Analysis, name: ts.Node, client: Client, depth: number): HandleOrigin | undefined {
  const declaration = analysis.checker.getSymbolAtLocation(name)?.valueDeclaration;
  const field = declaration && ts.isPropertyDeclaration(declaration) ? declaration.initializer : undefined;
  return field && isFollowed(unwrap(field)) ? originOf(analysis, field, client, depth + 1) : undefined;
}

function originOfName(
  analysis: Analysis,
  node: ts.Identifier,
  client: Client,
  depth: number,
): HandleOrigin | undefined {
  const named = analysis.checker.getSymbolAtLocation(node);
  const elsewhere = importedElsewhere(analysis, node);
  const symbol = elsewhere?.symbol ?? (named && resolveAlias(analysis.checker, named));
  const declaration = symbol?.valueDeclaration ?? named?.declarations?.[0];
  return declaration && originOfDeclaration(elsewhere?.analysis ?? analysis, declaration, client, depth);
}

function originOfDeclaration(
  analysis: Analysis,
  declaration: ts.Declaration,
  client: Client,
  depth: number,
): HandleOrigin {
  if (ts.isBindingElement(declaration)) {
    const holder = declaration.parent.parent;
    const source = ts.isVariableDeclaration(holder) && isConstant(holder) ? holder.initializer : undefined;
    const owner = source && originOf(analysis, source, client, depth + 1);
    const member = memberOf(owner, (declaration.propertyName ?? declaration.name).getText());
    return member ?? { declaration, path: '' };
  }
  const value =
    ts.isVariableDeclaration(declaration) && isConstant(declaration) && declaration.initializer
      ? unwrap(declaration.initializer)
      : undefined;
  const origin = value && isFollowed(value) ? originOf(analysis, value, client, depth + 1) : undefined;
  return origin ?? { declaration, path: '' };
}

function isFollowed(value: ts.Expression): boolean {
  return (
    ts.isIdentifier(value) || accessOf(value) !== undefined || ts.isCallExpression(value) || ts.isAwaitExpression(value)
  );
}

function isConstant(variable: ts.VariableDeclaration): boolean {
  return (ts.getCombinedNodeFlags(variable) & ts.NodeFlags.Const) !== 0;
}

/** Whether an expression is a handle of a client, by its type or by what it is traced to. */
function isHandle(analysis: Analysis, expression: ts.Expression, client: Client): boolean {
  const type = analysis.checker.getTypeAtLocation(expression);
  if (isUnknownType(type)) return handleOf(analysis, expression) === client;
  for (const symbol of namedTypes(analysis.checker, type)) {
    const declaration = symbol.declarations?.[0];
    if (declaration && isDeclaredBy(declaration, client)) return true;
  }
  return handleOf(analysis, expression) === client;
}
