import type { AcquisitionFact } from './acquisition-fact.ts';
import type { Client, MethodFact, QueryFact, RowIterationFact, TransactionFact } from './define-client.ts';
import type { PoolFact } from './pool-fact.ts';

export interface CandidateFact<Fact extends QueryFact = QueryFact> {
  readonly client: Client;
  readonly fact: Fact;
}

export interface CandidateAcquisition {
  readonly client: Client;
  readonly fact: AcquisitionFact;
}

export interface CandidateTransaction {
  readonly client: Client;
  readonly fact: TransactionFact;
}

/** Facts that know a query by its value. */
export type ValueFact = Extract<QueryFact, { by: 'thenable' | 'returned' }>;
/** Facts that know a query by the declaration of what is called. */
export type DeclarationFact = Extract<QueryFact, { by: 'method' | 'signature' }>;

/** All clients, indexed by what a call or its types show. */
export interface Catalogue {
  readonly clients: readonly Client[];
  readonly byPackage: ReadonlyMap<string, Client>;
  /** Facts by the names of their methods or links. */
  readonly byMethod: ReadonlyMap<string, readonly CandidateFact[]>;
  /** Whether `byMethod` has a name of every query, since none is known by a value's type or by a signature alone. */
  readonly isByMethodOnly: boolean;
  /** By package and type, see `typeKey`. */
  readonly byValueType: ReadonlyMap<string, readonly CandidateFact<ValueFact>[]>;
  readonly byOwner: ReadonlyMap<string, readonly CandidateFact<DeclarationFact>[]>;
  /** Facts of queries that are built by chains, by the links with which they begin. */
  readonly builderStarts: ReadonlyMap<string, readonly CandidateFact<MethodFact>[]>;
  /** Tags, by package and what declares them. */
  readonly byTag: ReadonlyMap<string, CandidateFact<Extract<QueryFact, { by: 'tag' }>>>;
  /** What the names of methods start with that are known only by their signatures. */
  readonly prefixes: readonly string[];
  /** Methods that answer with a row without a query. */
  readonly rowMakers: ReadonlySet<string>;
  /** Methods that answer with the statements of a builder. */
  readonly statementLists: ReadonlySet<string>;
  /** Methods that run a callback for each row, by name. */
  readonly rowIterations: ReadonlyMap<string, RowIterationFact>;
  /** Decorators of lazy relations, by name. */
  readonly byDecorator: ReadonlyMap<string, CandidateFact<Extract<QueryFact, { by: 'relation' }>>>;
  /** Methods that run a callback on a connection that they hold. */
  readonly callbackTransactions: ReadonlyMap<string, readonly CandidateTransaction[]>;
  /** Methods that send collected statements together, and whether they send them one after another. */
  readonly statementTransactions: ReadonlyMap<string, { readonly oneByOne: boolean }>;
  /** Calls that take what code must give back, by the names of their methods. */
  readonly acquisitions: ReadonlyMap<string, readonly CandidateAcquisition[]>;
  /** Clients by their names, also those that are not in use themselves but under another. */
  readonly drivers: ReadonlyMap<string, Client>;
  /** Facts of pools by the last name of what builds them: `init` of `MikroORM.init`. */
  readonly poolBuilders: ReadonlyMap<string, readonly { readonly client: Client; readonly fact: PoolFact }[]>;
  /** Clients whose transactions only collect what their callback answers with, by the names of the methods. */
  readonly collectingTransactions: ReadonlyMap<string, Client>;
}

/** Facts of calls that `byMethod` has; a tag is no call, and a relation no call either. */
const namedKinds: readonly QueryFact['by'][] = ['method', 'toStringTag', 'tag', 'relation'];

/** The key of a type that a package declares. */
export function typeKey(packageName: string, typeName: string): string {
  return `${packageName} ${typeName}`;
}

