import ts from 'typescript';

import type { Analysis } from './analysis.ts';
import { elementOf } from './only-match.ts';
import type { QuerySite } from './query-site.ts';
import { initializerOf } from './references.ts';
import type { Repetition } from './repetition.ts';
import { accessOf, nameOf, unwrap } from './syntax.ts';

/** Methods that are given a statement. */
const sending = /^(query|execute\w*|exec|raw|unsafe|run|command|\$(execute|query)RawUnsafe)$/;

/** Members of an element that are a statement. */
const statement = /^(sql|query|statement|text)$/i;

/**
 * Whether what is sent is the element itself: `for (const statement of statements) await client.query(statement)`. Each is a
 * statement of its own, which no other query can stand for. What is made of data here, one for each row, is not meant.
 */
export function sendsElement(analysis: Analysis, { node, operation }: QuerySite, repetition: Repetition): boolean {
  if (operation !== 'raw' || !ts.isCallExpression(node) || isMadeHere(analysis, repetition)) return false;
  if (!sending.test(nameOf(node.expression) ?? '')) return false;
  const [first] = node.arguments;
  const element = elementOf(repetition);
  if (!first || element === undefined) return false;
  const sent = unwrap(first);
  const access = accessOf(sent);
  if (access) return access.object.getText() === element && statement.test(access.name);
  return sent.getText() === element;
}

/** Whether the list is written or made in the code around it: `const statements = tables.map(drop)`. */
function isMadeHere(analysis: Analysis, { source }: Repetition): boolean {
  const list = source && unwrap(source);
  return (
    list !== undefined && !accessOf(list) && !(ts.isIdentifier(list) && initializerOf(analysis, list) === undefined)
  );
}
