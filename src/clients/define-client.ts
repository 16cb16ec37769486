import type { AcquisitionFact } from './acquisition-fact.ts';
import type { BatchFacts } from './batch-facts.ts';
import type { Convention } from './convention-fact.ts';
import type { PoolFact } from './pool-fact.ts';

/** What a query does, as far as rules and rewrites must tell queries apart. */
export type Operation = 'readOne' | 'readMany' | 'count' | 'writeOne' | 'writeMany' | 'raw';

/** Method names and what each does. */
export type Operations = Readonly<Record<string, Operation>>;

/**
 * Where a query's method stands, for code without types: on a handle (`pool.query()`), further along a chain that starts
 * with one (`prisma.user.findMany()`), on what a call of the handle answers (`knex('users').first()`), or on a row that
 * the client has read (`user.save()`).
 */
export type Position = 'handle' | 'member' | 'call' | 'row';

/** A method of a type that the client declares; the query is sent by the call itself. */
export interface MethodFact {
  readonly by: 'method';
  /**
   * Names of the classes, interfaces or type aliases that declare the methods; of functions where the methods are members
   * of a type without a name that a function answers with, as mixins do.
   */
  readonly owners: readonly string[];
  readonly operations: Operations;
  /** Earlier links of the chain that say more than the method: `insertInto` before `execute`. */
  readonly refinedBy?: Operations;
  /** Links through one of which the chain goes: `selectFrom` in `db.selectFrom('user').selectAll().execute()`. */
  readonly under?: readonly string[];
  /** Links after which such a chain may be anything: `$call`. */
  readonly leftBy?: readonly string[];
  /** Types of receivers that hold their rows already, so that the methods send nothing. */
  readonly loaded?: readonly string[];
  /** Default: `handle`. */
  readonly position?: Position;
  /**
   * Whether it only moves on in what its object reads, as a cursor's `next` does: a query where the chain makes the
   * object, `users.find().next()`, and none on one that was made before.
   */
  readonly advances?: boolean;
  /** Whether only a call that answers with a promise is a query; others collect commands, as a pipeline's do. */
  readonly promised?: boolean;
}

/** A handle that is called itself, as the tag of a template: sql`select 1`. */
export interface TagFact {
  readonly by: 'tag';
  /** Names of the types, functions or constants that declare the tag. */
  readonly owners: readonly string[];
  readonly operation: Operation;
  /** Whether the query is sent only when the value is awaited. Default: `false`. */
  readonly lazy?: boolean;
}

/** A method of any name whose signature is an interface that the client declares, such as an association's mixin. */
export interface SignatureFact {
  readonly by: 'signature';
  /** Names of the interfaces, and what a call of each does. */
  readonly owners: Operations;
  /** What the names of such methods start with, and what such a method of a row does where no type tells. */
  readonly prefixes: Operations;
}

/** A chain whose value is a thenable of the client; the query is sent when the value is awaited. */
export interface ThenableFact {
  readonly by: 'thenable';
  /** Names of the classes that declare `then`. */
  readonly owners: readonly string[];
  /** Links of the chain, and what a chain with each does. */
  readonly operations: Operations;
  /** Further links that say more of a read: `single` after `select`. */
  readonly refinedBy?: Operations;
  /** What a chain without any of these links does. Default: `readMany`. */
  readonly otherwise?: Operation;
  readonly position?: Position;
  /** As for methods. */
  readonly under?: readonly string[];
}

/** A chain whose value has a type of the client that is no class with a `then` of its own. */
export interface ReturnedTypeFact extends Omit<ThenableFact, 'by' | 'owners'> {
  readonly by: 'returned';
  /** Names of the types. */
  readonly types: readonly string[];
  /** Last links of chains that answer with such a value but are no query. */
  readonly except?: readonly string[];
  /** What sends the query: waiting for the value, or reading it in `for await`, as for a cursor. Default: `await`. */
  readonly startedBy?: 'await' | 'iteration';
}

/** A call whose value carries a literal `Symbol.toStringTag`; the query is sent when the value is awaited. */
export interface TaggedValueFact {
  readonly by: 'toStringTag';
  readonly tag: string;
  readonly operations: Operations;
  readonly position?: Position;
}

