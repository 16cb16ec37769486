import { refuse } from '../refusal.ts';
import { isWord, splitAt } from './sql-parts.ts';
import { columnOf, conditionsOf, equalityOf, type SqlEquality } from './sql-select.ts';
import type { SqlToken } from './sql-tokens.ts';

/** `DELETE FROM … WHERE …`, `UPDATE … SET … WHERE …` */
export interface SqlChange {
  readonly does: 'delete' | 'update';
  readonly table: SqlToken;
  readonly equalities: readonly SqlEquality[];
  /** The columns that are set to placeholders. */
  readonly assigned: readonly SqlAssignment[];
  /** The columns that are set to what is the same for all rows. */
  readonly fixed: readonly string[];
  /** How many conditions the `WHERE` has. */
  readonly conditions: number;
  /** Where the table begins and ends with its schema, and where `WHERE` does. */
  readonly at: { readonly table: number; readonly tableEnd: number; readonly where: number };
  /** Whether its words are written in small letters. */
  readonly isSmall: boolean;
}

/** `name = $2::text` */
export interface SqlAssignment {
  readonly column: SqlToken;
  readonly placeholder: SqlToken;
  /** Where the value begins and ends, with its cast. */
  readonly start: number;
  readonly end: number;
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
  const own = dot?.text === '.' && qualified ? qualified : table;
  const conditions = conditionsOf(rest.slice(where + 1));
  const assignments = isDelete ? [] : splitAt(rest.slice(1, where), ({ text }) => text === ',').map(assignmentOf);
  return {
    does: isDelete ? 'delete' : 'update',
    table: own,
    equalities: conditions.flatMap(equalityOf),
    assigned: assignments.filter((one) => typeof one !== 'string'),
    fixed: assignments.filter((one) => typeof one === 'string'),
    conditions: conditions.length,
    at: { table: table.start, tableEnd: own.end, where: rest[where]?.start ?? 0 },
    isSmall: verb.text === verb.text.toLowerCase(),
  };
}

/**
 * `name = $2`; of `status = 'done'` and `updated_at = now()` the name of the column. Refuses what is computed from the
 * row.
 */
function assignmentOf(assignment: readonly SqlToken[]): SqlAssignment | string {
  const sign = assignment.findIndex(({ text }) => text === '=');
  const value = assignment.slice(sign + 1);
  const column = sign === -1 ? undefined : columnOf(assignment.slice(0, sign));
  const [placeholder] = value;
  if (!column || !placeholder || !isPlainValue(value)) return refuse('relativeChange');
  if (placeholder.kind !== 'placeholder') return column.text;
  return { column: column.token, placeholder, start: placeholder.start, end: value.at(-1)?.end ?? placeholder.end };
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