export function createCatalogue(clients: readonly Client[], all: readonly Client[] = clients): Catalogue {
  const byMethod = new Map<string, CandidateFact[]>();
  const byOwner = new Map<string, CandidateFact<DeclarationFact>[]>();
  const byValueType = new Map<string, CandidateFact<ValueFact>[]>();
  const builderStarts = new Map<string, CandidateFact<MethodFact>[]>();
  const byTag = new Map<string, CandidateFact<Extract<QueryFact, { by: 'tag' }>>>();
  const byDecorator = new Map<string, CandidateFact<Extract<QueryFact, { by: 'relation' }>>>();
  const add = <Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void => {
    const known = map.get(key);
    if (known) known.push(value);
    else map.set(key, [value]);
  };
  const poolBuilders = new Map<string, { client: Client; fact: PoolFact }[]>();
  for (const client of clients) {
    for (const fact of client.pools ?? []) {
      for (const builder of new Set(fact.builtBy.map((name) => name.slice(name.lastIndexOf('.') + 1))))
        add(poolBuilders, builder, { client, fact });
    }
    for (const fact of client.queries) {
      if ('operations' in fact)
        for (const method of Object.keys(fact.operations)) add(byMethod, method, { client, fact });
      if (fact.by === 'method') for (const link of fact.under ?? []) add(builderStarts, link, { client, fact });
      if (fact.by === 'relation') {
        for (const decorator of Object.keys(fact.decorators)) byDecorator.set(decorator, { client, fact });
      }
      for (const packageName of client.packages) {
        if (fact.by === 'tag')
          for (const owner of fact.owners) byTag.set(typeKey(packageName, owner), { client, fact });
        if (fact.by === 'method')
          for (const owner of fact.owners) add(byOwner, typeKey(packageName, owner), { client, fact });
        if (fact.by === 'signature') {
          for (const owner of Object.keys(fact.owners)) add(byOwner, typeKey(packageName, owner), { client, fact });
        }
        if (fact.by === 'thenable')
          for (const owner of fact.owners) add(byValueType, typeKey(packageName, owner), { client, fact });
        if (fact.by === 'returned')
          for (const type of fact.types) add(byValueType, typeKey(packageName, type), { client, fact });
      }
    }
  }
  const transactions = clients.flatMap((client) => client.transactions);
  const callbackTransactions = new Map<string, CandidateTransaction[]>();
  for (const client of [...clients, ...driversUnder(clients, all)]) {
    for (const fact of client.transactions)
      if (fact.callback !== undefined) add(callbackTransactions, fact.method, { client, fact });
  }
  const acquisitions = new Map<string, CandidateAcquisition[]>();
  for (const client of clients)
    for (const fact of client.acquisitions ?? []) add(acquisitions, fact.method, { client, fact });
  return {
    clients,
    byPackage: new Map(clients.flatMap((client) => client.packages.map((name) => [name, client] as const))),
    byMethod,
    isByMethodOnly: clients.every(({ queries }) => queries.every(({ by }) => namedKinds.includes(by))),
    byValueType,
    byOwner,
    builderStarts,
    byTag,
    prefixes: clients.flatMap((client) =>
      client.queries.flatMap((fact) => (fact.by === 'signature' ? Object.keys(fact.prefixes) : [])),
    ),
    rowMakers: new Set(clients.flatMap(({ rowsMadeBy = [] }) => rowsMadeBy)),
    statementLists: new Set(clients.flatMap(({ statementLists = [] }) => statementLists)),
    rowIterations: new Map(
      clients.flatMap((client) => (client.rowIterations ?? []).map((fact) => [fact.method, fact] as const)),
    ),
    byDecorator,
    callbackTransactions,
    statementTransactions: new Map(
      transactions
        .filter(({ statements }) => statements !== undefined)
        .map(({ method, oneByOne = false }) => [method, { oneByOne }] as const),
    ),
    acquisitions,
    drivers: new Map(all.map((client) => [client.name, client])),
    poolBuilders,
    collectingTransactions: new Map(
      clients.flatMap((client) =>
        client.transactions.filter(({ collects }) => collects).map(({ method }) => [method, client] as const),
      ),
    ),
  };
}

/** Clients on whose handles others run, though nothing of the user's names them. */
function driversUnder(clients: readonly Client[], all: readonly Client[]): readonly Client[] {
  const under = new Set(clients.flatMap(({ builtOn = [] }) => builtOn));
  return all.filter((other) => !clients.includes(other) && other.packages.some((name) => under.has(name)));
}
