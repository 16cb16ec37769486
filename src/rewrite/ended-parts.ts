import ts from 'typescript';

import type { Unwrapped } from './taken-away.ts';
import type { Part } from './text-edit.ts';
import { unwrappedTry } from './unwrapped-try.ts';

/** What goes with the statements that end a client. */
export interface EndedParts {
  readonly parts: readonly Part[];
  readonly unwrapped: readonly Unwrapped[];
}

/** The parts of a file that go where a client is no longer ended; nothing where a block would do nothing any more. */
export function endedParts(ends: readonly ts.Statement[], gone: readonly ts.Statement[]): EndedParts | undefined {
  const parts: Part[] = ends.map((statement) => ({ start: statement.getStart(), end: statement.end }));
  const unwrapped: Unwrapped[] = [];
  for (const block of new Set(ends.map(({ parent }) => parent).filter(ts.isBlock))) {
    if (block.statements.some((statement) => !ends.includes(statement) && !gone.includes(statement))) continue;
    const around = unwrappedTry(block);
    if (!around) return undefined;
    parts.push(...around.parts);
    if (around.unwrapped) unwrapped.push(around.unwrapped);
  }
  return { parts, unwrapped };
}
