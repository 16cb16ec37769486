import { type UnhandledEntry, unhandledEntriesOf } from '../analysis/unhandled-entries.ts';
import type { View } from '../analysis/view.ts';
import { forwardToNext } from './forward-to-next.ts';
import type { Suggestion } from './suggestion.ts';

/** An entry point without an answer for failed queries, and its repair, which is planned when it is asked for. */
export interface RepairableEntry extends UnhandledEntry {
  readonly suggestions: () => readonly Suggestion[];
}

export const repairableEntriesOf: View<RepairableEntry> = (analysis, summaries, file) =>
  unhandledEntriesOf(analysis, summaries, file).map((found) => ({
    ...found,
    suggestions() {
      const edits = forwardToNext(found.entry);
      return edits ? [{ text: 'Forward errors with `next`.', edits }] : [];
    },
  }));
