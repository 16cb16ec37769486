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

/** How a key of an element and the key of a row become equal in a `Map`: as they are, both as text, or the row's as text. */
export type KeyForm = 'itself' | 'text' | 'textOfRow';

/** How a client compares, beyond what types say. */
export interface Comparison {
  /** Whether a column never equals null, so that numbers may be null without another meaning. */
  readonly nullMatchesNothing: boolean;
  /** Whether the values of a column of which no type is known can be told by their texts. */
  readonly isIdentifier: boolean;
  /** Whether the driver may round what is greater than a number holds exactly. Default: `false`. */
  readonly rounds?: boolean;
}

/** Decides how keys are compared, or refuses. */
export function keyFormOf(
  context: RewriteContext,
  key: ts.Type,
  inRow: ts.Type,
  { nullMatchesNothing, isIdentifier, rounds }: Comparison = { nullMatchesNothing: false, isIdentifier: false },
): KeyForm {
  const { checker } = context.analysis;
  const family = keyFamilyOf(context, key);
  if (family === 'nullable') {
    const present = keyFamilyOf(context, checker.getNonNullableType(key));
    const isNumber = present === 'number' || present === 'bigint';
    const form = keyFormOf(context, checker.getNonNullableType(key), inRow);
    return nullMatchesNothing && isNumber && form === 'text' ? form : refuse('nullableKey');
  }
  const rowFamily = keyFamilyOf(context, checker.getNonNullableType(inRow));
  if (family === 'unknown' && isIdentifier) return 'text';
  if (family === undefined || family === 'unknown' || rowFamily === undefined || rowFamily === 'nullable') {
    return refuse('incomparableKey');
  }
  if (rowFamily === 'unknown') {
    if (family === 'objectId' || family === 'boolean' || (family === 'bigint' && rounds)) {
      return refuse('incomparableKey');
    }
    return family === 'string' ? 'textOfRow' : 'text';
  }
  if (family === 'objectId' || rowFamily === 'objectId') {
    const isText = [family, rowFamily].every((one) => one === 'objectId' || one === 'string');
    return isText ? 'text' : refuse('incomparableKey');
  }
  return family === rowFamily ? 'itself' : refuse('incomparableKey');
}

export function formed(form: KeyForm, key: string): string {
  return form === 'text' ? `String(${key})` : key;
}
