import type { Client, QueryFact } from './define-client.ts';

export interface CandidateFact {
  readonly client: Client;
  readonly fact: QueryFact;
}

/** All clients, indexed by what a call shows before any type is asked for. */
export interface Catalogue {
  readonly clients: readonly Client[];
  /** Facts by the method that starts or is the query. */
  readonly byMethod: ReadonlyMap<string, readonly CandidateFact[]>;
  readonly byPackage: ReadonlyMap<string, Client>;
  /** Methods that open a transaction or run collected statements. */
  readonly transactionMethods: ReadonlySet<string>;
}

export function createCatalogue(clients: readonly Client[]): Catalogue {
  const byMethod = new Map<string, CandidateFact[]>();
  const byPackage = new Map<string, Client>();
  const transactionMethods = new Set<string>();
  for (const client of clients) {
    for (const name of client.packages) byPackage.set(name, client);
    for (const { method } of client.transactions) transactionMethods.add(method);
    for (const fact of client.queries) {
      const continuations = fact.by === 'thenable' ? (fact.continuations ?? []) : [];
      for (const method of [...Object.keys(fact.operations), ...continuations]) {
        byMethod.set(method, [...(byMethod.get(method) ?? []), { client, fact }]);
      }
    }
  }
  return { clients, byMethod, byPackage, transactionMethods };
}
