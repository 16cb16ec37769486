import { refuse } from '../refusal.ts';
import { type SqlAggregate, sqlAggregates } from './sql-aggregates.ts';
import { isWord, splitAt } from './sql-parts.ts';
import type { SqlToken } from './sql-tokens.ts';

/** `users.id = $1` at the top of a `WHERE`. */
export interface SqlEquality {
  /** The column as it is written, with its table if that is named. */
  readonly column: SqlColumn;
  readonly placeholder: SqlToken;
  /** From the `=` to the end. */
  readonly start: number;
  readonly end: number;
  /** `int` in `$1::int`. */
  readonly cast: string | undefined;
}

export interface SqlColumn {
  readonly table: string | undefined;
  readonly token: SqlToken;
  readonly text: string;
}

/** What is between two commas of the list after `SELECT`. */
export interface SqlItem {
  /** The column that it is, if it is one and nothing is computed from it; `*` for all of a table. */
  readonly column: SqlColumn | '*' | undefined;
  readonly table: string | undefined;
  /** The token that names it in rows. */
  readonly name: SqlToken | undefined;
}

/** `SELECT … FROM … WHERE … ORDER BY … LIMIT 1` */
export interface SqlSelect {
  readonly items: readonly SqlItem[];
  /** What it computes from all rows; nothing where it reads them. */
  readonly aggregates: readonly SqlAggregate[];
  /** Where the list after `SELECT` begins. */
  readonly listStart: number;
  readonly table: SqlToken;
  readonly joins: boolean;
  readonly ordered: boolean;
  readonly equalities: readonly SqlEquality[];
  /** How many conditions the `WHERE` has. */
  readonly conditions: number;
  /** `LIMIT 1` with the space before it. */
  readonly limit: { readonly start: number; readonly end: number } | undefined;
  /** Whether its words are written in small letters. */
  readonly isSmall: boolean;
  /** Where it ends, before a semicolon. */
  readonly end: number;
}

/** Reads a query of rows by equalities. Refuses whatever else it may be. */
export function sqlSelect(tokens: readonly SqlToken[]): SqlSelect {
  const [select] = tokens;
  const ended = tokens.at(-1)?.text === ';' ? tokens.slice(0, -1) : tokens;
  if (!select || !isWord(select, 'select')) return refuse('sqlForm');
  const at = (word: string): number => ended.findIndex((token) => token.depth === 0 && isWord(token, word));
  const [from, where, order, limit] = [at('from'), at('where'), at('order'), at('limit')];
  const list = ended.slice(1, Math.max(from, 1));
  const aggregates = sqlAggregates(list);
  for (const token of aggregates.length > 0 ? ended.slice(from) : ended.slice(1)) requireKnown(token);
  if (from === -1 || where < from) return refuse('sqlForm');
  if (aggregates.length > 0 && (order !== -1 || limit !== -1)) return refuse('limited');
  const ends = [order, limit].filter((index) => index !== -1);
  if (ends.some((index) => index < where) || (limit !== -1 && order > limit)) return refuse('sqlForm');
  const sources = ended.slice(from + 1, where);
  const [table] = sources;
  if (!table || (table.kind !== 'word' && table.kind !== 'name')) return refuse('sqlForm');
  const conditions = conditionsOf(ended.slice(where + 1, Math.min(ended.length, ...ends)));
  const qualified = sources[1]?.text === '.' ? sources[2] : undefined;
  return {
    items: aggregates.length > 0 ? [] : splitAt(list, (token) => token.text === ',').map(itemOf),
    aggregates,
    listStart: ended[1]?.start ?? 0,
    table: qualified ?? table,
    joins: sources.some((token) => isWord(token, 'join') || token.text === ','),
    ordered: order !== -1,
    equalities: conditions.flatMap(equalityOf),
    conditions: conditions.length,
    limit: limit === -1 ? undefined : limitOf(ended, limit),
    isSmall: select.text === 'select',
    end: ended.at(-1)?.end ?? 0,
  };
}

const limiting = /^(offset|for|fetch|distinct|window|over|top|skip|locked)$/i;
const aggregating =
  /^(group|having|count|sum|avg|min|max|array_agg|jsonb?_agg|jsonb?_object_agg|json_arrayagg|string_agg|group_concat|bool_and|bool_or|every|stddev\w*|var\w*)$/i;
