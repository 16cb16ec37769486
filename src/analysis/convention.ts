import ts from 'typescript';

import type { ArgumentShape, Convention } from '../clients/convention-fact.ts';
import type { Client } from '../clients/define-client.ts';
import type { Analysis } from './analysis.ts';
import { chainOf, type Link, prefixOf } from './chain.ts';
import { evaluateOption } from './evaluate-option.ts';
import { importOf } from './imported-name.ts';
import { initializerOf } from './references.ts';
import { functionCalled, returnedBy } from './returned-value.ts';
import { nameOf, unwrap } from './syntax.ts';

/**
 * Whether a link of a chain is a query by what a client's users call their handles, in a project that depends on the
 * client. For handles of which neither a type nor an import tells anything.
 */
export function matchesConvention(
  analysis: Analysis,
  node: ts.Expression,
  handle: ts.Expression,
  client: Client,
  index: number,
): boolean {
  // What is called on the handle tells more than a terminal at the end of the chain.
  const link = chainOf(node)
    .links.slice(chainOf(handle).links.length, index + 1)
    .find(({ call }) => call);
  if (!link) return false;
  const conventions = [client.convention].flat().filter(({ methods }) => methods?.includes(link.name) ?? true);
  return conventions.some((convention) => {
    const base = usualHandleIn(analysis, convention, handle, client);
    if (!base || !comesFromUsualModule(analysis, convention, base)) return false;
    // What is called on a builder needs no usual argument: the builder's handle has told enough.
    return (base !== handle || hasUsualArgument(analysis, convention, link)) && isInUse(analysis, node, client);
  });
}

/** Whether a handle of which nothing else is known has a name that the client's users give to theirs. */
export function isUsualHandle(analysis: Analysis, node: ts.Node, handle: ts.Expression, client: Client): boolean {
  return (
    isInUse(analysis, node, client) &&
    [client.convention].flat().some((convention) => {
      const base = usualHandleIn(analysis, convention, handle, client);
      return base !== undefined && comesFromUsualModule(analysis, convention, base);
    })
  );
}

