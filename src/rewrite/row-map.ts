import ts from 'typescript';

import { styleOf } from './file-style.ts';
import { formed, type KeyForm } from './key-family.ts';
import type { RewriteContext } from './rewrite-context.ts';

/** A key of one column, or of several as one text. */
export interface KeyColumns {
  readonly columns: readonly { readonly property: string; readonly form: KeyForm }[];
}

/** The key that a `Map` is asked for. */
export function keyText({ columns }: KeyColumns, values: readonly string[]): string {
  const parts = columns.map(({ form }, index) => formed(form, values[index] ?? ''));
  return parts.length === 1 ? (parts[0] ?? '') : `JSON.stringify([${parts.join(', ')}])`;
}

function keyOfRow(key: KeyColumns, row: string): string {
  return keyText(
    key,
    key.columns.map(({ property }) => memberText(row, property)),
  );
}

function memberText(object: string, member: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(member) ? `${object}.${member}` : `${object}['${member}']`;
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
): readonly string[] {
  const { file } = context;
  const end = styleOf(file).semicolon;
  if (hasGroupBy(context, place)) {
    return [`const ${map} = Map.groupBy(${rows}, (${row}) => ${keyOfRow(key, row)})${end}`];
  }
  const group = nameOfGroup();
  const unit = styleOf(file).indent;
  const keyType =
    key.columns.length > 1 || key.columns[0]?.form === 'text'
      ? 'string'
      : `(typeof ${rows})[number]['${key.columns[0]?.property ?? ''}']`;
  return [
    `const ${map} = new Map<${keyType}, typeof ${rows}>()${end}`,
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
