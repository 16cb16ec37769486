/** What a query answers with. */
export type Answer = 'one' | 'many' | 'count';

/** What stands for a row that is not there: a value, or an error that the query throws. */
export type Missing = 'null' | 'undefined' | 'error';

/** A name that a rewritten query needs. */
export interface NeededImport {
  readonly module: string;
  readonly name: string;
}

/** A method that reads rows by the values of columns. */
export interface ReadFact {
  /** The method that reads the rows of many keys. */
  readonly becomes: string;
  readonly answers: Answer;
  /** Only for one row. Default: `undefined`. */
  readonly missing?: Missing;
  /** The option that holds the filter. Default: an argument is the filter itself. */
  readonly filter?: string;
  /** Where the first argument, or that after the entity, may be the key itself: its column, and the option that a filter must stand in. */
  readonly key?: { readonly column: string; readonly filter?: string };
  /** Whether only filters are accepted by which one row can match. Default: `false`. */
  readonly isUnique?: boolean;
  /**
   * For values that are computed from all rows of a key, how they are computed for many keys: by a method that is given
   * the columns, `by`; by an option `group`; or by a query builder and a function of SQL.
   */
  readonly groupsBy?: 'columns' | 'option' | { readonly builder: 'COUNT' | 'SUM' | 'AVG' | 'MIN' | 'MAX' };
}

/** A method that writes one row, or the rows of one key. */
export interface WriteFact {
  /** The method that writes the rows of many. */
  readonly becomes: string;
  /** A link of a chain behind which a method of this name does something else. */
  readonly notBehind?: string;
  /** What is done with rows that are given as for an insert, and are none: `Remove`. Default: they are written. */
  readonly verb?: string;
  readonly does: 'insert' | 'delete' | 'update';
  /** Where the row or the changes stand: in an option, in the first or in the last argument. */
  readonly values?: { readonly option: string } | 'firstArgument' | 'lastArgument';
  /** The option that holds the filter. Default: an argument is the filter itself. */
  readonly filter?: string;
  /** Where the first argument is the key itself: its column. */
  readonly key?: string;
  /** The column that a filter must have for the form for many, where this one writes one row at most. Default: none. */
  readonly needs?: string;
  /** How a list of changes, one for each row, is given to the client: the operation that each of them is. */
  readonly bulk?: { readonly becomes: string; readonly operation: string; readonly caveat?: string };
  /** Whether the form for many does not take all rows that this one takes. Default: `false`. */
  readonly rowsDiffer?: boolean;
  /** Options with which the form for many does what this one does, as they follow the rows. */
  readonly options?: string;
  /** Whether an empty list of rows is an error. Default: `false`. */
  readonly failsWhenEmpty?: boolean;
  /** What differs from writing one by one, as a sentence. */
  readonly caveat?: string;
}

/** How a client that is given filters as objects, `where: { id }`, is asked for the rows of many keys. */
export interface ObjectBatchFacts {
  readonly language: 'objects';
  readonly reads: Readonly<Record<string, ReadFact>>;
  readonly writes: Readonly<Record<string, WriteFact>>;
  /** Whether what a bulk write wrote before an error stays. Default: it writes all or nothing. */
  readonly keepsBeforeError?: boolean;
  /** The method of a client that sends a list of queries in one transaction, and what the user must know of it, as a sentence. */
  readonly inList?: { readonly method: string; readonly caveat: string };
  /**
   * Where changed rows are written together: the method that writes them, and the methods that schedule a row and write it
   * at once, with those that only schedule it.
   */
  readonly unitOfWork?: { readonly flush: string; readonly schedules: Readonly<Record<string, string>> };
  /** Methods that may be replaced by one whose calls the client merges, where the filter is a unique key. Default: none. */
  readonly uniqueForms?: Readonly<Record<string, string>>;
  /** The condition that a column is one of a list of keys, and a name that it needs. */
  readonly oneOf: (keys: string) => string;
  readonly oneOfNeeds?: NeededImport;
  /** The operator that says of a column that it has a value: `{ id: { equals: 1 } }`. Default: a value alone says it. */
  readonly equals?: string;
  /** Whether a list of filters is a filter that any of them fulfils. Default: `false`. */
  readonly takesLists?: boolean;
  /** The property of a filter that holds alternatives, and a name that it needs. Default: there is none. */
  readonly anyOf?: (alternatives: string) => string;
  readonly anyOfNeeds?: NeededImport;
  /** Whether an empty list of alternatives is fulfilled by no row; otherwise by all, or it is an error. Default: `false`. */
  readonly acceptsNoAlternatives?: boolean;
  /** Options by which a query is more than a filter, so that one for many keys means something else. */
  readonly limiting: readonly string[];
  /** Options by which a query reads rows of other tables as well. */
  readonly joining: readonly string[];
  /** Links of a chain after the method that change nothing about which rows are read. Default: none. */
  readonly links?: readonly string[];
  /** Whether arguments after the filter or key mean something else than options. Default: `false`. */
  readonly takesNoOptions?: boolean;
  /** The option that lists the columns that are read. Default: there is none. */
  readonly columns?: string;
  /** Whether queries for one row answer with the same object each time. Default: `false`. */
  readonly identityMap?: boolean;
  /**
   * Where it is stated that one row at most has a value: in a generated type of filters, or in the entity's decorators.
   * Default: it is not known.
   */
  readonly uniqueness?: 'uniqueInput' | 'decorators';
}

