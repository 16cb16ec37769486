import ts from 'typescript';

import type { Analysis } from './analysis.ts';
import { answersOf } from './answers.ts';
import { chainOf, prefixOf } from './chain.ts';
import { isOfType, isUnknownType } from './declared-in.ts';
import type { Effect } from './effect.ts';
import { argumentFor } from './given-argument.ts';
import { isOfProgram } from './own-sources.ts';
import { initializerOf } from './references.ts';
import type { Repetition } from './repetition.ts';
import { awaitedForList } from './stated-list.ts';
import { contains, unwrap } from './syntax.ts';

/**
 * Whether the members of a list or a record stand for tables, of which there are as many as the schema has:
 * `for (const repository of this.repositories)`, `for (const column of metadata.columns)`.
 */
export function isListOfTables(analysis: Analysis, list: ts.Expression): boolean {
  if (!mayKnowTables(analysis)) return false;
  // What functions of the user's answer with is looked at there, since its type may take that of a whole query.
  const awaited = awaitedForList(analysis, list);
  if (awaited && ts.isCallExpression(awaited) && answersOf(analysis, awaited)) return false;
  const type = analysis.checker.getNonNullableType(analysis.checker.getTypeAtLocation(list));
  const element = type.getNumberIndexType() ?? type.getStringIndexType();
  return element !== undefined && isTable(analysis, element);
}

/**
 * Whether all queries of a node run on a table that the element names, each on another one: `repository` in
 * `for (const { repository } of this.models) await repository.clear()`, also in a function that the element is given to.
 */
export function runsOnTableOfElement(
  analysis: Analysis,
  node: ts.Node,
  repetition: Repetition,
  effects: readonly Effect[],
): boolean {
  if (!mayKnowTables(analysis)) return false;
  return effects.every(({ query, trace }) => {
    if (trace.length > 1 || !isOfProgram(analysis.program, query.node)) return false;
    const isOfElement = (named: ts.Expression): boolean => {
      const origin = originOf(analysis, named);
      if (trace.length === 0) return isElement(origin, repetition);
      const given = origin && ts.isParameter(origin) ? argumentFor(node, origin) : undefined;
      return typeof given === 'object' && isElement(originOf(analysis, given), repetition);
    };
    // Types are asked for last: that of a part of a builder is slow.
    return namedIn(analysis, query.node).some(
      (named) => isOfElement(named) && isTable(analysis, analysis.checker.getTypeAtLocation(named)),
    );
  });
}

function mayKnowTables({ typed, catalogue: { clients } }: Analysis): boolean {
  return typed && clients.some(({ tables }) => tables !== undefined);
}

function isTable(analysis: Analysis, type: ts.Type): boolean {
  const whole = analysis.checker.getNonNullableType(type);
  if (isUnknownType(whole)) return false;
  return (whole.isUnion() ? whole.types : [whole]).every((part) => {
    const [picked] = part.aliasTypeArguments ?? [];
    if (picked && /^(Pick|Omit)$/.test(part.aliasSymbol?.name ?? '')) return isTable(analysis, picked);
    return analysis.catalogue.clients.some(
      (client) => client.tables && isOfType(analysis.checker, part, client, client.tables),
    );
  });
}

/** What a query names that may stand for a table: `model.repository` in `model.repository.find()`, `users` in `db.delete(users)`. */
function namedIn(analysis: Analysis, query: ts.Expression, depth = 0): readonly ts.Expression[] {
  const { root, links } = chainOf(query);
  const prefixes = links.map((_, length) => prefixOf(query, length));
  const given = links.flatMap(({ call }) => (call && ts.isCallExpression(call) ? call.arguments : []));
  const builder = depth < 3 ? initializerOf(analysis, root) : undefined;
  return [...prefixes, ...given.map(unwrap), ...(builder ? namedIn(analysis, builder, depth + 1) : [])];
}

/** The variable or parameter whose value, or a member of it, a value is: `model` after `const { repository } = model`. */
function originOf(analysis: Analysis, value: ts.Expression, depth = 0): ts.Declaration | undefined {
  const { root, links } = chainOf(value);
  if (depth > 5 || !ts.isIdentifier(root) || links.some(({ call }) => call)) return undefined;
  let declaration: ts.Node | undefined = analysis.checker.getSymbolAtLocation(root)?.valueDeclaration;
  while (declaration && ts.isBindingElement(declaration)) declaration = declaration.parent.parent;
  if (!declaration || !(ts.isVariableDeclaration(declaration) || ts.isParameter(declaration))) return undefined;
  return ts.isVariableDeclaration(declaration) && declaration.initializer
    ? originOf(analysis, declaration.initializer, depth + 1)
    : declaration;
}

/** Whether a declaration is that of a loop's or a callback's element. */
function isElement(declaration: ts.Declaration | undefined, { node, slot }: Repetition): boolean {
  if (!declaration) return false;
  if (ts.isForOfStatement(node)) return contains(node.initializer, declaration);
  const callback = ts.isExpression(slot) ? unwrap(slot) : slot;
  return declaration.parent === callback;
}
