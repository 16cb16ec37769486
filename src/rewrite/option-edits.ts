import ts from 'typescript';

import type { PoolSite } from '../analysis/pool-site.ts';
import { unwrap } from '../analysis/syntax.ts';
import type { TextEdit } from './text-edit.ts';

/** The edits that state an option of a pool where it is built; nothing where its options stand elsewhere. */
export function optionEdits(site: PoolSite, path: string, value: string): readonly TextEdit[] | undefined {
  const names = path.split('.');
  const { node, optionsNode, fact, isFixed } = site;
  if (isFixed) return undefined;
  const given = [...(node.arguments ?? [])];
  if (optionsNode) return inObject(unwrap(optionsNode), names, value);
  const [url, ...others] = given;
  if (!url) {
    const text = `(${objectText(names, value)})`;
    return node.arguments
      ? [{ start: node.arguments.pos, end: node.getEnd() - 1, text: text.slice(1, -1) }]
      : [{ start: node.getEnd(), end: node.getEnd(), text }];
  }
  if (others.length > 0 || fact.urlAt !== 0) return undefined;
  if (fact.optionsAt.includes(1)) {
    return [{ start: url.getEnd(), end: url.getEnd(), text: `, ${objectText(names, value)}` }];
  }
  if (fact.urlAs === undefined) return undefined;
  const object = nested([
    [fact.urlAs.split('.'), url.getText()],
    [names, value],
  ]);
  return object === undefined ? undefined : [{ start: url.getStart(), end: url.getEnd(), text: object }];
}

/** Adds to an object literal, or to one inside it. A URL in the place of the inner object moves into it. */
function inObject(object: ts.Expression, names: readonly string[], value: string): readonly TextEdit[] | undefined {
  if (!ts.isObjectLiteralExpression(object)) return undefined;
  const [name = '', ...rest] = names;
  const known = object.properties.find((property) => property.name?.getText().replaceAll(/['"]/g, '') === name);
  if (!known) return [insertion(object, `${name}: ${rest.length === 0 ? value : objectText(rest, value)}`)];
  if (!ts.isPropertyAssignment(known)) return undefined;
  const inner = unwrap(known.initializer);
  if (rest.length > 0) return inObject(inner, rest, value);
  return [{ start: known.initializer.getStart(), end: known.initializer.getEnd(), text: value }];
}

/** The edit that adds a property as the last one. */
function insertion(object: ts.ObjectLiteralExpression, text: string): TextEdit {
  const last = object.properties.at(-1);
  const file = object.getSourceFile();
  if (!last) return { start: object.getStart() + 1, end: object.getEnd() - 1, text: ` ${text} ` };
  const hasComma = object.properties.hasTrailingComma;
  const at = hasComma ? object.properties.end : last.getEnd();
  const isBroken =
    file.getLineAndCharacterOfPosition(object.getStart()).line !==
    file.getLineAndCharacterOfPosition(object.getEnd()).line;
  if (!isBroken) return { start: at, end: at, text: hasComma ? ` ${text},` : `, ${text}` };
  const line = file.getLineAndCharacterOfPosition(last.getStart()).line;
  const indent = /^\s*/.exec(file.text.slice(file.getPositionOfLineAndCharacter(line, 0)))?.[0] ?? '';
  return { start: at, end: at, text: `${hasComma ? '' : ','}\n${indent}${text}${hasComma ? ',' : ''}` };
}

/** `{ pool: { max: 10 } }` */
function objectText(names: readonly string[], value: string): string {
  return names.reduceRight((inner, name) => `{ ${name}: ${inner} }`, value);
}

/** An object of two options that share all but their last names. */
function nested(options: readonly (readonly [readonly string[], string])[]): string | undefined {
  const [first, second] = options;
  if (!first || !second) return undefined;
  const [head, tail] = [first[0].slice(0, -1), second[0].slice(0, -1)];
  if (head.join('.') !== tail.slice(0, head.length).join('.')) return undefined;
  const inner = second[0].slice(head.length);
  const properties = `${first[0].at(-1) ?? ''}: ${first[1]}, ${inner[0] ?? ''}: ${inner.length === 1 ? second[1] : objectText(inner.slice(1), second[1])}`;
  return head.reduceRight((text, name) => `{ ${name}: ${text} }`, `{ ${properties} }`);
}
