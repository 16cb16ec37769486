import type { BatchedQuery, Keys, Term } from '../read-shape.ts';
import type { TextEdit } from '../text-edit.ts';

/** What the links of a chain say that hold conditions and columns. */
export interface BuilderConditions {
  readonly terms: readonly Term[];
  readonly size: number;
  readonly reads: (property: string) => boolean;
  readonly addColumn?: (property: string) => TextEdit;
  /** Whether the columns are known to be unique; `undefined` where nothing states it. */
  readonly isUnique: (properties: readonly string[]) => boolean | undefined;
  /** The column of a property, as it is written. */
  readonly columnText: (property: string) => string | undefined;
  readonly batch: (keys: Keys) => BatchedQuery;
}
