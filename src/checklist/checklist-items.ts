/** A question of a code review about the database, and the rules that answer it. */
export interface ChecklistItem {
  /** What holds where no rule of the item reports, as a sentence in Markdown. */
  readonly text: string;
  readonly rules: readonly string[];
}

/** Each rule of the plugin belongs to exactly one item. */
export const checklistItems: readonly ChecklistItem[] = [
  {
    text: 'No query runs in a loop without batching.',
    rules: ['no-query-in-loop', 'no-query-in-field-resolver'],
  },
  {
    text: '`Promise.all` starts independent queries only, and no more than the pool has connections.',
    rules: ['no-query-fanout', 'max-parallel-queries'],
  },
  {
    text: 'Pools have a limit, and each wait for a connection or a statement ends.',
    rules: ['require-pool-timeouts', 'require-pool-limit', 'no-ignored-pool-option'],
  },
  {
    text: 'Connection errors are handled.',
    rules: ['require-query-error-handling', 'require-pool-error-listener'],
  },
  {
    text: 'Each process has one client per database.',
    rules: ['no-client-per-request'],
  },
  {
    text: 'Each acquired connection is given back on every path.',
    rules: ['require-connection-release'],
  },
  {
    text: 'Transactions are short and stay on their own connection.',
    rules: ['no-transaction-on-pool', 'no-outer-client-in-transaction', 'no-external-io-in-transaction'],
  },
];
