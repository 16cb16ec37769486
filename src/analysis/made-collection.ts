import ts from 'typescript';

import type { Analysis } from './analysis.ts';
import { type Chain, chainOf } from './chain.ts';
import { allLinksOf } from './kept-chain.ts';
import { initializerOf } from './references.ts';
import { accessOf, unwrap } from './syntax.ts';

const collections = [Array, Map, Set, WeakMap, WeakSet] as const;
/** Methods by which a list is made of another one. */
const listMaking = new Set(['map', 'flatMap', 'filter', 'slice', 'concat', 'toSorted', 'toReversed', 'flat']);

/**
 * Whether a chain is one method of a list, a set or a map of the language, told by how that was made. Its type is that of
 * what it holds, and may take a whole query to infer.
 */
export function isOfMadeCollection(analysis: Analysis, { root, links }: Chain): boolean {
  const [method, ...others] = links;
  if (!method?.call || others.length > 0) return false;
  if (!collections.some(({ prototype }) => Object.hasOwn(prototype, method.name))) return false;
  const made = ts.isIdentifier(root) ? initializerOf(analysis, root) : root;
  return made !== undefined && isMadeCollection(analysis, unwrap(made));
}

function isMadeCollection(analysis: Analysis, made: ts.Expression): boolean {
  if (ts.isArrayLiteralExpression(made)) return true;
  if (ts.isNewExpression(made)) {
    const { expression } = made;
    return ts.isIdentifier(expression) && collections.some(({ name }) => name === expression.text);
  }
  if (!ts.isCallExpression(made)) return false;
  const access = accessOf(unwrap(made.expression));
  if (!access) return false;
  if (access.object.getText() === 'Object') return ['keys', 'values', 'entries'].includes(access.name);
  if (access.object.getText() === 'Array') return ['from', 'of'].includes(access.name);
  // `collection.find().map(toUser)` is no list, but a cursor.
  return (
    listMaking.has(access.name) &&
    !allLinksOf(analysis, chainOf(access.object)).some(({ name }) => analysis.catalogue.byMethod.has(name))
  );
}
