import ts from 'typescript';

import { isUnknownType } from '../analysis/declared-in.ts';
import { refuse } from './refusal.ts';
import type { RewriteContext } from './rewrite-context.ts';

/** Types whose values a `Map` can compare; `unknown` for values of any type. */
export type KeyFamily = 'string' | 'number' | 'bigint' | 'boolean' | 'objectId' | 'unknown';

/** The family of a type; nothing where the values of one type are of several, may be missing, or are compared by reference. */
export function keyFamilyOf(context: RewriteContext, type: ts.Type): KeyFamily | 'nullable' | undefined {
  const { checker } = context.analysis;
  if (isUnknownType(type)) return 'unknown';
  if (type.flags & (ts.TypeFlags.Null | ts.TypeFlags.Undefined | ts.TypeFlags.Void)) return 'nullable';
  if (type.isUnion()) {
    const families = new Set(type.types.map((part) => keyFamilyOf(context, part)));
    if (families.has('nullable')) return 'nullable';
    return families.size === 1 ? [...families][0] : undefined;
  }
  // A branded string is a string.
  if (type.isIntersection()) {
    return type.types.map((part) => keyFamilyOf(context, part)).find((family) => family !== undefined);
  }
  if (type.flags & ts.TypeFlags.TypeParameter) {
    const constraint = checker.getBaseConstraintOfType(type);
    return constraint && constraint !== type ? keyFamilyOf(context, constraint) : undefined;
  }
  if (type.flags & ts.TypeFlags.StringLike) return 'string';
  if (type.flags & ts.TypeFlags.NumberLike) return 'number';
  if (type.flags & ts.TypeFlags.BigIntLike) return 'bigint';
  if (type.flags & ts.TypeFlags.BooleanLike) return 'boolean';
  return type.getSymbol()?.name === 'ObjectId' ? 'objectId' : undefined;
}

/** How a key of an element and the key of a row become equal in a `Map`: as they are, or as text. */
export type KeyForm = 'itself' | 'text';

/** Decides how keys are compared, or refuses. */
export function keyFormOf(context: RewriteContext, key: ts.Type, inRow: ts.Type): KeyForm {
  const family = keyFamilyOf(context, key);
  if (family === 'nullable') return refuse('nullableKey');
  const rowFamily = keyFamilyOf(context, context.analysis.checker.getNonNullableType(inRow));
  if (family === undefined || family === 'unknown' || rowFamily === undefined || rowFamily === 'nullable') {
    return refuse('incomparableKey');
  }
  if (rowFamily === 'unknown')
    return family === 'objectId' || family === 'boolean' ? refuse('incomparableKey') : 'text';
  if (family === 'objectId' || rowFamily === 'objectId') {
    const isText = [family, rowFamily].every((one) => one === 'objectId' || one === 'string');
    return isText ? 'text' : refuse('incomparableKey');
  }
  return family === rowFamily ? 'itself' : refuse('incomparableKey');
}

export function formed(form: KeyForm, key: string): string {
  return form === 'text' ? `String(${key})` : key;
}
