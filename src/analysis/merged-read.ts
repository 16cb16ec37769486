import ts from 'typescript';

import type { MergedReads } from '../clients/define-client.ts';
import { unwrap } from './syntax.ts';

/** Whether the client merges this read with others of its shape that start in the same tick. */
export function isMergedRead(
  merged: MergedReads,
  method: string,
  call: ts.CallExpression | ts.TaggedTemplateExpression,
): boolean {
  if (!merged.methods.includes(method) || !ts.isCallExpression(call)) return false;
  const argument = call.arguments[0] && unwrap(call.arguments[0]);
  if (!argument || !ts.isObjectLiteralExpression(argument)) return true;
  const filter = argument.properties.find((property) => property.name?.getText() === merged.filter);
  if (!filter || !ts.isPropertyAssignment(filter)) return true;
  return !namesOperator(unwrap(filter.initializer), merged.operators);
}

function namesOperator(filter: ts.Expression, operators: readonly string[]): boolean {
  if (!ts.isObjectLiteralExpression(filter)) return false;
  return filter.properties.some((property) => {
    if (property.name && operators.includes(property.name.getText())) return true;
    return ts.isPropertyAssignment(property) && namesOperator(unwrap(property.initializer), operators);
  });
}
