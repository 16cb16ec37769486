import { isDeepStrictEqual, inspect } from 'node:util';

import type { Contents, SeededDatabase } from './seeded-database.ts';
import { withRankedIds } from './ranked-ids.ts';
import type { Outcome } from './run-program.ts';

/** What two versions of a program did differently, or nothing. */
export async function compareOutcomes(
  before: Outcome,
  after: Outcome,
  database: Pick<SeededDatabase, 'contents' | 'leavesGaps'>,
): Promise<string | undefined> {
  const [failedBefore, failedAfter] = [before, after].map((outcome) => 'failure' in outcome);
  if (failedBefore !== failedAfter) {
    return failedBefore
      ? `Only the version before fails: ${inspect(before.failure)}`
      : `Only the version after fails: ${inspect(after.failure)}`;
  }
  if (!isDeepStrictEqual(before.value, after.value)) return `Values differ: ${firstPath(before.value, after.value)}`;
  const names = [...new Set([...Object.keys(before.tables), ...Object.keys(after.tables)])];
  const seeded = await database.contents(names);
  for (const name of names) {
    const [one, other] = [before.tables, after.tables].map((tables: Contents) => {
      const rows = tables[name] ?? seeded[name] ?? [];
      return database.leavesGaps ? withRankedIds(name, rows) : rows;
    });
    if (!isDeepStrictEqual(one, other)) return `The table "${name}" differs: ${firstPath(one, other)}`;
  }
  return undefined;
}

/** The first place where two values differ, and what stands there. */
function firstPath(one: unknown, other: unknown, path = ''): string {
  if (isContainer(one) && isContainer(other)) {
    for (const key of new Set([...Object.keys(one), ...Object.keys(other)])) {
      if (!isDeepStrictEqual(one[key], other[key])) return firstPath(one[key], other[key], `${path}/${key}`);
    }
  }
  const shown = [one, other].map((value) => inspect(value, { depth: 2, breakLength: Infinity }));
  return `at ${path || '/'}, ${shown[0] ?? ''} before and ${shown[1] ?? ''} after.`;
}

function isContainer(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
