import type { Server } from './tables.ts';
import { tables, type Table } from './tables.ts';

/** A database whose tables have the rows of `tables` before each run. */
export interface SeededDatabase {
  readonly connectionString: string;
  /** Whether numbers that the server gives rows have gaps that say nothing of what was written. */
  readonly leavesGaps: boolean;
  /** The rows of tables, in the order of their keys. */
  contents(names: readonly string[]): Promise<Contents>;
  /** Gives tables the rows that they began with. */
  reset(names: readonly string[]): Promise<void>;
  /** Whether no other connection runs a statement. */
  isIdle(): Promise<boolean>;
  close(): Promise<void>;
}

export type Contents = Readonly<Record<string, readonly unknown[]>>;

/** The statements that create and fill all tables, each with a copy that `resetTable` takes its rows from. */
export function createTables(server: Server): readonly string[] {
  return tables.flatMap((table) => {
    const { name, columns, rows, definition } = table;
    const insert = `INSERT INTO ${name} (${columns.join(', ')}) VALUES ${rows.map(rowOf).join(', ')}`;
    return [
      `CREATE TABLE ${name} (${definition(server)})`,
      ...(rows.length > 0 ? [insert] : []),
      `CREATE TABLE ${seedOf(name)} AS SELECT * FROM ${name}`,
    ];
  });
}

export function resetTable(name: string, server: Server): readonly string[] {
  const empty = server === 'PostgreSQL' ? `TRUNCATE ${name} RESTART IDENTITY` : `TRUNCATE ${name}`;
  return [empty, `INSERT INTO ${name} SELECT * FROM ${seedOf(name)}`];
}

/** The tables that a statement names, if it may write to them. */
export function tablesWrittenBy(statement: string): readonly string[] {
  if (!/\b(insert|update|delete|merge|replace|truncate|with)\b/i.test(statement)) return [];
  return tables.map(({ name }) => name).filter((name) => new RegExp(`\\b${name}\\b`).test(statement));
}

function seedOf(name: string): string {
  return `seed_of_${name}`;
}

function rowOf(row: Table['rows'][number]): string {
  return `(${row.map((value) => (typeof value === 'string' ? `'${value}'` : String(value))).join(', ')})`;
}
