import ts from 'typescript';

import type { Client } from '../clients/define-client.ts';
import { type Analysis, memoise } from './analysis.ts';
import type { Carrier } from './carrier.ts';
import { chainOf } from './chain.ts';
import type { OpenedTransaction } from './opened-transaction.ts';
import { ownSources } from './own-sources.ts';
import { initializerOf } from './references.ts';
import { contains } from './syntax.ts';

/** Whether a query gets into the transaction around it by AsyncLocalStorage, as far as the program tells. */
export function joinsByItself(
  analysis: Analysis,
  { client, call }: OpenedTransaction,
  queried: Client,
  carrier: Carrier,
  node: ts.Node,
): boolean {
  for (const { joins } of [client, queried]) {
    if (!joins) continue;
    if (joins.always) return !isExcepted(analysis, carrier, joins.except ?? [], call, node);
    const dependencies = analysis.dependenciesOf(call.getSourceFile().fileName);
    if (joins.dependencies?.some((name) => dependencies.has(name))) return true;
    const names = namesInProgram(analysis, analysis.program);
    if (joins.names?.some((name) => names?.has(name))) return true;
  }
  return false;
}

/** `const em = orm.em.fork()` before the transaction. One that is made inside is meant to be on its own. */
function isExcepted(
  analysis: Analysis,
  carrier: Carrier,
  methods: readonly string[],
  call: ts.CallExpression,
  node: ts.Node,
): boolean {
  if (carrier.kind !== 'handle') return false;
  const { root } = chainOf(carrier.expression);
  const made = ts.isIdentifier(root) ? initializerOf(analysis, root) : undefined;
  if (!made || contains(call, made)) return false;
  const last = chainOf(made).links.at(-1);
  if (!last?.call || !ts.isCallExpression(last.call) || last.call.arguments.length > 0) return false;
  return methods.includes(last.name) && node.getSourceFile() === made.getSourceFile();
}

/** The names that switch joining on, of those that the user's files mention. */
const namesInProgram = memoise<ts.Program, ReadonlySet<string>>(({ catalogue }, program) => {
  const names = new Set(catalogue.clients.flatMap(({ joins }) => joins?.names ?? []));
  const found = new Set<string>();
  for (const file of ownSources(program)) {
    for (const name of names) if (file.text.includes(name)) found.add(name);
  }
  return found;
});
