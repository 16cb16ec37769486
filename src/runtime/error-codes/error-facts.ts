import type { DatabaseErrorKind } from '../database-error.ts';

/** What an error means. */
export interface ErrorFact {
  readonly kind: DatabaseErrorKind;
  /** Default: true for `exhausted`, `unavailable` and `transient`, else false. */
  readonly transient?: boolean;
  /** It holds only where the message contains this, for one code with several meanings. */
  readonly text?: string;
  /** It holds only where nothing is known of the error inside. */
  readonly unlessInside?: true;
}

/** One fact, or several of which the first that holds counts. */
export type ErrorMeaning = DatabaseErrorKind | ErrorFact | readonly (DatabaseErrorKind | ErrorFact)[];

/** The facts of one family of errors. A code, name or text that several families use means the same in all of them. */
export interface ErrorFacts {
  /** What the errors come from, for the docs. */
  readonly source: string;
  /** By `code`, `errorCode`, `originalCode` or `kind`. */
  readonly codes?: Readonly<Record<string, ErrorMeaning>>;
  /** By how the code begins, where the whole code is not known: `23` for `23505`. */
  readonly codeClasses?: {
    readonly pattern: RegExp;
    readonly length: number;
    readonly meanings: Readonly<Record<string, ErrorMeaning>>;
  };
  /** By number, of errors that `has` accepts: other families use the same numbers. */
  readonly numbers?: {
    readonly has: (error: ErrorShape) => boolean;
    readonly meanings: Readonly<Record<number, ErrorMeaning>>;
    /** Any other number. */
    readonly otherwise?: ErrorMeaning;
  };
  readonly names?: Readonly<Record<string, ErrorMeaning>>;
  /** By label, of the errors of MongoDB. */
  readonly labels?: Readonly<Record<string, ErrorMeaning>>;
  /** By how the message begins, of errors that carry no code. */
  readonly messages?: Readonly<Record<string, ErrorMeaning>>;
}

/** What the facts are looked up by. */
export interface ErrorShape {
  readonly codes: readonly string[];
  readonly number: number | undefined;
  readonly sqlState: string | undefined;
  readonly name: string;
  readonly message: string;
  readonly labels: readonly string[];
}
