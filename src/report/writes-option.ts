/** The option that all rules about repeated queries share. */
export interface WritesOption {
  /** Whether inserts, updates and deletes are reported as well as reads. Default: `report`. */
  readonly writes: 'report' | 'ignore';
}

export const writesOptionSchema = {
  type: 'object',
  properties: {
    writes: {
      type: 'string',
      enum: ['report', 'ignore'],
      description: 'Whether inserts, updates and deletes are reported as well as reads.',
    },
  },
  additionalProperties: false,
} as const;
