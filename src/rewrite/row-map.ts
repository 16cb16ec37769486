import ts from 'typescript';

import { isJavaScript, quoted, styleOf } from './file-style.ts';
import { formed, type KeyForm } from './key-family.ts';
import type { RewriteContext } from './rewrite-context.ts';

/** A key of one column, or of several as one text. */
export interface KeyColumns {
  readonly columns: readonly { readonly property: string; readonly form: KeyForm }[];
}

/** The key that a `Map` is asked for. */
export function keyText({ columns }: KeyColumns, values: readonly string[]): string {
  return joined(columns.map(({ form }, index) => formed(form, values[index] ?? '')));
}

function joined(parts: readonly string[]): string {
  return parts.length === 1 ? (parts[0] ?? '') : `JSON.stringify([${parts.join(', ')}])`;
}

function keyOfRow({ columns }: KeyColumns, row: string): string {
  return joined(
    columns.map(({ property, form }) => formed(form === 'itself' ? form : 'text', memberText(row, property))),
  );
}

export function memberText(object: string, member: string): string {
  if (/^[A-Za-z_$][\w$]*$/.test(member)) return `${object}.${member}`;
  return /^\d+$/.test(member) ? `${object}[${member}]` : `${object}['${member}']`;
}

interface MapNames {
  readonly map: string;
  readonly rows: string;
  readonly row: string;
}

/** `const userById = new Map(users.map((user) => [user.id, user]));` */
export function mapOfRows(
  { file }: RewriteContext,
  key: KeyColumns,
  { map, rows, row }: MapNames,
  { value = row, firstWins = false } = {},
): readonly string[] {
  const list = firstWins ? `${rows}.reverse()` : rows;
  return [
    `const ${map} = new Map(${list}.map((${row}) => [${keyOfRow(key, row)}, ${value}]))${styleOf(file).semicolon}`,
  ];
}

/** Rows by key: with `Map.groupBy` where the program's library has it, else by a loop. */
export function mapOfGroups(
  context: RewriteContext,
  key: KeyColumns,
  { map, rows, row }: MapNames,
  place: ts.Node,
  nameOfGroup: () => string,
  { isArray = true } = {},
): readonly string[] {
  const { file } = context;
  const end = styleOf(file).semicolon;
  if (hasGroupBy(context, place)) {
    return [`const ${map} = Map.groupBy(${rows}, (${row}) => ${keyOfRow(key, row)})${end}`];
  }
  const group = nameOfGroup();
  const unit = styleOf(file).indent;
  const [column, ...others] = key.columns;
  const isItself = others.length === 0 && column?.form === 'itself';
  const keyType = isItself ? `(typeof ${rows})[number][${quoted(file, column.property)}]` : 'string';
  const types = `<${keyType}, ${isArray ? `typeof ${rows}` : `(typeof ${rows})[number][]`}>`;
  return [
    `const ${map} = new Map${isJavaScript(file) ? '' : types}()${end}`,
    `for (const ${row} of ${rows}) {`,
    `${unit}const ${group} = ${map}.get(${keyOfRow(key, row)})${end}`,
    `${unit}if (${group}) ${group}.push(${row})${end}`,
    `${unit}else ${map}.set(${keyOfRow(key, row)}, [${row}])${end}`,
    '}',
  ];
}

function hasGroupBy({ analysis: { checker } }: RewriteContext, place: ts.Node): boolean {
  const map = checker.resolveName('Map', place, ts.SymbolFlags.Value, false);
  const type = map && checker.getTypeOfSymbolAtLocation(map, place);
  return type !== undefined && checker.getPropertyOfType(type, 'groupBy') !== undefined;
}
