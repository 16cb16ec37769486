import type ts from 'typescript';

import type { SqlBatchFacts } from '../../clients/batch-facts.ts';
import { type AbsentValue, type Aggregate, titleOf } from '../aggregate.ts';
import { refuse } from '../refusal.ts';
import { isWord, splitAt } from './sql-parts.ts';
import type { SqlToken } from './sql-tokens.ts';

/** `count(*) AS posts`, `sum(score)::int`, `COALESCE(SUM(score), 0)`: a value computed from all rows. */
export interface SqlAggregate {
  readonly function: string;
  /** The function that is called outermost. */
  readonly outer: string;
  /** Whether zero stands for no value. */
  readonly isCoalesced: boolean;
  /** The type that the value is cast to. */
  readonly cast: string | undefined;
  /** The token that names it in the row. */
  readonly alias: SqlToken | undefined;
  readonly start: number;
  readonly end: number;
}

const aggregating = /^(count|sum|avg|min|max)$/i;

/**
 * The aggregates that a list after `SELECT` is made of; nothing where it computes none. Refuses what computes more of
 * them than a function of the rows.
 */
export function sqlAggregates(list: readonly SqlToken[]): readonly SqlAggregate[] {
  const items = splitAt(list, ({ text }) => text === ',');
  const isOne = ([name, open]: readonly SqlToken[]): boolean => open?.text === '(' && innerName(name) !== undefined;
  const [first] = items;
  if (!first || !isOne(first) || !first.some(({ text, kind }) => kind === 'word' && aggregating.test(text))) return [];
  return items.map((item) => (isOne(item) ? aggregateOf(item) : refuse('aggregate')));
}

/** The name of a function that is an aggregate or may hold one. */
function innerName(token: SqlToken | undefined): string | undefined {
  return token?.kind === 'word' && /^(count|sum|avg|min|max|cast|coalesce|ifnull)$/i.test(token.text)
    ? token.text.toLowerCase()
    : undefined;
}

function aggregateOf(item: readonly SqlToken[]): SqlAggregate {
  const { rest, ...value } = valueOf(item);
  const isNamed = isWord(rest[0], 'as');
  const [alias, ...others] = isNamed ? rest.slice(1) : rest;
  if (others.length > 0 || (isNamed && !alias)) return refuse('aggregate');
  if (alias && alias.kind !== 'word' && alias.kind !== 'name') return refuse('aggregate');
  const [first] = item;
  const last = item[item.length - rest.length - 1];
  return { ...value, alias, start: first?.start ?? 0, end: last?.end ?? 0 };
}

type Value = Pick<SqlAggregate, 'function' | 'outer' | 'isCoalesced' | 'cast'> & {
  /** What follows it. */
  readonly rest: readonly SqlToken[];
};

/** Reads `sum(score)`, `CAST(sum(score) AS int)`, `COALESCE(sum(score), 0)`, with or without `::int`. */
function valueOf(item: readonly SqlToken[]): Value {
  const [name, open] = item;
  const own = innerName(name);
  const close = item.findIndex(({ text, depth }) => text === ')' && depth === name?.depth);
  if (own === undefined || open?.text !== '(' || close === -1) return refuse('aggregate');
  const inner = item.slice(2, close);
  const [colons, type] = item.slice(close + 1);
  const isCast = colons?.text === '::' && type?.kind === 'word';
  const cast = isCast ? type.text.toLowerCase() : undefined;
  const rest = item.slice(close + (isCast ? 3 : 1));
  if (aggregating.test(own)) {
    if (inner.some((token) => isMore(token))) return refuse('aggregate');
    return { function: own, outer: own, isCoalesced: false, cast, rest };
  }
  const held = valueOf(inner);
  const after = held.rest.map(({ text }) => text.toLowerCase());
  if (own === 'cast') {
    const isWhole = after.length === 2 && after[0] === 'as' && held.cast === undefined && cast === undefined;
    return isWhole ? { ...held, cast: after[1], rest } : refuse('aggregate');
  }
  const isZero = after.join('') === ',0';
  return isZero ? { ...held, outer: own, isCoalesced: true, cast: cast ?? held.cast, rest } : refuse('aggregate');
}

/** What is more than a function of the rows: another query, another aggregate, a value that is bound. */
function isMore({ kind, text }: SqlToken): boolean {
  if (kind === 'placeholder') return true;
  return kind === 'word' && (/^(select|over|order|random|rand|nextval)$/i.test(text) || aggregating.test(text));
}

const castForms: Readonly<Record<string, AbsentValue>> = {
  int: 'number',
  int2: 'number',
  int4: 'number',
  integer: 'number',
  smallint: 'number',
  float: 'number',
  float4: 'number',
  float8: 'number',
  real: 'number',
  text: 'text',
  varchar: 'text',
};

/** What one expression in SQL is for no rows, where nothing tells in which form the database gives a count. */
export function absentOfSql(tokens: readonly SqlToken[]): { readonly function: string; readonly absent: AbsentValue } {
  const [only, ...others] = sqlAggregates(tokens);
  if (!only || others.length > 0 || only.alias) return refuse('aggregate');
  return { function: only.function, absent: formOf(only, 'numberOrText') };
}

function formOf({ function: own, isCoalesced, cast }: SqlAggregate, countForm: AbsentValue): AbsentValue {
  if (own !== 'count' && !isCoalesced) return 'null';
  if (cast !== undefined) return castForms[cast] ?? refuse('aggregate');
  return own === 'count' ? countForm : 'numberOrText';
}

/** What a query in SQL answers for no rows, by the names that values have in its one row. */
export function aggregateOfSql(
  { text }: ts.SourceFile,
  aggregates: readonly SqlAggregate[],
  facts: SqlBatchFacts,
): Aggregate {
  const fixed = new Set<string>();
  const absent = Object.fromEntries(
    aggregates.map((one): readonly [string, AbsentValue] => {
      const { alias, start, end, cast } = one;
      const own = facts.foldsNames === true ? one.outer : text.slice(start, end);
      const name = alias ? nameOf(alias, facts) : own;
      if (cast !== undefined) fixed.add(name);
      return [name, formOf(one, facts.countForm)];
    }),
  );
  if (Object.keys(absent).length !== aggregates.length) return refuse('aggregate');
  return {
    title: titleOf(aggregates.map((one) => one.function)),
    absent,
    inRows: true,
    // A driver may be set to parse what it answers as a text, or not to.
    mayDiffer: (name) => !fixed.has(name),
  };
}

function nameOf({ kind, text }: SqlToken, { foldsNames }: SqlBatchFacts): string {
  return foldsNames === true && kind === 'word' ? text.toLowerCase() : text;
}
