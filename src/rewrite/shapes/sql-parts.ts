import type { SqlToken } from './sql-tokens.ts';

export function isWord(token: SqlToken | undefined, word: string): boolean {
  return token?.kind === 'word' && token.text.toLowerCase() === word;
}

/** The parts between borders that stand outside of parentheses. */
export function splitAt(
  tokens: readonly SqlToken[],
  isBorder: (token: SqlToken) => boolean,
): readonly (readonly SqlToken[])[] {
  const parts: SqlToken[][] = [[]];
  for (const token of tokens) {
    if (token.depth === 0 && isBorder(token)) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}
