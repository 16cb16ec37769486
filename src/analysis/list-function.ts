import type ts from 'typescript';

import type { Analysis } from './analysis.ts';
import { importedName } from './imported-name.ts';
import { unwrap } from './syntax.ts';

/** Functions of libraries whose result has as many elements as the list that they are given, or fewer. */
const ofOneList = new Set(
  [
    ['map', 'mapValues', 'filter', 'reject', 'compact', 'uniq', 'uniqBy', 'uniqWith', 'unique', 'uniqueBy'],
    ['difference', 'differenceBy', 'differenceWith', 'intersection', 'intersectionBy', 'intersectionWith', 'without'],
    ['shuffle', 'sort', 'sortBy', 'orderBy', 'reverse', 'slice', 'initial', 'tail', 'sampleSize'],
    ['take', 'takeRight', 'takeWhile', 'takeRightWhile', 'drop', 'dropRight', 'dropWhile', 'dropRightWhile'],
    ['keys', 'values', 'entries', 'toPairs', 'toArray', 'groupBy', 'keyBy', 'countBy', 'indexBy', 'flatten', 'flat'],
  ].flat(),
);

/** Functions whose result may have the elements of all lists that they are given. */
const ofAllLists = new Set(['concat', 'union', 'zip']);

/** Modules whose functions take the list first, and last. A function may be a module of its own: `lodash/compact`. */
const modules = [
  { pattern: /^(lodash\/fp|ramda)(\/|$)/, isListLast: true },
  { pattern: /^(lodash|lodash-es|underscore|remeda|es-toolkit)(\/|$)/, isListLast: false },
];

/** The lists whose elements, or some of them, a call of such a function answers with: `ids` in `_.filter(ids, Boolean)`. */
export function listsGivenTo(analysis: Analysis, call: ts.CallExpression): readonly ts.Expression[] | undefined {
  const imported = importedName(analysis, unwrap(call.expression));
  const library = imported && modules.find(({ pattern }) => pattern.test(imported.module));
  if (!library) return undefined;
  const path = imported.module.replace(library.pattern, '');
  const name = imported.isDefault && path !== '' ? path.replace(/^.*\/|\.[cm]?js$/g, '') : imported.name;
  if (ofAllLists.has(name)) return call.arguments;
  const list = library.isListLast ? call.arguments.at(-1) : call.arguments[0];
  return list && ofOneList.has(name) ? [list] : undefined;
}