/** The client whose users give its tag that name, in sql`select …`, where the tag comes from a module of their own. */
export function clientOfUsualTag(
  analysis: Analysis,
  { tag, template }: ts.TaggedTemplateExpression,
): Client | undefined {
  const name = nameOf(tag);
  if (name === undefined || !looksLikeSql(analysis, template)) return undefined;
  const { root } = chainOf(tag);
  const imported = ts.isIdentifier(root) ? importOf(analysis, root) : undefined;
  // Many packages export an `sql` that only builds a text.
  if (imported && !/^(\.|[~#@]?\/)/.test(imported.module)) return undefined;
  return analysis.catalogue.clients.find(
    (client) =>
      client.queries.some(({ by }) => by === 'tag') &&
      [client.convention]
        .flat()
        .some(({ handles }) =>
          handles.some((usual) => (typeof usual === 'string' ? usual === name : usual.test(name))),
        ) &&
      isInUse(analysis, tag, client),
  );
}

/** The client whose users call their handle by that name, and call it as a function: `knex('users')`. */
export function clientOfUsualCall(analysis: Analysis, call: ts.CallExpression): Client | undefined {
  return analysis.catalogue.clients.find(
    (client) =>
      client.queries.some((fact) => 'position' in fact && fact.position === 'call' && 'otherwise' in fact) &&
      [client.convention].flat().some((convention) => {
        const handle = unwrap(call.expression);
        return (
          usualHandleIn(analysis, convention, handle, client) === handle &&
          comesFromUsualModule(analysis, convention, handle) &&
          hasUsualArgument(analysis, convention, { name: '', call })
        );
      }) &&
      isInUse(analysis, call, client),
  );
}

/** The handle if it has a usual name, else the one from which it is derived: `users` in `users.createQueryBuilder('user')`. */
function usualHandleIn(
  analysis: Analysis,
  { handles, registries = [] }: Convention,
  handle: ts.Expression,
  client: Client,
): ts.Expression | undefined {
  const { root, links } = chainOf(handle);
  for (let length = links.length; length >= 0; length -= 1) {
    const link = links[length - 1];
    const written = link ? link.name : nameOf(ts.isCallExpression(root) ? root.expression : root);
    const name = bare(written ?? computedNameOf(analysis, root) ?? '');
    if (name === '') return undefined;
    const isCall = link ? link.call !== undefined : ts.isCallExpression(root);
    const isUsual = (written: string): boolean =>
      handles.some((usual) => (typeof usual === 'string' ? usual === written : usual.test(written)));
    if (isUsual(isCall ? `${name}()` : name)) return prefixOf(handle, length);
    if (!link) {
      const isOneOf = ts.isCallExpression(root) && chosenBy(analysis, root).some((choice) => isUsual(choice.text));
      return isOneOf ? prefixOf(handle, 0) : undefined;
    }
    if (!link.call && registries.includes(nameOf(prefixOf(handle, length - 1)) ?? '')) return prefixOf(handle, length);
    if (!link.call || !client.derivedBy?.includes(link.name)) return undefined;
  }
  return undefined;
}

/** A name without what only says that it is private: `users` of `#users`, `_users` and `users_`. */
function bare(name: string): string {
  return name.replaceAll(/^[#_]+|_+$/g, '');
}

/** What is known of the name of a computed member: `Repository` in `this[`${model}Repository`]`. */
function computedNameOf(analysis: Analysis, node: ts.Expression): string | undefined {
  if (!ts.isElementAccessExpression(node)) return undefined;
  const value = evaluateOption(analysis, node.argumentExpression);
  return value.kind === 'text' ? value.pieces.map((piece) => piece ?? '').join('') : undefined;
}

/** The names of which a function of the user answers with one: `tx` and `prisma` of `const getClient = (tx) => tx ?? prisma`. */
function chosenBy(analysis: Analysis, call: ts.CallExpression): readonly ts.Identifier[] {
  const called = functionCalled(analysis, call);
  const returned = called && returnedBy(called);
  const choice = returned && unwrap(returned);
  if (!choice || !ts.isBinaryExpression(choice)) return [];
  return [choice.left, choice.right].map(unwrap).filter(ts.isIdentifier);
}

function comesFromUsualModule(analysis: Analysis, { modules }: Convention, handle: ts.Expression): boolean {
  if (!modules) return true;
  const { root } = chainOf(handle);
  const imported = ts.isIdentifier(root) ? importOf(analysis, root) : undefined;
  return imported !== undefined && /^[.~@#/]/.test(imported.module) && modules.test(imported.module);
}

function isInUse(analysis: Analysis, node: ts.Node, { packages }: Client): boolean {
  const dependencies = analysis.dependenciesOf(node.getSourceFile().fileName);
  return packages.some((dependency) => dependencies.has(dependency));
}

function hasUsualArgument(analysis: Analysis, { argument: shapes }: Convention, { call }: Link): boolean {
  const argument = call && (ts.isCallExpression(call) ? call.arguments[0] && unwrap(call.arguments[0]) : call.template);
  return [shapes]
    .flat()
    .some((shape) => (argument ? hasShape(analysis, argument, shape) : ['any', 'value', 'nothing'].includes(shape)));
}

function hasShape(analysis: Analysis, argument: ts.Node, shape: ArgumentShape): boolean {
  switch (shape) {
    case 'any':
      return true;
    case 'value':
      return !ts.isFunctionLike(argument);
    case 'object':
      return ts.isTaggedTemplateExpression(argument.parent) || isObjectLiteral(analysis, argument);
    case 'sql':
      return looksLikeSql(analysis, argument);
    case 'text':
      return ts.isStringLiteralLike(argument) || ts.isTemplateExpression(argument);
    case 'nothing':
      return false;
    case 'class':
      return ts.isIdentifier(argument) && /^[A-Z][a-z]/.test(argument.text);
  }
}

/** An object that is written out, here, in a constant, or where a function of the user answers with it. */
function isObjectLiteral(analysis: Analysis, argument: ts.Node, depth = 0): boolean {
  if (!ts.isExpression(argument) || depth > 4) return false;
  const node = unwrap(argument);
  if (ts.isObjectLiteralExpression(node)) return true;
  const called = ts.isCallExpression(node) ? functionCalled(analysis, node) : undefined;
  const behind = called ? returnedBy(called) : ts.isIdentifier(node) ? initializerOf(analysis, node) : undefined;
  return behind !== undefined && isObjectLiteral(analysis, behind, depth + 1);
}

/** SQL in a literal, in the template of a tag, in a constant, or as the text of `{ text: 'select …', values }`. */
export function looksLikeSql(analysis: Analysis, argument: ts.Node): boolean {
  if (ts.isIdentifier(argument)) {
    const initializer = initializerOf(analysis, argument);
    return initializer !== undefined && !ts.isIdentifier(initializer) && looksLikeSql(analysis, initializer);
  }
  if (ts.isTaggedTemplateExpression(argument)) return looksLikeSql(analysis, argument.template);
  if (ts.isObjectLiteralExpression(argument)) {
    return argument.properties.some(
      (property) =>
        ts.isPropertyAssignment(property) &&
        /^(text|sql)$/.test(property.name.getText()) &&
        looksLikeSql(analysis, property.initializer),
    );
  }
  const text = ts.isStringLiteralLike(argument)
    ? argument.text
    : ts.isTemplateExpression(argument)
      ? argument.head.text
      : '';
  return /^\s*((--[^\n]*\n|\/\*[^]*?\*\/)\s*)*(select|insert|update|delete|replace|with|merge|call)\b/i.test(text);
}
