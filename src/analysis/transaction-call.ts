import type ts from 'typescript';

import type { Analysis } from './analysis.ts';
import { chainOf } from './chain.ts';

/** Whether a call runs its callback on a connection that a client holds meanwhile. */
export function runsInTransaction({ catalogue }: Analysis, call: ts.CallExpression): boolean {
  const { links } = chainOf(call);
  const facts = catalogue.callbackTransactions.get(links.at(-1)?.name ?? '') ?? [];
  return facts.some(({ fact: { after } }) => !after || links.slice(0, -1).some(({ name }) => after.includes(name)));
}
