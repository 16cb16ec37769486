import type { Effect } from '../analysis/effect.ts';
import type { RepeatedQuery } from '../analysis/finding.ts';
import { elementOf } from '../analysis/list-name.ts';
import { oneRunOf } from '../analysis/one-run.ts';
import { unitOfWorkBehind } from '../analysis/unit-of-work.ts';
import type { Operation } from '../clients/define-client.ts';
import { effectText } from './effect-text.ts';
import { writeKindOf } from './write-kind.ts';

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
  /** What each run takes where they overlap: `and each on a connection of its own`. */
  readonly place: string;
  readonly advice: string;
  /** What to run once where nothing varies: the call, or behind one that may do more, the query. */
  readonly hoisted: string;
  readonly reuse: string;
}

export function repeatedQueryText({ effects, repetition, ownConnection }: RepeatedQuery): RepeatedQueryText {
  const [first] = effects;
  const isDirect = first.trace.length === 0;
  return {
    ...effectText(effects),
    times: `once per ${repetition.each ?? (repetition.source ? elementOf(repetition.source) : 'element')}`,
    unit: first.query.synchronous ? 'blocking statement' : 'round trip',
    place: placeOf(first.connection, ownConnection),
    advice: repetition.isChain && !isWrite({ effects }) ? chainAdvice : adviceFor(effects),
    hoisted: isDirect ? 'it' : 'that query',
    reuse: isDirect ? '' : ' and reuse what it reads',
  };
}

function placeOf(connection: Effect['connection'], isOwn: boolean): string {
  if (connection === 'none') return 'and each as a request of its own';
  return isOwn
    ? 'and each on a connection of its own'
    : 'and, outside of a transaction, each on a connection of its own';
}

/** So many queries of one run take more than one bulk query, whatever the first of them does. */
const manyQueries = 3;

function adviceFor(effects: RepeatedQuery['effects']): string {
  const [{ query, trace }] = effects;
  const helper = trace[0]?.name ?? '';
  if (/^#?[\w$]+$/.test(helper) && oneRunOf(effects).length >= manyQueries) {
    return `Write a form of \`${helper}\` that takes all elements and sends each of its queries once.`;
  }
  const unitOfWork = unitOfWorkBehind(query);
  if (unitOfWork) return `Change all rows first and write them with one \`${unitOfWork.flush}\`.`;
  const isWriting = query.operation === 'writeOne' || query.operation === 'writeMany';
  return isWriting ? writeAdvice[writeKindOf(query.name)] : advice[query.operation];
}

const writeAdvice = {
  delete: 'Delete the rows of all keys with one query.',
  update: 'Update the rows of all keys with one query.',
  write: 'Collect the values and write them with one bulk query.',
} as const;

const advice: Readonly<Record<Exclude<Operation, 'writeOne' | 'writeMany'>, string>> = {
  readOne: 'Read all rows with one query first and look each up in a `Map`.',
  readMany: 'Read the rows of all elements with one query first and group them by key in a `Map`.',
  count: 'Count for all elements with one grouped query first.',
  raw: 'Send one query for all elements.',
};

const chainAdvice = 'Read the whole chain with one recursive query (`WITH RECURSIVE`).';

/** Whether a query changes data, as far as its client's facts tell. */
export function isWrite({ effects }: Pick<RepeatedQuery, 'effects'>): boolean {
  return effects.every(({ query }) => query.operation === 'writeOne' || query.operation === 'writeMany');
}
