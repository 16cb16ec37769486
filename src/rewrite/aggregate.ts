import { quoted } from './file-style.ts';
import type { RewriteContext } from './rewrite-context.ts';

/** What a value that is computed from several rows is where there are none: null, or zero in the client's form. */
export type AbsentValue = 'null' | 'number' | 'text' | 'bigint' | 'numberOrText';

/** Values by name, as a query answers with them: `{ count: 'text', total: 'null' }`. */
export interface AbsentRecord {
  readonly [name: string]: AbsentValue | AbsentRecord;
}

/** What a query answers that computes values from all rows of a key. */
export interface Aggregate {
  /** What it computes, as names say it: `count`, `sum`. */
  readonly title: string;
  /** What it answers where there are no rows: a value, or an object of several. */
  readonly absent: AbsentValue | AbsentRecord;
  /** Whether it answers with a list of one row, or with what that stands in. */
  readonly inRows: boolean;
  /** Whether the form of zero may be set otherwise, so that types or the use of the value must tell. Default: `false`. */
  readonly mayDiffer?: (name: string) => boolean;
  /** How a value is read from a group. Default: by the names that it has in the answer. */
  readonly read?: (group: string) => string;
}

/** The names that a value computed by these functions gets: `count`, `sum`, `total` for several. */
export function titleOf(functions: readonly string[]): string {
  const [only, ...others] = new Set(functions.map((name) => name.toLowerCase()));
  return only === undefined || others.length > 0 ? 'total' : (titles[only] ?? only);
}

const titles: Readonly<Record<string, string>> = {
  min: 'minimum',
  max: 'maximum',
  avg: 'average',
  countall: 'count',
  countdistinct: 'count',
  sumdistinct: 'sum',
  avgdistinct: 'average',
};

/** Zero or null, as it is written. */
export function absentText({ file }: Pick<RewriteContext, 'file'>, form: Exclude<AbsentValue, 'numberOrText'>): string {
  if (form === 'text') return quoted(file, '0');
  return { null: 'null', number: '0', bigint: '0n' }[form];
}
