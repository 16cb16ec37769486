/** The options that all rules about repeated queries share. */
export interface RepeatedQueryOptions {
  /** Whether inserts, updates and deletes are reported as well as reads. Default: `report`. */
  readonly writes: 'report' | 'ignore';
  /** So many keys at most that a suggested query is given at a time; longer lists are cut. Default: no limit. */
  readonly maxBatchSize?: number;
}

export const repeatedQueryOptionsSchema = {
  type: 'object',
  properties: {
    writes: {
      type: 'string',
      enum: ['report', 'ignore'],
      description: 'Whether inserts, updates and deletes are reported as well as reads.',
    },
    maxBatchSize: {
      type: 'integer',
      minimum: 1,
      description: 'So many keys at most that a suggested query is given at a time; longer lists are cut.',
    },
  },
  additionalProperties: false,
} as const;
