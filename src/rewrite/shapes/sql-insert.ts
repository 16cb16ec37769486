import { refuse } from '../refusal.ts';
import { isPlainValue } from './sql-change.ts';
import { isWord, splitAt } from './sql-parts.ts';
import type { SqlToken } from './sql-tokens.ts';

/** `INSERT INTO audit (user_id, action) VALUES ($1, 'seen')` */
export interface SqlInsert {
  readonly table: SqlToken;
  /** The columns that are listed. */
  readonly columns: readonly SqlToken[];
  /** The values of the one row, without commas. */
  readonly values: readonly (readonly SqlToken[])[];
  /** Where the list of columns begins, or `VALUES` where there is none. */
  readonly start: number;
  /** Where the row begins and ends, with its parentheses. */
  readonly row: { readonly start: number; readonly end: number };
}

/** Reads SQL that inserts one row of values. Refuses whatever else it may be. */
export function sqlInsert(tokens: readonly SqlToken[]): SqlInsert {
  const { table, rest } = insertedTable(tokens);
  const at = rest.findIndex((token) => token.depth === 0 && isWord(token, 'values'));
  const listed = inParentheses(rest.slice(0, at));
  const [first] = rest;
  const open = rest[at + 1];
  if (at === -1 || !first || open?.text !== '(') return refuse('sqlForm');
  const close = rest.findIndex((token, index) => index > at && token.depth === 0 && token.text === ')');
  const closing = rest[close];
  if (!closing) return refuse('sqlForm');
  requireNoMore(rest.slice(close + 1));
  const inner = rest.slice(at + 2, close).map((token) => ({ ...token, depth: token.depth - 1 }));
  const values = splitAt(inner, ({ text }) => text === ',');
  if (!values.every(isPlainValue)) return refuse('sqlForm');
  const columns = listed.filter(({ text }) => text !== ',');
  if (columns.some(({ kind }) => kind !== 'word' && kind !== 'name')) return refuse('sqlForm');
  if (columns.length > 0 && columns.length !== values.length) return refuse('sqlForm');
  return { table, columns, values, start: first.start, row: { start: open.start, end: closing.end } };
}

/** `INSERT INTO shop.audit`, and what follows. */
export function insertedTable(tokens: readonly SqlToken[]): { table: SqlToken; rest: readonly SqlToken[] } {
  const ended = tokens.at(-1)?.text === ';' ? tokens.slice(0, -1) : tokens;
  const [insert, into, name, dot, qualified] = ended;
  const isQualified = dot?.text === '.';
  const table = isQualified ? qualified : name;
  if (!isWord(insert, 'insert') || !isWord(into, 'into') || !table) return refuse('sqlForm');
  if (table.kind !== 'word' && table.kind !== 'name') return refuse('sqlForm');
  return { table, rest: ended.slice(isQualified ? 5 : 3) };
}

function inParentheses(tokens: readonly SqlToken[]): readonly SqlToken[] {
  if (tokens.length === 0) return [];
  const [open, close] = [tokens[0], tokens.at(-1)];
  return open?.text === '(' && close?.text === ')' ? tokens.slice(1, -1) : refuse('sqlForm');
}

/** After the row only `ON CONFLICT … DO NOTHING` may stand: rows of one statement cannot be changed by it twice. */
export function requireNoMore(tokens: readonly SqlToken[]): void {
  if (tokens.length === 0) return;
  const words = tokens.map(({ text }) => text.toLowerCase());
  const isIgnored = words[0] === 'on' && words[1] === 'conflict' && words.slice(-2).join(' ') === 'do nothing';
  if (!isIgnored || words.includes('returning') || words.includes(';')) refuse('sqlForm');
}
