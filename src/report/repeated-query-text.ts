import type { RepeatedQuery } from '../analysis/finding.ts';
import { readable } from '../analysis/syntax.ts';
import type { Operation } from '../clients/define-client.ts';
import { effectText } from './effect-text.ts';

/** The parts of a message about a repeated query, in the user's own names. */
export interface RepeatedQueryText extends Record<string, string> {
  /** `` `prisma.user.findFirst` ``, and how many more. */
  readonly queries: string;
  /** `` once per element of `orders` `` */
  readonly times: string;
  /** `` , through `loadUser` (users.ts:12) ``, or nothing. */
  readonly through: string;
  /** What each run costs where they follow one another: `round trip`. */
  readonly unit: string;
  /** What each run takes where they overlap: `on a connection of its own`. */
  readonly place: string;
  readonly advice: string;
}

export function repeatedQueryText({ effects, repetition }: RepeatedQuery): RepeatedQueryText {
  const [first] = effects;
  return {
    ...effectText(effects),
    times: `once per ${repetition.each ?? (repetition.source ? `element of \`${readable(repetition.source)}\`` : 'element')}`,
    unit: first.query.synchronous ? 'blocking statement' : 'round trip',
    place: first.connection === 'none' ? 'as a request of its own' : 'on a connection of its own',
    advice: repetition.isChain ? chainAdvice : advice[first.query.operation],
  };
}

const advice: Readonly<Record<Operation, string>> = {
  readOne: 'Read all rows with one query first and look each up in a `Map`.',
  readMany: 'Read the rows of all elements with one query first and group them by key in a `Map`.',
  count: 'Count for all elements with one grouped query first.',
  writeOne: 'Collect the values and write them with one bulk query.',
  writeMany: 'Collect the values and write them with one bulk query.',
  raw: 'Send one query for all elements.',
};

const chainAdvice = 'Read the whole chain with one recursive query (`WITH RECURSIVE`).';

/** Whether a query changes data, as far as its client's facts tell. */
export function isWrite({ effects }: RepeatedQuery): boolean {
  return effects.every(({ query }) => query.operation === 'writeOne' || query.operation === 'writeMany');
}