/** A list of keys in SQL. */
interface SqlList {
  /** The expression of the list. */
  readonly keys: string;
  /** What stands for it in the SQL; nothing where expressions stand in it themselves. */
  readonly placeholder: string;
  /** The type that the single key was cast to. */
  readonly cast: string | undefined;
  /** The client, or the tag. */
  readonly handle: string;
}

/** How a client that is given SQL and its values is asked for the rows of many keys. */
export interface SqlBatchFacts {
  readonly language: 'sql';
  /** Methods that are given SQL and an array of values, and the method that is given lists in it. Default: the client is a tag. */
  readonly methods?: Readonly<Record<string, string>>;
  /** How a value is mentioned: `$1`, `?`, or as part of the template. */
  readonly placeholders: 'numbered' | 'positional' | 'embedded';
  /** Where the rows stand in the result. Default: it is the rows. */
  readonly rowsIn?: string;
  /** Whether names without quotes are written small in rows. Default: they are written as in the SQL. */
  readonly foldsNames?: boolean;
  /** What follows a column that is to be one of a list. */
  readonly oneOf: (list: SqlList) => string;
  /** Whether an empty list makes SQL that is not valid. Default: `false`. */
  readonly failsWhenEmpty?: boolean;
  /** Whether numbers in rows are rounded that are greater than JavaScript's hold exactly. Default: `false`. */
  readonly rounds?: boolean;
  /** What a count of rows comes as, unless the driver is set to give it otherwise. */
  readonly countForm: 'number' | 'text' | 'bigint';
  /** What differs where keys are texts, as a sentence. */
  readonly textCaveat?: string | undefined;
  /**
   * How many rows are inserted: placeholders for all of them; a list of lists in the place of one row; a method `batch`
   * that is given a list of what is bound; or the tag, called with a list of objects.
   */
  readonly insertsBy: 'placeholders' | 'nestedLists' | 'batchMethod' | 'helper';
  /** What differs from inserting one by one, as a sentence. */
  readonly insertCaveat?: string;
  /**
   * How an update is given other values for each row: in a list of rows that the table is joined with, by a method
   * `batch`, or in a `CASE` for each column. Default: there is no such form.
   */
  readonly changesEachBy?: 'joinedValues' | 'batchMethod' | 'cases';
}

/** What a link of a chain does to a query of rows. */
export type BuilderLink =
  /** It names the table, or goes on without saying which rows are read. */
  | 'kept'
  /** It lists the columns that are read. */
  | 'columns'
  /** It holds conditions, of which all must hold. */
  | 'conditions'
  /** It adds rows of other tables. */
  | 'joins'
  | 'order'
  | 'limit'
  /** It computes a value from all rows. */
  | 'aggregate'
  /** It holds the row, or the changes. */
  | 'values'
  /** It makes the query answer with one row, or sends it; `becomes` is the link that does so for many, if one is needed. */
  | {
      readonly answers: Answer;
      readonly missing?: Missing;
      readonly becomes?: string;
      /** Whether it holds conditions as well: a key alone, or an object. */
      readonly filters?: 'key' | 'object';
    };

/** A chain of calls that writes one row, or the rows of one key, and that is given a list in their place. */
export interface BuilderWriteFact {
  readonly does: 'insert' | 'delete' | 'update';
  /** What differs from writing one by one, as a sentence. */
  readonly caveat?: string;
  /** Links that may stand in the chain; a query with any other is not rewritten. */
  readonly links: Readonly<Record<string, BuilderLink>>;
}

/** How a client that is asked by a chain of calls is asked for the rows of many keys. */
export interface BuilderBatchFacts {
  readonly language: 'builders';
  /** Links that may stand in the chain; a query with any other is not rewritten. */
  readonly links: Readonly<Record<string, BuilderLink>>;
  /**
   * How conditions are written: as calls, `eq(users.id, id)`; by a column, an operator and a value, `('id', '=', id)`; or
   * by a column and a value, or an object of them.
   */
  readonly conditions: 'calls' | 'comparisons' | 'values';
  /** Whether types take lists of values of one column only. Default: `false`. */
  readonly takesNoTuples?: boolean;
  /**
   * How SQL is written with which an update is given other values for each row: of columns that are values, of names, or
   * with names and values that are bound to marks. Default: there is no such form.
   */
  readonly changesEachBy?: 'columns' | 'names' | 'bindings';
  /** The module of the functions that conditions and SQL are written with. */
  readonly module?: string;
  /** A method that counts the rows of a table, which a chain with `count()` does for many keys. Default: there is none. */
  readonly countMethod?: string;
  /** Whether the types of rows are what the code says of them. Default: `false`. */
  readonly asserted?: boolean;
  /** Writes, by a link that only they have. */
  readonly writes: Readonly<Record<string, BuilderWriteFact>>;
  /** Methods that are given a filter in an object. Default: none. */
  readonly relational?: ObjectBatchFacts;
}

export type BatchFacts = ObjectBatchFacts | SqlBatchFacts | BuilderBatchFacts;
