import type ts from 'typescript';

import type { Multiplicity } from './multiplicity.ts';
import type { ParameterCondition } from './parameter-condition.ts';
import type { QuerySite } from './query-site.ts';
import type { Carrier } from './carrier.ts';
import type { Overlap } from './repetition.ts';
import type { FunctionWithBody } from './syntax.ts';

/** One call on the way from a call site to a query: the function that is entered, and where it stands. */
export interface Step {
  readonly call: ts.Node;
  readonly entered: FunctionWithBody;
  readonly name: string;
  readonly fileName: string;
  /** Counted from 1. */
  readonly line: number;
}

/** A query that a function sends when it runs. */
export interface Effect {
  readonly query: QuerySite;
  /** Relative to one run of the function. */
  readonly multiplicity: Multiplicity;
  /** The calls between the function and the query, the outermost first. */
  readonly trace: readonly Step[];
  /** Whether the query is returned without being sent, so that the caller decides. */
  readonly deferred: boolean;
  readonly connection: QuerySite['connection'];
  /** What it runs on, in the words of the function that is asked. */
  readonly carrier: Carrier;
  /** How it runs beside others where a function on the way to it does not wait for it: `save(id).catch(log);`. */
  readonly unawaited?: Exclude<Overlap, 'sequential'> | undefined;
  /** Whether it runs in a transaction, or on a connection, that is opened on the way to it. */
  readonly isIndependent?: boolean;
  /** The function's parameter, or a variable in which it keeps what it has acquired, on which the query runs. */
  readonly heldBy?: ts.ParameterDeclaration | ts.VariableDeclaration | undefined;
  /** What the function must be given, or must not be, to send the query. */
  readonly onlyIf?: readonly ParameterCondition[];
  /** Whether it is sent only where something has failed. */
  readonly afterFailure?: boolean;
  /** Whether the object that the function is called on keeps what the query answers with, and sends it once only. */
  readonly isKeptByObject?: boolean;
  /** Whether a function on the way sends more queries than are kept. */
  readonly isOneOfMore?: boolean;
}
