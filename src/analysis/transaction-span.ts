import ts from 'typescript';

import type { Analysis } from './analysis.ts';
import { memoise } from './analysis.ts';
import { chainOf, prefixOf } from './chain.ts';
import { type Acquired, acquiredIn } from './acquired.ts';
import type { Occurrence } from './occurrences.ts';
import { type OpenedTransaction, openedTransactionAt } from './opened-transaction.ts';
import type { TransactionFrame } from './repetition.ts';
import { contains, type FunctionWithBody } from './syntax.ts';

/** A transaction that is open where a node runs. */
export interface Surrounding {
  readonly frame: TransactionFrame;
  /** Nothing if it is not known for sure that a client opens one. */
  readonly transaction: OpenedTransaction | undefined;
}

/** The callback that runs in a transaction; nothing if it is open between two calls of a function. */
export function callbackIn({ frame, transaction }: Surrounding): ts.Node | undefined {
  return transaction?.span ? undefined : frame.slot;
}

/** The transactions around a node in its root, the innermost last: of callbacks, and between two calls of a function. */
export function transactionsAround(analysis: Analysis, occurrence: Occurrence): readonly Surrounding[] {
  const ofCallbacks = occurrence.frames
    .filter((frame): frame is TransactionFrame => frame.kind === 'transaction')
    .map((frame) => ({ frame, transaction: openedBefore(analysis, frame) }));
  const spans = spansAround(analysis, occurrence);
  if (spans.length === 0) return ofCallbacks;
  return [...ofCallbacks, ...spans].sort((a, b) => a.frame.slot.pos - b.frame.slot.pos);
}

function openedBefore(analysis: Analysis, { call, through }: TransactionFrame): OpenedTransaction | undefined {
  const opened = openedTransactionAt(analysis, call);
  const helper = through?.at(-1);
  return opened && helper ? { ...opened, helper } : opened;
}

function spansAround(analysis: Analysis, { node, root }: Occurrence): readonly Surrounding[] {
  const byOwner = ownersIn(analysis, node.getSourceFile());
  if (!byOwner || byOwner.size === 0 || ts.isSourceFile(root)) return [];
  const around: Surrounding[] = [];
  for (const [owner, spans] of byOwner) {
    if (!contains(root, owner) || !contains(owner.body, node)) continue;
    for (const span of spans) {
      if (!isOpenAt(span, node)) continue;
      const frame = { kind: 'transaction', slot: owner.body, call: span.acquisition.call } as const;
      around.push({ frame, transaction: openedBy(span) });
    }
  }
  return around;
}

/** The functions of a file that acquire what may be in a transaction, and what that is. */
const ownersIn = memoise<ts.SourceFile, ReadonlyMap<FunctionWithBody, readonly Acquired[]>>((analysis, file) => {
  const owners = new Map<FunctionWithBody, Acquired[]>();
  for (const acquired of acquiredIn(analysis, file) ?? []) {
    const { owner, holder } = acquired.acquisition;
    if (holder) owners.set(owner, [...(owners.get(owner) ?? []), acquired]);
  }
  return owners;
});

/** Whether a transaction is open on all paths that reach a node, and the function itself ends it. */
function isOpenAt({ acquisition, lifetime, paths }: Acquired, node: ts.Node): boolean {
  if (!lifetime.isOwned) return false;
  const { reached } = paths();
  const { owner, fact } = acquisition;
  const host = ts.findAncestor(node, (outer) => (outer === owner ? 'quit' : reached.has(outer)));
  const states = host && reached.get(host);
  const open = fact.gives === 'transaction' ? 'held' : 'inTransaction';
  return states?.size === 1 && states.has(open);
}

function openedBy({ acquisition, lifetime }: Acquired): OpenedTransaction | undefined {
  const { call, client, fact, holder } = acquisition;
  if (!holder) return undefined;
  const before = fact.after === undefined ? 1 : 2;
  const { queriesBy } = fact;
  return {
    call,
    client,
    fact: { holdsConnection: fact.gives !== 'session' },
    opener: fact.opensReceiver ? holder : prefixOf(call, chainOf(call).links.length - before),
    span: { holder, lifetime, handle: queriesBy === undefined ? holder.getText() : `${holder.getText()}.${queriesBy}` },
  };
}
