import { tables } from './tables.ts';

/**
 * Rows of a table with the ranks of the ids that the server gave them in the place of the ids. MariaDB reserves more numbers
 * than an insert of several rows needs, so that ids differ by gaps where rows and their order are the same.
 */
export function withRankedIds(name: string, rows: readonly unknown[]): readonly unknown[] {
  const generated = tables.find((table) => table.name === name)?.generated;
  if (generated === undefined) return rows;
  const idOf = (row: unknown): number => Number((row as Record<string, unknown>)[generated]);
  return rows
    .toSorted((one, other) => idOf(one) - idOf(other))
    .map((row, index) => ({ ...(row as object), [generated]: { rank: index + 1 } }));
}
