import type { ExternalKind } from '../analysis/external-packages.ts';
import type { HeldTransaction } from '../analysis/held-transactions.ts';
import { transactionName } from '../analysis/opened-transaction.ts';
import { effectText } from './effect-text.ts';

/** The parts of a message about a transaction that waits for something outside. */
export interface HeldTransactionText extends Record<string, string> {
  /** `` `axios.post` `` */
  readonly call: string;
  /** `an HTTP request` */
  readonly what: string;
  readonly through: string;
  readonly transaction: string;
  readonly advice: string;
}

export function heldTransactionText({ effect, external, transaction }: HeldTransaction): HeldTransactionText {
  const { queries, through } = effectText([effect]);
  return {
    call: queries,
    what: external.is,
    through,
    transaction: transactionName(transaction),
    advice: advice[external.kind],
  };
}

/** Which message says what the transaction holds meanwhile. */
export function heldMessage({ transaction: { fact, span } }: HeldTransaction): 'held' | 'repeated' | 'locked' {
  if (fact.holdsConnection ?? true) return 'held';
  return span ? 'locked' : 'repeated';
}

const outbox =
  'Do it after the commit; if it must not get lost, write it to an outbox table in the transaction and do it from there';

const advice: Readonly<Record<ExternalKind, string>> = {
  request: `${outbox}.`,
  mail: `It is also sent if the transaction is rolled back. ${outbox}.`,
  queue: `A worker may also take it before the commit, or after a rollback. ${outbox}.`,
  file: 'Read before the transaction, and write after the commit.',
  process: 'Run it before the transaction or after the commit.',
  sleep: 'Wait outside, and begin again with a new transaction.',
};