const foreign =
  /^(select|union|intersect|except|minus|with|into|insert|update|delete|returning|values|lateral|nextval|random|rand|pg_\w+)$/i;

function requireKnown(token: SqlToken): void {
  if (token.kind === 'sign' && token.text === ';') refuse('sqlForm');
  if (token.kind !== 'word') return;
  if (limiting.test(token.text)) refuse('limited');
  if (aggregating.test(token.text)) refuse('aggregate');
  if (foreign.test(token.text)) refuse('sqlForm');
}

function itemOf(tokens: readonly SqlToken[]): SqlItem {
  const last = tokens.at(-1);
  if (last?.kind === 'placeholder' || tokens.length === 0) return refuse('sqlForm');
  if (last?.text === '*' && (tokens.length === 1 || (tokens.length === 3 && tokens[1]?.text === '.'))) {
    return { column: '*', table: tokens.length === 3 ? tokens[0]?.text : undefined, name: undefined };
  }
  const column = columnOf(tokens.slice(0, tokens[1]?.text === '.' ? 3 : 1));
  const length = tokens[1]?.text === '.' ? 3 : 1;
  const rest = tokens.slice(length);
  const [first, second] = rest;
  const alias = isWord(first, 'as') ? second : first;
  const isAlias = rest.length > 0 && rest.length === (isWord(first, 'as') ? 2 : 1);
  if (column && (rest.length === 0 || isAlias)) {
    return { column, table: column.table, name: alias ?? column.token };
  }
  const isNamed = tokens.length > 1 && (last?.kind === 'word' || last?.kind === 'name');
  return { column: undefined, table: undefined, name: isNamed ? last : undefined };
}

export function columnOf(tokens: readonly SqlToken[]): SqlColumn | undefined {
  const [first, dot, second] = tokens;
  const isName = (token: SqlToken | undefined): token is SqlToken => token?.kind === 'word' || token?.kind === 'name';
  if (!isName(first)) return undefined;
  if (tokens.length === 1) return { table: undefined, token: first, text: first.text };
  return dot?.text === '.' && isName(second) && tokens.length === 3
    ? { table: first.text, token: second, text: second.text }
    : undefined;
}

export function conditionsOf(tokens: readonly SqlToken[]): readonly (readonly SqlToken[])[] {
  const isAlternative = tokens.some(
    (token) => token.depth === 0 && ['or', 'xor', 'case', '||'].some((word) => token.text.toLowerCase() === word),
  );
  if (isAlternative) return refuse('sqlForm');
  requireValues(tokens);
  return splitAt(tokens, (token) => isWord(token, 'and'));
}

export function equalityOf(part: readonly SqlToken[]): readonly SqlEquality[] {
  const at = part.findIndex(({ text, kind }) => kind === 'sign' && text === '=');
  const column = at === -1 ? undefined : columnOf(part.slice(0, at));
  const [sign, placeholder, colons, type, ...others] = part.slice(Math.max(at, 0));
  if (!column || !sign || placeholder?.kind !== 'placeholder') return [];
  const isCast = colons?.text === '::' && type?.kind === 'word' && others.length === 0;
  if (colons && !isCast) return [];
  const end = (type ?? placeholder).end;
  return [{ column, placeholder, start: sign.start, end, cast: isCast ? type.text : undefined }];
}

/** What is put into a template must be a value: a part of the SQL may be anything. */
function requireValues(tokens: readonly SqlToken[]): void {
  for (const [index, { embedded }] of tokens.entries()) {
    const before = tokens[index - 1];
    const isValue = before && (/^[<>!]?=$|^[<>]$|^<>$/.test(before.text) || /^i?like$/i.test(before.text));
    if (embedded && !isValue) refuse('sqlForm');
  }
}

function limitOf(tokens: readonly SqlToken[], index: number): { start: number; end: number } {
  const [word, one, ...rest] = tokens.slice(index);
  const before = tokens[index - 1];
  if (!word || !before || one?.text !== '1' || rest.length > 0) return refuse('limited');
  return { start: before.end, end: one.end };
}
