import ts from 'typescript';

import { unwrap } from '../../analysis/syntax.ts';
import { keyFamilyOf } from '../key-family.ts';
import { refuse } from '../refusal.ts';
import type { RewriteContext } from '../rewrite-context.ts';
import { propertyName, propertyOf, valueOf } from './object-literal.ts';

const nestedWrites: readonly string[] = [
  'create',
  'connect',
  'connectOrCreate',
  'createMany',
  'disconnect',
  'delete',
  'upsert',
];

/** Refuses rows of other tables inside a row, `posts: { create: … }`. */
export function requireFlat(row: ts.Expression): void {
  const literal = unwrap(row);
  if (!ts.isObjectLiteralExpression(literal)) return;
  for (const property of literal.properties) {
    const value = valueOf(property);
    const inner = value && unwrap(value);
    if (!inner || !ts.isObjectLiteralExpression(inner)) continue;
    const set = setValue(inner);
    const setsRows = propertyOf(inner, 'set') !== undefined && (!set || /^[[{]/.test(unwrap(set).getText()));
    if (setsRows || nestedWrites.some((name) => propertyOf(inner, name))) refuse('nestedWrite');
  }
}

/** Refuses changes that may not do the same when they are made once instead of twice: `{ increment: 1 }`, an expression of SQL. */
export function requireRepeatable(context: RewriteContext, changes: ts.Expression): void {
  const literal = unwrap(changes);
  if (!ts.isObjectLiteralExpression(literal)) return refuse('filterNotLiteral');
  requireFlat(literal);
  for (const property of literal.properties) {
    const value = valueOf(property) ?? refuse('filterNotLiteral');
    // MongoDB's operators that do the same each time.
    if (/^\$(set|unset)$/.test(propertyName(property) ?? '')) requireRepeatable(context, value);
    else requirePlainValue(context, setValue(unwrap(value)) ?? value);
  }
}

/** What a column is set to in Prisma's long form: `{ set: 'done' }`. */
function setValue(value: ts.Expression): ts.Expression | undefined {
  if (!ts.isObjectLiteralExpression(value) || value.properties.length !== 1) return undefined;
  const property = propertyOf(value, 'set');
  return property && valueOf(property);
}

/** Refuses a value that is not a text, a number, a time or nothing. */
export function requirePlainValue(context: RewriteContext, value: ts.Expression): void {
  const { checker } = context.analysis;
  const isPlain = (type: ts.Type): boolean => {
    if (type.flags & (ts.TypeFlags.Null | ts.TypeFlags.Undefined)) return true;
    if (type.isUnion()) return type.types.every(isPlain);
    if (type.getSymbol()?.name === 'Date') return true;
    const family = keyFamilyOf(context, type);
    return family !== undefined && family !== 'nullable' && family !== 'unknown';
  };
  if (!isPlain(checker.getTypeAtLocation(value))) refuse('relativeChange');
}