/**
 * A property of an entity that reads related rows when it is awaited. It sends nothing where the query that read the
 * entity names the property, or where its decorator says that it is read together with the entity.
 */
export interface RelationFact {
  readonly by: 'relation';
  /** Decorators that declare such a property if its type is a promise. */
  readonly decorators: Operations;
  /** An option of the decorators by which the relation is always read with the entity: `eager`. */
  readonly eager?: string;
}

export type QueryFact =
  MethodFact | TagFact | SignatureFact | ThenableFact | ReturnedTypeFact | TaggedValueFact | RelationFact;

/** A call that runs a callback, or collected statements, on one connection that it holds. */
export interface TransactionFact {
  readonly method: string;
  /** Links of the chain, one of which stands before the method: `transaction` in `db.transaction().execute(callback)`. */
  readonly after?: readonly string[];
  /** Position of the callback among the arguments; its first parameter is the held handle. */
  readonly callback?: number;
  /** Position of the array of statements that are sent together. */
  readonly statements?: number;
  /** Whether such statements are sent one after another, not in one round trip. Default: `false`. */
  readonly oneByOne?: boolean;
  /** Whether the callback only answers with the statements, which are sent together. Default: `false`. */
  readonly collects?: boolean;
  /** What the callback runs in. Default: a transaction. */
  readonly opens?: 'transaction' | 'connection' | 'session';
  /** Whether it holds a connection of the pool meanwhile. Default: `true`. */
  readonly holdsConnection?: boolean;
  /** What puts a query into it: what the callback is given, or what the method is called on. Default: `parameter`. */
  readonly handle?: 'parameter' | 'receiver';
}

/** How queries get into the transaction in whose callback they run although nothing in them names it. */
export interface JoiningFact {
  /** Whether they always do. Default: only under one of the conditions that follow. */
  readonly always?: boolean;
  /** Packages that make them do so, where the nearest `package.json` depends on one. */
  readonly dependencies?: readonly string[];
  /** Names of calls and options in the user's files that do so: `useCLS`. */
  readonly names?: readonly string[];
  /** Methods that answer with a handle that does not: `fork`. */
  readonly except?: readonly string[];
}

/** How a read is told that reads values computed from all rows, and no rows: `select({ posts: count() })`. */
export interface AggregateFact {
  /** The link whose only argument names the values. */
  readonly link: string;
  /** The functions that compute one. */
  readonly functions: readonly string[];
  /** The link after which there is a row for each group. */
  readonly groupedBy: string;
}

/** A method that runs a callback, its first argument, for each row that it reads: `cursor.eachAsync()`. */
export interface RowIterationFact {
  readonly method: string;
  /** An option by which the callback is given lists of rows. */
  readonly batches?: string;
  /** An option by which several callbacks run at a time; without it, one after another. */
  readonly parallel?: string;
}

/** Reads that the client itself merges into one query when they start in the same tick. */
export interface MergedReads {
  readonly methods: readonly string[];
  /** Property of the first argument that holds the filter. */
  readonly filter: string;
  /** Keys inside the filter that prevent the merge. */
  readonly operators: readonly string[];
}

