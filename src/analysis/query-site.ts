import type ts from 'typescript';

import type { Client, Operation, Position } from '../clients/define-client.ts';
import type { Carrier } from './carrier.ts';

/** A call that sends a query. */
export interface QuerySite {
  readonly node: ts.Expression;
  /** Not set for a wrapper of the user's own, named in the settings. */
  readonly client?: Client;
  readonly operation: Operation;
  /** The query as its code names it: `prisma.user.findUnique`. */
  readonly name: string;
  /** Whether only its type tells that it is a query, and nothing what it does. */
  readonly vague: boolean;
  /** Whether it is sent only when its value is awaited. */
  readonly lazy: boolean;
  /** Whether it blocks until it is done. */
  readonly synchronous: boolean;
  /** Which connection it uses: one of the pool, one that is already held, or none. */
  readonly connection: 'pool' | 'held' | 'none';
  /** The value at the root of the call: `tx` in `tx.user.create()`. */
  readonly root: ts.Expression;
  /** Where its method stands; `row` for a property of an entity. */
  readonly position: Position;
  /** Whether the client merges it with its like when they start in one tick. */
  readonly merged: boolean;
  /** What it runs on, where that is not for the call to say. */
  readonly carrier?: Carrier;
}

/** A call, or a chain kept in a variable where it is awaited. */
export type PossibleQuery =
  ts.CallExpression | ts.TaggedTemplateExpression | ts.Identifier | ts.PropertyAccessExpression;
