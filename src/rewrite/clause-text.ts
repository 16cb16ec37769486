import type { Indentation } from './block-text.ts';

/** A `catch` that rolls back and throws on, as it follows the brace of its `try`. */
export function catchText({ outer, unit }: Indentation, name: string, rollback: string, semicolon: string): string {
  const inner = outer + unit;
  return ` catch (${name}) {\n${inner}${rollback}\n${inner}throw ${name}${semicolon}\n${outer}}`;
}

/** A `finally` that gives back, as it follows the brace before it. */
export function finallyText({ outer, unit }: Indentation, release: string): string {
  return ` finally {\n${outer}${unit}${release}\n${outer}}`;
}
