import type { TextEdit } from './text-edit.ts';

/** A repair that a user may apply with one click. */
export interface Suggestion {
  /** What it does, as an imperative with a full stop, and what differs from before. */
  readonly text: string;
  readonly edits: readonly TextEdit[];
}
