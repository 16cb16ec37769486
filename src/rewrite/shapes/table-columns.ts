import ts from 'typescript';

import { accessOf, unwrap } from '../../analysis/syntax.ts';
import type { RewriteContext } from '../rewrite-context.ts';

/**
 * The sets of columns that the declaration of a table says are unique, given one of its columns, `users.id`:
 * `id: integer().primaryKey()`, `email: text().unique()`, `primaryKey({ columns: [table.orderId, table.sku] })`.
 */
export function uniqueColumnsOfTable(
  { analysis: { checker } }: RewriteContext,
  column: ts.Expression,
): readonly (readonly string[])[] {
  if (!ts.isPropertyAccessExpression(column)) return [];
  const declaration = checker.getSymbolAtLocation(column.name)?.declarations?.find(ts.isPropertyAssignment);
  const columns = declaration?.parent;
  const table = columns?.parent;
  if (!columns || !table || !ts.isCallExpression(table)) return [];
  const own = columns.properties.flatMap((property): readonly (readonly string[])[] => {
    const isUnique =
      ts.isPropertyAssignment(property) && /\.(primaryKey|unique)\(/.test(property.initializer.getText());
    return isUnique ? [[property.name.getText()]] : [];
  });
  const more: string[][] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) {
      const key = columnsOfKey(node);
      if (key.length > 0) more.push(key);
    }
    ts.forEachChild(node, visit);
  };
  for (const argument of table.arguments.slice(2)) visit(argument);
  return [...own, ...more];
}

/** `primaryKey({ columns: [table.orderId, table.sku] })`, `unique().on(table.orderId, table.sku)`. */
function columnsOfKey(call: ts.CallExpression): string[] {
  const names = (list: readonly ts.Expression[]): string[] => {
    const found = list.map((one) => accessOf(unwrap(one))?.name);
    return found.every((name) => name !== undefined) ? found : [];
  };
  if (call.expression.getText() === 'primaryKey') {
    const [options] = call.arguments;
    const list = options && /columns: \[([^\]]*)\]/.exec(options.getText())?.[1];
    return list ? list.split(',').flatMap((one) => /\.(\w+)\s*$/.exec(one.trim())?.[1] ?? []) : [];
  }
  const access = accessOf(unwrap(call.expression));
  const isUnique = access?.name === 'on' && /^(unique|uniqueIndex)\(/.test(access.object.getText());
  return isUnique ? names(call.arguments) : [];
}
