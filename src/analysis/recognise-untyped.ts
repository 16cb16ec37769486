import ts from 'typescript';

import type { CandidateFact } from '../clients/catalogue.ts';
import type { Client, Position } from '../clients/define-client.ts';
import type { Analysis } from './analysis.ts';
import { type Chain, goesOnWith, prefixOf } from './chain.ts';
import { isUnknownType } from './declared-in.ts';
import { handleOf } from './handle.ts';
import { readByClient } from './row.ts';
import { accessOf, calleeOf, isCallLike, unwrap } from './syntax.ts';

/** A fact that fits a chain of which no type is known, and the link that names the query. */
export interface UntypedMatch {
  readonly candidate: CandidateFact;
  readonly index: number;
}

/** Recognises a chain by tracing where it starts to an import, else by the conventions of the packages in use. */
export function matchUntyped(analysis: Analysis, node: ts.Expression, { root, links }: Chain): UntypedMatch | undefined {
  const called = handleCalledAt(analysis, root);
  for (const [index, link] of links.entries()) {
    for (const candidate of analysis.catalogue.byMethod.get(link.name) ?? []) {
      const { fact } = candidate;
      if (fact.by === 'signature' || fact.by === 'relation' || !link.call) continue;
      if (fact.by === 'method' ? index !== links.length - 1 : goesOnWith(node)) continue;
      const isQuery =
        fact.position === 'call'
          ? called === candidate.client
          : startsWithHandle(analysis, node, candidate.client, fact.position ?? 'handle', index);
      if (isQuery) return { candidate, index };
    }
  }
  return undefined;
}

/** The client whose handle is called at the root of a chain: `knex` in `knex('users').first()`. */
function handleCalledAt(analysis: Analysis, root: ts.Expression): Client | undefined {
  if (!isCallLike(root)) return undefined;
  const handle = handleOf(analysis, calleeOf(root));
  return typeof handle === 'object' ? handle : undefined;
}

function startsWithHandle(analysis: Analysis, node: ts.Expression, client: Client, position: Position, index: number): boolean {
  if (position === 'row') return readByClient(analysis, prefixOf(node, index)) === client;
  const shortest = position === 'member' ? 0 : index;
  const longest = position === 'member' ? index - 1 : index;
  for (let length = longest; length >= shortest; length -= 1) {
    const handle = prefixOf(node, length);
    const traced = handleOf(analysis, handle);
    if (traced === client) return true;
    if (traced !== 'unknown' || !isUnknownType(analysis.checker.getTypeAtLocation(handle))) continue;
    if (matchesConvention(analysis, node, handle, client, index)) return true;
  }
  return false;
}

function matchesConvention(analysis: Analysis, node: ts.Expression, handle: ts.Expression, client: Client, index: number): boolean {
  const name = ts.isIdentifier(handle) ? handle.text : accessOf(handle)?.name.replace(/^#/, '');
  if (name === undefined || !client.convention.handles.some((usual) => isUsual(usual, name))) return false;
  const dependencies = analysis.dependenciesOf(node.getSourceFile().fileName);
  if (!client.packages.some((dependency) => dependencies.has(dependency))) return false;
  const call = callAt(node, index);
  if (!call) return false;
  const argument = ts.isCallExpression(call) ? call.arguments[0] && unwrap(call.arguments[0]) : call.template;
  switch (client.convention.argument) {
    case 'any':
      return true;
    case 'object':
      return argument !== undefined && (ts.isObjectLiteralExpression(argument) || ts.isTaggedTemplateExpression(call));
    case 'sql':
      return argument !== undefined && looksLikeSql(argument);
  }
}

function isUsual(usual: string | RegExp, name: string): boolean {
  return typeof usual === 'string' ? usual === name : usual.test(name);
}

function callAt(node: ts.Expression, index: number): ts.CallExpression | ts.TaggedTemplateExpression | undefined {
  const prefix = prefixOf(node, index + 1);
  return ts.isCallExpression(prefix) || ts.isTaggedTemplateExpression(prefix) ? prefix : undefined;
}

function looksLikeSql(argument: ts.Node): boolean {
  const text = ts.isStringLiteralLike(argument) ? argument.text : ts.isTemplateExpression(argument) ? argument.head.text : '';
  return /^\s*(select|insert|update|delete|with|merge|call)\b/i.test(text);
}