/** The facts of one ORM, query builder or driver. */
export interface Client {
  /** The file's name. */
  readonly name: string;
  /** The name that users know. */
  readonly title: string;
  /** Packages whose declarations, or whose imports, identify the client. */
  readonly packages: readonly string[];
  /** Packages of another client on whose handles its queries run. */
  readonly builtOn?: readonly string[];
  /** Files that are the client although they belong to the user: generated code. */
  readonly generated?: RegExp;
  /** What a query occupies: a connection of a pool, or none (HTTP, in-process). */
  readonly connection: 'pool' | 'none';
  /**
   * Whether queries block until they are done, so that none runs beside another; `byValue` if those do whose value is no
   * promise. Default: `false`.
   */
  readonly synchronous?: boolean | 'byValue';
  /** Types of handles whose queries take no connection of a pool, though others' do: drivers over HTTP or in the process. */
  readonly unpooled?: readonly string[];
  /** Whether it is a key-value store, reported only on request. Default: `false`. */
  readonly keyValue?: boolean;
  readonly queries: readonly QueryFact[];
  readonly transactions: readonly TransactionFact[];
  /** How a handle on a held connection is told from a pool. */
  readonly held: {
    /** Type names declared by the client. */
    readonly types?: readonly string[];
    /** Types of handles that never are on a held connection: pools. */
    readonly pools?: readonly string[];
    /** A property that only a handle on the pool has. */
    readonly lacks?: string;
    /** Methods that answer with a handle on a held connection. */
    readonly acquiredBy?: readonly string[];
    /** Options of a query that put it into a transaction: `{ transaction }`. */
    readonly options?: readonly string[];
    /** Types of such an option's value, of the client or of the driver under it. Default: any. */
    readonly optionTypes?: readonly string[];
    /** Links of a chain that do so: `.transacting(trx)`. */
    readonly links?: readonly string[];
    /** Methods that take such an option, and the position of their options. */
    readonly optionsAt?: Readonly<Record<string, number>>;
    /** A method of a held handle that makes another one of the client run on it: `withRepository`. */
    readonly rebinds?: string;
  };
  /** Default: queries get into a transaction only by naming it. */
  readonly joins?: JoiningFact;
  /** Calls that take what code must give back. */
  readonly acquisitions?: readonly AcquisitionFact[];
  readonly rowIterations?: readonly RowIterationFact[];
  /**
   * Links of a chain that may be given the handle on which the query runs, and its position among their arguments:
   * `query` in `Person.query(trx)`.
   */
  readonly handleArguments?: Readonly<Record<string, number>>;
  readonly mergedReads?: MergedReads;
  readonly aggregates?: AggregateFact;
  /**
   * Types whose values stand for a table or describe a part of the schema, so that a list of them is short: repositories,
   * models, metadata; no connections, of which there may be one for each tenant.
   */
  readonly tables?: readonly string[];
  /** Exports of the packages that are, make or type a handle; `default` for a default export, which users name. */
  readonly handles: readonly string[];
  /** Methods of a handle that answer with another handle on the same database, or with the builder of a query. */
  readonly derivedBy?: readonly string[];
  /** Methods of a handle that answer with a row without a query: `User.build()`. */
  readonly rowsMadeBy?: readonly string[];
  /** Methods of a builder that answer with the list of statements that it stands for, which the code spells out. */
  readonly statementLists?: readonly string[];
  /** Properties of a handle that hold another one: `manager` of a `DataSource`. */
  readonly handleMembers?: readonly string[];
  readonly convention: Convention | readonly Convention[];
  /** How queries for one key become one query for many. Default: they are not rewritten. */
  readonly batch?: BatchFacts;
  /** How its pools and clients are built; the first fact that fits a construction holds. */
  readonly pools?: readonly PoolFact[];
}

/** Checks and freezes the facts of a client. Throws a `TypeError` that names the client and the wrong fact. */
export function defineClient(client: Client): Client {
  const fail = (problem: string): never => {
    throw new TypeError(`The client "${client.name}" ${problem}.`);
  };
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(client.name)) fail('must have a name in kebab-case');
  if (client.packages.length === 0) fail('must name at least one package');
  if (client.queries.length === 0) fail('must state at least one query');
  for (const fact of client.queries) {
    const stated = fact.by === 'relation' ? fact.decorators : 'operations' in fact ? fact.operations : fact.owners;
    if (Object.keys(stated).length === 0) fail(`states a query by ${fact.by} without operations`);
  }
  for (const transaction of client.transactions) {
    if (transaction.callback === undefined && transaction.statements === undefined) {
      fail(`states that "${transaction.method}" opens a transaction but not what it runs`);
    }
  }
  for (const { builtBy, optionsAt, urlAt, timeouts = [] } of client.pools ?? []) {
    if (builtBy.length === 0) fail('states a pool but not what builds it');
    if (optionsAt.length === 0 && urlAt === undefined) fail(`states no argument of "${builtBy.join('", "')}"`);
    for (const { waits, options, parameters = [] } of timeouts) {
      if (options.length + parameters.length === 0) fail(`states a time-out of "${waits.join('", "')}" but no option`);
    }
  }
  return Object.freeze(client);
}
