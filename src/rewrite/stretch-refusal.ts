/** Why a transaction that is sent through a pool is not moved to one connection. */
export const stretchRefusals = {
  noConnection: 'the client gives out no connection on which the same statements run',
  forwarded: 'a function of the project sends the statements',
  autocommit: '`SET autocommit` changes the connection for whoever is given it next',
  settingBefore: 'what is set for the transaction before it begins would reach another connection',
  poolForm: 'the pool is no plain name, but called, indexed or optional',
  reassigned: 'the pool is assigned in the transaction',
  notAwaited: 'a statement is not awaited where it is sent',
  laterQuery: 'a function in the transaction uses the pool',
  otherUse: 'the pool is used for something else than queries',
  handedOn: 'the pool is given to something that cannot be given a connection',
  notOnConnection: 'a connection lacks a method that the pool has',
  otherHandle: 'another handle sends a query through a pool',
  helperOnPool: 'a function that is called sends a query through a pool',
  unknownCall: 'nothing tells whether a function that is called sends queries',
  externalCall: 'the transaction waits for something outside of the database',
  secondBegin: 'another transaction begins before the first has ended',
  conditionalEnd: 'whether the transaction ends depends on a condition, and the code goes on after it',
  noEnd: 'no statement that ends the transaction follows in the same block',
  endsElsewhere: 'a statement that may end the transaction stands elsewhere',
  leaves: 'the code leaves the transaction without ending it',
  swallowed: 'an error in the transaction is handled there, as if the statements after it could go on',
  lateRollback: 'what stands before `ROLLBACK` may fail or leave',
  emptyCatch: 'the `catch` around would have nothing left to do',
  waitsBeside: 'the code waits for something else in the same `try`, for which the connection would be held',
  usedAfter: 'what is declared in the transaction is used after it, where the code waits',
  declaration: 'a function, class or type is declared in the transaction, which code around it may use',
  layout: 'the statements do not stand on lines of their own',
} as const;

export type StretchRefusal = keyof typeof stretchRefusals;

/** Ends a plan. Caught where the plan is made. */
export class RefusedStretch extends Error {
  readonly reason: StretchRefusal;

  constructor(reason: StretchRefusal) {
    super(stretchRefusals[reason]);
    this.reason = reason;
  }
}

export function refuseStretch(reason: StretchRefusal): never {
  throw new RefusedStretch(reason);
}
