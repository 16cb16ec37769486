import { refuse } from '../refusal.ts';
import { isWord, splitAt } from './sql-parts.ts';
import { columnOf, conditionsOf, equalityOf, type SqlEquality } from './sql-select.ts';
import type { SqlToken } from './sql-tokens.ts';

/** `DELETE FROM … WHERE …`, `UPDATE … SET … WHERE …` */
export interface SqlChange {
  readonly does: 'delete' | 'update';
  readonly table: SqlToken;
  readonly equalities: readonly SqlEquality[];
  /** The placeholders that columns are set to. */
  readonly assigned: readonly SqlToken[];
  /** Whether its words are written in small letters. */
  readonly isSmall: boolean;
}

/** Words that make more of a change than its conditions: a limit, other tables, an answer. */
const more =
  /^(select|from|using|join|returning|limit|order|with|union|only|low_priority|quick|ignore|random|rand|nextval)$/i;

/** Reads SQL that deletes rows by equalities, or sets columns of them to values. Refuses whatever else it may be. */
export function sqlChange(tokens: readonly SqlToken[]): SqlChange {
  const ended = tokens.at(-1)?.text === ';' ? tokens.slice(0, -1) : tokens;
  const [verb, second] = ended;
  const isDelete = isWord(verb, 'delete');
  const [table, from] = isDelete ? [ended[2], 3] : [second, 2];
  const isName = table?.kind === 'word' || table?.kind === 'name';
  if (!verb || !table || !isName || (isDelete && !isWord(second, 'from'))) return refuse('sqlForm');
  const [dot, qualified] = ended.slice(from);
  const rest = dot?.text === '.' ? ended.slice(from + 2) : ended.slice(from);
  for (const token of rest)
    if (token.text === ';' || (token.kind === 'word' && more.test(token.text))) refuse('sqlForm');
  const where = rest.findIndex((token) => token.depth === 0 && isWord(token, 'where'));
  if (where === -1 || (isDelete && where > 0)) return refuse('sqlForm');
  if (!isDelete && !isWord(rest[0], 'set')) return refuse('sqlForm');
  return {
    does: isDelete ? 'delete' : 'update',
    table: dot?.text === '.' && qualified ? qualified : table,
    equalities: conditionsOf(rest.slice(where + 1)).flatMap(equalityOf),
    assigned: isDelete ? [] : splitAt(rest.slice(1, where), ({ text }) => text === ',').flatMap(assignedOf),
    isSmall: verb.text === verb.text.toLowerCase(),
  };
}

/** `name = $2`, `status = 'done'`, `updated_at = now()`. Refuses what is computed from the row. */
function assignedOf(assignment: readonly SqlToken[]): readonly SqlToken[] {
  const sign = assignment.findIndex(({ text }) => text === '=');
  const value = assignment.slice(sign + 1);
  if (sign === -1 || !columnOf(assignment.slice(0, sign)) || !isPlainValue(value)) return refuse('relativeChange');
  return value.filter(({ kind }) => kind === 'placeholder');
}

const constant = /^(null|true|false|default|current_timestamp|current_date)$/i;

/** Whether tokens are a value that is the same for all rows: a literal, a placeholder with or without a cast, the time. */
export function isPlainValue([first, ...others]: readonly SqlToken[]): boolean {
  if (!first) return false;
  const texts = others.map(({ text }) => text).join('');
  if (first.kind === 'word') {
    return (constant.test(first.text) && others.length === 0) || (/^now$/i.test(first.text) && texts === '()');
  }
  const isValue = first.kind === 'placeholder' || first.kind === 'value';
  return isValue && (others.length === 0 || /^::\w+$/.test(texts));
}
