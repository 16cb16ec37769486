import ts from 'typescript';

import type { ArgumentShape, Client, Convention } from '../clients/define-client.ts';
import type { Analysis } from './analysis.ts';
import { chainOf, type Link, prefixOf } from './chain.ts';
import { importOf } from './imported-name.ts';
import { nameOf, unwrap } from './syntax.ts';

/**
 * Whether a link of a chain is a query by what a client's users call their handles, in a project that depends on the
 * client. For handles of which neither a type nor an import tells anything.
 */
export function matchesConvention(analysis: Analysis, node: ts.Expression, handle: ts.Expression, client: Client, index: number): boolean {
  // What is called on the handle tells more than a terminal at the end of the chain.
  const link = chainOf(node).links.slice(chainOf(handle).links.length, index + 1).find(({ call }) => call);
  if (!link) return false;
  const conventions = [client.convention].flat().filter(({ methods }) => methods?.includes(link.name) ?? true);
  return conventions.some((convention) => {
    const base = usualHandleIn(convention, handle, client);
    if (!base || !comesFromUsualModule(analysis, convention, base)) return false;
    // What is called on a builder needs no usual argument: the builder's handle has told enough.
    return (base !== handle || hasUsualArgument(convention, link)) && isInUse(analysis, node, client);
  });
}

/** The handle if it has a usual name, else the one from which it is derived: `users` in `users.createQueryBuilder('user')`. */
function usualHandleIn({ handles, registries = [] }: Convention, handle: ts.Expression, client: Client): ts.Expression | undefined {
  const { root, links } = chainOf(handle);
  for (let length = links.length; length >= 0; length -= 1) {
    const link = links[length - 1];
    const name = link ? link.name.replace(/^#/, '') : nameOf(ts.isCallExpression(root) ? root.expression : root);
    if (name === undefined) return undefined;
    const isCall = link ? link.call !== undefined : ts.isCallExpression(root);
    const written = isCall ? `${name}()` : name;
    if (handles.some((usual) => (typeof usual === 'string' ? usual === written : usual.test(written)))) return prefixOf(handle, length);
    if (!link) return undefined;
    if (!link.call && registries.includes(nameOf(prefixOf(handle, length - 1)) ?? '')) return prefixOf(handle, length);
    if (!link.call || !client.derivedBy?.includes(link.name)) return undefined;
  }
  return undefined;
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

function hasUsualArgument({ argument: shapes }: Convention, { call }: Link): boolean {
  const argument = call && (ts.isCallExpression(call) ? call.arguments[0] && unwrap(call.arguments[0]) : call.template);
  return [shapes].flat().some((shape) => (argument ? hasShape(argument, shape) : shape === 'any' || shape === 'value'));
}

function hasShape(argument: ts.Node, shape: ArgumentShape): boolean {
  switch (shape) {
    case 'any':
      return true;
    case 'value':
      return !ts.isFunctionLike(argument);
    case 'object':
      return ts.isObjectLiteralExpression(argument) || ts.isTaggedTemplateExpression(argument.parent);
    case 'sql':
      return looksLikeSql(argument);
    case 'class':
      return ts.isIdentifier(argument) && /^[A-Z][a-z]/.test(argument.text);
  }
}

function looksLikeSql(argument: ts.Node): boolean {
  const text = ts.isStringLiteralLike(argument) ? argument.text : ts.isTemplateExpression(argument) ? argument.head.text : '';
  return /^\s*(select|insert|update|delete|with|merge|call)\b/i.test(text);
}
