import type { EntryKind } from '../analysis/entry-point.ts';
import type { UnhandledEntry } from '../analysis/unhandled-entries.ts';
import { effectText } from './effect-text.ts';

/** The parts of a message about an entry point that answers nothing when a query fails. */
export interface UnhandledEntryText extends Record<string, string> {
  readonly entry: string;
  readonly queries: string;
  readonly through: string;
  /** What a client gets. */
  readonly consequence: string;
  readonly advice: string;
}

export function unhandledEntryText({ entry, effects }: UnhandledEntry): UnhandledEntryText {
  return {
    entry: `\`${entry.name}\``,
    ...effectText(effects),
    consequence: consequences[entry.kind] ?? '',
    advice: advice[entry.kind],
  };
}

const unavailable =
  'Catch the error and answer with 503 and a `Retry-After`, here or in a function around all handlers.';
const logged = 'Catch the error, log it, and let the next run try again.';

const consequences: Readonly<Partial<Record<EntryKind, string>>> = {
  route: 'Next.js answers with 500 and an empty body',
  api: 'Next.js answers with 500 and a text that no client expects',
  action: 'the action rejects, and no `error` file is there to show it',
  express: 'Express 4 does not wait for the promise: the request is never answered, and the rejection ends the process',
  http: 'nothing waits for the promise: the request is never answered, and the rejection ends the process',
};

/** Whether no client waits for an entry point. */
export function isBackground({ entry }: UnhandledEntry): boolean {
  return consequences[entry.kind] === undefined;
}

const advice: Readonly<Record<EntryKind, string>> = {
  route: unavailable,
  api: unavailable,
  action: 'Catch the error and answer with a value that the form can show.',
  express: 'Catch the error and give it to `next`, here or in a function around all handlers.',
  http: unavailable,
  timer: logged,
  event: 'Catch the error and log it.',
  queue: 'Catch the error and give the message back with `nack`.',
};
