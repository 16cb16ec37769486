import ts from 'typescript';

import { isText, optionAt } from '../analysis/option-value.ts';
import type { PoolSite } from '../analysis/pool-site.ts';
import { unwrap } from '../analysis/syntax.ts';
import type { TextEdit } from './text-edit.ts';

/** The edits that state an option of a pool where it is built; nothing where its options stand elsewhere. */
export function optionEdits(site: PoolSite, path: string, value: string): readonly TextEdit[] | undefined {
  if (site.isFixed) return undefined;
  const names = path.split('.');
  if (site.optionsNode) return inObject(site, site.optionsNode, [], names, value);
  return newObjectEdits(site, names.slice(0, -1), `${names.at(-1) ?? ''}: ${value}`);
}

/**
 * The edits that give a pool an object of options where it has none: no argument, or the URL alone.
 * @param path the objects inside it in which the property stands
 * @param property with its value, or a spread
 */
export function newObjectEdits(
  { node, fact }: PoolSite,
  path: readonly string[],
  property: string,
): readonly TextEdit[] | undefined {
  const [url, ...others] = node.arguments ?? [];
  const isSpread = path.length === 0 && property.startsWith('...');
  const object = isSpread ? property.slice('...'.length) : `{ ${within(path, property)} }`;
  if (!url) {
    return node.arguments
      ? [{ start: node.arguments.pos, end: node.getEnd() - 1, text: object }]
      : [{ start: node.getEnd(), end: node.getEnd(), text: `(${object})` }];
  }
  if (others.length > 0 || fact.urlAt !== 0) return undefined;
  if (fact.optionsAt.includes(1)) return [{ start: url.getEnd(), end: url.getEnd(), text: `, ${object}` }];
  const urlPath = fact.urlAs?.split('.');
  const urlName = urlPath?.pop();
  if (!urlPath || urlName === undefined || urlPath.join('.') !== path.slice(0, urlPath.length).join('.')) {
    return undefined;
  }
  const both = `${urlName}: ${url.getText()}, ${within(path.slice(urlPath.length), property)}`;
  return [{ start: url.getStart(), end: url.getEnd(), text: `{ ${within(urlPath, both)} }` }];
}

/** Adds to an object literal, or to one inside it. A URL in the place of the inner object moves into it. */
function inObject(
  site: PoolSite,
  given: ts.Expression,
  path: readonly string[],
  names: readonly string[],
  value: string,
): readonly TextEdit[] | undefined {
  const [name = '', ...rest] = names;
  const property = within(names.slice(0, -1), `${names.at(-1) ?? ''}: ${value}`);
  const object = unwrap(given);
  if (!ts.isObjectLiteralExpression(object)) return insteadOfUrl(site, given, path, property);
  const known = object.properties.find((candidate) => candidate.name?.getText().replaceAll(/['"]/g, '') === name);
  if (!known) return insertion(object, property);
  const isReplaced = object.properties.slice(object.properties.indexOf(known)).some(ts.isSpreadAssignment);
  if (!ts.isPropertyAssignment(known) || isReplaced) return undefined;
  if (rest.length > 0) return inObject(site, known.initializer, [...path, name], rest, value);
  return [{ start: known.initializer.getStart(), end: known.initializer.getEnd(), text: value }];
}

/** `connection: url` becomes `connection: { connectionString: url, … }`. */
function insteadOfUrl(
  { fact, options }: PoolSite,
  url: ts.Expression,
  path: readonly string[],
  property: string,
): readonly TextEdit[] | undefined {
  const at = path.join('.');
  const name = fact.urlAs?.startsWith(`${at}.`) ? fact.urlAs.slice(at.length + 1) : undefined;
  const stated = optionAt(options, at);
  const isUrl = stated === 'unknown' ? isEnvironment(url) : typeof stated === 'object' && isText(stated.value);
  if (name === undefined || !isUrl) return undefined;
  return [{ start: url.getStart(), end: url.getEnd(), text: `{ ${name}: ${url.getText()}, ${property} }` }];
}

/** `process.env.DATABASE_URL`, of which it is not known whether it is stated. */
function isEnvironment(node: ts.Expression): boolean {
  return /^process\.env\b/.test(node.getText());
}

/** The edits that add a property as the last one. Comments stay with the property that they are about. */
function insertion(object: ts.ObjectLiteralExpression, text: string): readonly TextEdit[] {
  const last = object.properties.at(-1);
  const file = object.getSourceFile();
  if (!last) return [{ start: object.getStart() + 1, end: object.getEnd() - 1, text: ` ${text} ` }];
  const hasComma = object.properties.hasTrailingComma;
  const end = hasComma ? object.properties.end : last.getEnd();
  const at = ts.getTrailingCommentRanges(file.text, end)?.at(-1)?.end ?? end;
  const isBroken =
    file.getLineAndCharacterOfPosition(object.getStart()).line !==
    file.getLineAndCharacterOfPosition(object.getEnd()).line;
  const line = file.getLineAndCharacterOfPosition(last.getStart()).line;
  const indent = /^\s*/.exec(file.text.slice(file.getPositionOfLineAndCharacter(line, 0)))?.[0] ?? '';
  const added = `${isBroken ? `\n${indent}` : ' '}${text}${hasComma ? ',' : ''}`;
  if (hasComma) return [{ start: at, end: at, text: added }];
  if (at === end) return [{ start: at, end: at, text: `,${added}` }];
  return [
    { start: end, end, text: ',' },
    { start: at, end: at, text: added },
  ];
}

/** `pool: { max: 10 }` */
function within(path: readonly string[], property: string): string {
  return path.reduceRight((inner, name) => `${name}: { ${inner} }`, property);
}
