import { acquisitionFrom } from '../analysis/pool-acquisition.ts';
import type { PoolTransaction } from '../analysis/pool-transaction.ts';

/** The parts of a message about a transaction statement that is sent through a pool. */
export interface PoolTransactionText extends Record<string, string> {
  readonly sentBy: string;
  readonly statement: string;
  /** What to do with this client. */
  readonly advice: string;
}

export function poolTransactionText({ client, sentBy, statement, pool }: PoolTransaction): PoolTransactionText {
  const { transactions } = client;
  const acquire = acquisitionFrom(client);
  const managed = transactions.find(({ callback, method }) => callback !== undefined && method !== acquire?.method);
  const after = managed?.after?.[0];
  const call = managed && `${pool}.${after === undefined ? '' : `${after}().`}${managed.method}(…)`;
  return {
    sentBy,
    statement,
    advice: call
      ? `Run them in \`${call}\`.`
      : acquire
        ? `Take one connection with \`${pool}.${acquire.method}()\` and send all of them on it.`
        : 'Send all of them on one connection.',
  };
}
