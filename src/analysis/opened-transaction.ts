import type ts from 'typescript';

import type { Client, TransactionFact } from '../clients/define-client.ts';
import { type Analysis, memoise } from './analysis.ts';
import { type Carrier, carriedOver } from './carrier.ts';
import { carrierOfHandle } from './query-carrier.ts';
import { chainOf, describeChain, prefixOf } from './chain.ts';
import { isUsualHandle } from './convention.ts';
import { isDeclaredBy } from './declared-in.ts';
import { clientOfModule } from './client-of-module.ts';
import { handleOf } from './handle.ts';
import { importedName } from './imported-name.ts';
import type { Lifetime } from './lifetime.ts';
import type { TransactionFrame } from './repetition.ts';
import { accessOf, nameOf, unwrap } from './syntax.ts';

/** A transaction that a client's call opens: for a callback, or until another call ends it. */
export interface OpenedTransaction {
  readonly call: ts.CallExpression;
  readonly client: Client;
  readonly fact: Pick<TransactionFact, 'handle' | 'holdsConnection'>;
  /** What it is opened on: `prisma`, `this.dataSource`. */
  readonly opener: ts.Expression;
  /** The call of the helper that opens it, in the function in which the callback stands: `db.inTransaction(…)`. */
  readonly helper?: ts.CallExpression;
  /** Set if no callback runs in it. */
  readonly span?: Span;
}

/** What belongs to a transaction that ends by a call of its own. */
export interface Span {
  /** What was acquired with it, or is in it: `client`, `trx`, `queryRunner`. */
  readonly holder: ts.Expression;
  /** What runs queries in it: `client`, `trx`, `queryRunner.manager`. */
  readonly handle: string;
  readonly lifetime: Lifetime;
}

/** What a transaction is named in a message: `prisma.$transaction`, `client`. */
export function transactionName({ call, client, helper, span }: OpenedTransaction): string {
  if (helper) return describeChain(helper.expression);
  const isGivenByCall = client.acquisitions?.some(
    ({ gives, opensReceiver, method }) =>
      gives === 'transaction' && !opensReceiver && chainOf(call).links.at(-1)?.name === method,
  );
  return span && !isGivenByCall ? span.holder.getText() : describeChain(call);
}

/** What a frame's transaction is opened on, in the words of the function in which the frame's callback stands. */
export function openerOf(
  analysis: Analysis,
  { through = [] }: TransactionFrame,
  { opener, client }: OpenedTransaction,
): Carrier {
  const own: Carrier =
    through.length === 0 ? { kind: 'handle', expression: opener, analysis } : carrierOfHandle(analysis, opener, client);
  return through.reduce<Carrier>((carrier, call) => carriedOver(analysis, carrier, call), own);
}

/** The transaction that a call opens, if it is one of a client for sure. */
export const openedTransactionAt = memoise<ts.CallExpression, OpenedTransaction>((analysis, call) => {
  const { links } = chainOf(call);
  const name = links.at(-1)?.name ?? '';
  for (const { client, fact } of analysis.catalogue.callbackTransactions.get(name) ?? []) {
    const { after = [], callback = 0, collects = false, opens = 'transaction' } = fact;
    if (opens !== 'transaction' || collects || !call.arguments[callback]) continue;
    const start = links.findIndex((link, index) => index < links.length - 1 && after.includes(link.name));
    if (after.length > 0 && start === -1) continue;
    const opener = prefixOf(call, after.length > 0 ? start : links.length - 1);
    if (isOpenedBy(analysis, client, fact, call, opener)) return { call, client, fact, opener };
  }
  return undefined;
});

function isOpenedBy(
  analysis: Analysis,
  client: Client,
  fact: TransactionFact,
  call: ts.CallExpression,
  opener: ts.Expression,
): boolean {
  // Its signature is not asked for: that would check the whole callback.
  const callee = unwrap(call.expression);
  const declarations = analysis.checker.getSymbolAtLocation(accessOf(callee)?.nameNode ?? callee)?.declarations ?? [];
  if (declarations.length > 0) return declarations.some((declaration) => isDeclaredBy(declaration, client));
  if (fact.handle === 'receiver' && /session$/i.test(nameOf(opener) ?? '')) return true;
  // `mongoose.connection`
  const named = importedName(analysis, opener);
  if (named && client.handles.includes(named.name) && clientOfModule(analysis, named.module) === client) return true;
  const handle = handleOf(analysis, opener);
  return handle === client || (handle === 'unknown' && isUsualHandle(analysis, call, opener, client));
}
