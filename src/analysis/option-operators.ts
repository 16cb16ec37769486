import ts from 'typescript';

import { constant, eitherOf, given, isMissing, mayBeMissing, type OptionValue, unknown } from './option-value.ts';

/** A text of its pieces, those that stand side by side and are known made one. */
export function joined(pieces: readonly (string | undefined)[]): OptionValue {
  const merged: (string | undefined)[] = [];
  for (const piece of pieces) {
    const last = merged.at(-1);
    if (piece === '') continue;
    if (piece !== undefined && last !== undefined) merged[merged.length - 1] = last + piece;
    else merged.push(piece);
  }
  const [only] = merged;
  if (merged.length === 0) return constant('');
  return merged.length === 1 && only !== undefined ? constant(only) : { kind: 'text', pieces: merged };
}

/** A value behind `-`, `+` or `!`. */
export function negated(value: OptionValue, operator: ts.PrefixUnaryOperator): OptionValue {
  if (operator === ts.SyntaxKind.ExclamationToken) return value.kind === 'constant' ? constant(!value.value) : given;
  if (value.kind !== 'constant') return given;
  if (operator === ts.SyntaxKind.MinusToken) return constant(-Number(value.value));
  return operator === ts.SyntaxKind.PlusToken ? constant(Number(value.value)) : given;
}

/** The product, quotient or difference of two values. */
export function computed(operator: ts.SyntaxKind, left: OptionValue, right: OptionValue): OptionValue {
  const isArithmetic =
    operator === ts.SyntaxKind.AsteriskToken ||
    operator === ts.SyntaxKind.SlashToken ||
    operator === ts.SyntaxKind.MinusToken;
  if (!isArithmetic) return unknown;
  if (left.kind !== 'constant' || right.kind !== 'constant') return given;
  const [first, second] = [Number(left.value), Number(right.value)];
  if (operator === ts.SyntaxKind.AsteriskToken) return constant(first * second);
  return constant(operator === ts.SyntaxKind.SlashToken ? first / second : first - second);
}

/** One value, or another where it is missing: `process.env.WAIT ?? 5000`. */
export function withDefault(value: OptionValue, otherwise: OptionValue): OptionValue {
  if (isMissing(value)) return otherwise;
  if (value.kind === 'constant' && Boolean(value.value)) return value;
  // The text of the environment, or a default.
  if (value.kind === 'environment' && !mayBeMissing(otherwise)) return { kind: 'text', pieces: [undefined] };
  if (mayBeMissing(otherwise)) return unknown;
  return value.kind === 'object' && otherwise.kind === 'object' ? eitherOf(value, otherwise) : given;
}
