import ts from 'typescript';

import { numberUpTo } from './repetition.ts';
import { accessOf, readable, unwrap } from './syntax.ts';

/** What a message calls one turn of an iteration: ``element of `orders` ``, ``element of the filtered `orders` ``. */
export function elementOf(source: ts.Expression): string {
  const text = readable(source);
  if (!text.endsWith('…')) return `element of \`${text}\``;
  const length = lengthIn(source);
  if (length) return numberUpTo(length);
  const list = rootOf(source);
  return `element of ${list.isPart ? 'the filtered ' : ''}\`${readable(list.root)}\``;
}

/** Methods that answer with a list of the same length, or of a part of it. */
const sameLength = new Set(['map', 'sort', 'toSorted', 'reverse', 'toReversed', 'entries', 'values', 'keys']);
const shorter = new Set(['filter', 'slice']);

/** The list that a chain of list methods starts with. */
function rootOf(source: ts.Expression): { readonly root: ts.Expression; readonly isPart: boolean } {
  const node = unwrap(source);
  // `newToken.projects || []`
  if (ts.isBinaryExpression(node) && isEmptyList(node.right)) return rootOf(node.left);
  const access = ts.isCallExpression(node) ? accessOf(unwrap(node.expression)) : undefined;
  if (!access || !(sameLength.has(access.name) || shorter.has(access.name))) return { root: node, isPart: false };
  const { root, isPart } = rootOf(access.object);
  return { root, isPart: isPart || shorter.has(access.name) };
}

function isEmptyList(expression: ts.Expression): boolean {
  const node = unwrap(expression);
  return ts.isArrayLiteralExpression(node) && node.elements.length === 0;
}

/** `n` in `{ length: n }`. */
function lengthIn(source: ts.Expression): ts.Expression | undefined {
  const node = unwrap(source);
  if (!ts.isObjectLiteralExpression(node)) return undefined;
  const [only] = node.properties;
  const isLength = only && ts.isPropertyAssignment(only) && only.name.getText() === 'length';
  return isLength ? only.initializer : undefined;
}
