import { acquisitionFrom } from '../analysis/pool-acquisition.ts';
import type { PoolTransaction } from '../analysis/pool-transaction.ts';

/** The parts of a message about a transaction statement that is sent through a pool. */
export interface PoolTransactionText extends Record<string, string> {
  /** What sends it, in backticks. */
  readonly sender: string;
  readonly statement: string;
  /** What to do with this client. */
  readonly advice: string;
}

export function poolTransactionText(found: PoolTransaction): PoolTransactionText {
  const { sentBy, through, statement } = found;
  const sender = through === undefined ? `\`${sentBy}\`` : `\`${sentBy}\` calls \`${through}\`, which`;
  return { sender, statement, advice: adviceFor(found) };
}

function adviceFor({ client, pool }: PoolTransaction): string {
  const acquire = acquisitionFrom(client);
  const managed = client.transactions.find(
    ({ callback, method }) => callback !== undefined && method !== acquire?.method,
  );
  if (managed) {
    const after = managed.after?.[0];
    return `Run the whole transaction in \`${pool}.${after === undefined ? '' : `${after}().`}${managed.method}(…)\`.`;
  }
  return acquire
    ? `Take one connection with \`${pool}.${acquire.method}()\` and send the whole transaction on it.`
    : 'Send the whole transaction on one connection.';
}
