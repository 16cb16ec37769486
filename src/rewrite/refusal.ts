import { planOrRefusal } from './plan-or-refusal.ts';

/** Why a query is not rewritten, in the words of docs/rewrites.md. */
export const refusals = {
  noTypes: 'without type information it is not known whether keys can be compared',
  noBatchForm: 'the client has no form of this query for many keys, or none is known',
  filterNotLiteral: 'the filter is not written where the query is',
  noVaryingKey: 'no equality with a value that varies stands at the top of the filter',
  tooManyKeys: 'more than three columns vary',
  variesElsewhere: 'something else than the key varies between iterations',
  limited: 'the query limits, skips, locks or orders rows for each key',
  notUnique: 'several rows may have the key and the query reads one of them',
  resultForm: 'more is taken from the result than its rows',
  sqlForm: 'the SQL is more than a `SELECT` with equalities in its `WHERE`, or is put together',
  unknownLink: 'the query has parts of which it is not known whether they mean the same for many keys',
  aggregate: 'the query computes values from several rows in a way that has no grouped form',
  numberForm: 'neither types nor the code say whether zero is a number or a text, or the types have no null',
  rawKey: 'the rows do not contain the key',
  rowEscapes: 'the key would have to be added to a row that the code hands on',
  nullableKey: 'the key may be null or undefined, which the client takes for another condition',
  incomparableKey: 'keys of this type are equal in the database and different in a `Map`',
  keyNotKnownBefore: 'the key is computed in the iteration by more than reading the element',
  keyDependsOnQuery: 'the key comes from a query of the same iteration',
  loopCarried: 'the key or the filter depends on an earlier iteration',
  writeInBody: 'the iteration writes what the query reads, or something that is not known',
  caughtPerElement: 'an error of one query is handled in its iteration',
  abandoned: 'nothing waits for the iterations',
  promiseKept: 'the promise is not awaited where it is made',
  settledPerElement: 'each query is settled by itself',
  rowMutated: 'the iteration changes the row, which iterations with the same key would share',
  readOnce: 'what is iterated can be read once only',
  loopForm: 'the loop has no list of elements that is known before it',
  changedSource: 'the iteration changes the list that it goes through',
  noPlaceBefore: 'no statement can be put before the loop, in the same async function',
  helperForm: 'the function that sends the query does more than reading rows by one key',
  otherFile: 'the function that sends the query stands in another file',
  severalQueries: 'the call sends several queries',
  resultNeeded: 'the result of each write is used',
  otherWork: 'the iteration does other work between the writes',
  nestedWrite: 'the row contains, or may contain, rows of other tables',
  relativeChange: 'the changes may depend on what the row holds, or are of no known type',
  noListOfStatements: 'no transaction takes a list of statements where the loop stands: it runs in one already',
  leavesFunction: 'the iteration may leave the function, so that what it was to write is lost',
  readAgain: 'the loop reads or changes the rows of the table again',
  nameTaken: 'the file gives a name to something else that the query for many keys needs',
  rowType: 'the list of rows needs a type that cannot be written where it stands',
} as const;

export type RefusalReason = keyof typeof refusals;

/** Ends a plan. Caught where plans are made; never leaves `src/rewrite`. */
export class Refusal extends Error {
  readonly reason: RefusalReason;

  constructor(reason: RefusalReason) {
    super(refusals[reason]);
    this.reason = reason;
  }
}

export function refuse(reason: RefusalReason): never {
  throw new Refusal(reason);
}

/** Why something refuses, if it does. */
export function refusalOf(plan: () => unknown): RefusalReason | undefined {
  return planOrRefusal(Refusal, () => {
    plan();
    return undefined;
  });
}
