import ts from 'typescript';

import type { Client } from '../clients/define-client.ts';
import { type Analysis, memoise } from './analysis.ts';
import { calleeOfCall } from './callee.ts';
import type { Carrier } from './carrier.ts';
import { chainOf, prefixOf } from './chain.ts';
import { isPoolType, leadsToPool } from './connection.ts';
import { isDeclaredBy, resolveAlias } from './declared-in.ts';
import { kindsOf, pathInProject } from './file-kind.ts';
import { answeredLinks, type HandleOrigin, isSameOrigin, keptAnswerOf, originOf, originsIn } from './handle-origin.ts';
import { type OpenedTransaction, openerOf } from './opened-transaction.ts';
import { ownSources } from './own-sources.ts';
import { poolSitesOf } from './pool-site.ts';
import { initializerOf } from './references.ts';
import type { TransactionFrame } from './repetition.ts';
import { accessOf, nameOf, unwrap } from './syntax.ts';

/** What runs, and on what. */
interface Runs {
  readonly carrier: Carrier;
  readonly written: ts.Expression | undefined;
  /** Whether it is another transaction that is opened on it. */
  readonly opens?: boolean;
}

/** Whether a query surely runs on the pool on which a transaction was opened, and not in the transaction. */
export function runsOnPoolOf(
  analysis: Analysis,
  { carrier, written, opens = false }: Runs,
  client: Client,
  transaction: OpenedTransaction,
  frame: TransactionFrame,
): boolean {
  if (!isOneFamily(client, transaction.client)) return false;
  const isOnlyOne = (): boolean => hasOneDatabase(analysis, client) && hasOneDatabase(analysis, transaction.client);
  if (carrier.kind === 'pool') return isOnlyOne();
  // A value that is named by an option is a transaction, of whichever callback.
  if (carrier.kind === 'unknown' || (client.held.optionsAt && !opens)) return false;
  if (mayBeTransaction(analysis, transaction)) return false;
  if (carrier.kind === 'captured') return isOnlyOne();
  const opening = openerOf(analysis, frame, transaction);
  const opener = originOfCarrier(opening, transaction.client);
  const origins = [
    ...originsOf(carrier, client),
    ...(written && carrier.kind === 'given' ? originsIn(analysis, written, client) : []),
  ];
  if (opener && !isProxy(opener.declaration) && origins.some((origin) => isSameOrigin(origin, opener))) return true;
  if (written && carrier.kind === 'given' && leadsToPool(analysis, written, client)) return isOnlyOne();
  if (carrier.kind !== 'handle') return false;
  const injected = opening.kind === 'handle' ? injectionOf(opening.analysis, opening.expression) : undefined;
  if (injected !== undefined && injected === injectionOf(carrier.analysis, carrier.expression)) return true;
  return isPoolElsewhere(carrier.analysis, carrier.expression, client) && isOnlyOne();
}

/** What a container of dependencies is asked for by a decorator: `@InjectKysely() private readonly db: Kysely<Tables>`. */
function injectionOf(analysis: Analysis, expression: ts.Expression): string | undefined {
  const { root, links } = chainOf(expression);
  if (root.kind !== ts.SyntaxKind.ThisKeyword || links.length === 0 || answeredLinks(analysis, expression) > 0)
    return undefined;
  const name = accessOf(prefixOf(expression, 1))?.nameNode;
  const declaration = name && analysis.checker.getSymbolAtLocation(name)?.valueDeclaration;
  if (!declaration || !(ts.isParameter(declaration) || ts.isPropertyDeclaration(declaration))) return undefined;
  const decorator = ts.getDecorators(declaration)?.find(({ expression: made }) => made.getText().startsWith('Inject'));
  return decorator && `${decorator.expression.getText()} ${declaration.type?.getText() ?? ''}`;
}

function originOfCarrier(carrier: Carrier, client: Client): HandleOrigin | undefined {
  if (carrier.kind === 'handle' && !carrier.isForeign) return originOf(carrier.analysis, carrier.expression, client);
  return carrier.kind === 'given' ? originsOf(carrier, client)[0] : undefined;
}

/** Where what a carrier names comes from, and what that is read from. */
function originsOf(carrier: Carrier, client: Client): readonly HandleOrigin[] {
  if (carrier.kind === 'given') {
    const { parameter, member } = carrier;
    return [{ declaration: parameter, path: member === undefined ? '' : `.${member}` }];
  }
  if (carrier.kind !== 'handle' || carrier.isForeign) return [];
  return originsIn(carrier.analysis, carrier.expression, client);
}

/** Whether one of two clients runs on the other: Objection on Knex. */
export function isOneFamily(first: Client, second: Client): boolean {
  const runsOn = ({ builtOn = [] }: Client, { packages }: Client): boolean =>
    packages.some((name) => builtOn.includes(name));
  return first.name === second.name || runsOn(first, second) || runsOn(second, first);
}

const usual = /^(tx|trx|t|transaction|manager|entityManager|em|conn|connection|session|client)$/;

/** Whether what a transaction is opened on may be one itself, whose connection it then shares. */
function mayBeTransaction(analysis: Analysis, { opener, client }: OpenedTransaction): boolean {
  const { root, links } = chainOf(opener);
  if (links.some(({ call }) => call)) return false;
  const symbol = ts.isIdentifier(root) ? analysis.checker.getSymbolAtLocation(root) : undefined;
  const declaration = symbol?.valueDeclaration;
  if (!declaration || !(ts.isParameter(declaration) || ts.isBindingElement(declaration))) return false;
  const isUsual =
    links.length === 0 ? usual.test(root.getText()) : /^(tx|trx|transaction)$/.test(links.at(-1)?.name ?? '');
  if (isUsual) return !isPoolType(analysis, opener, client);
  const type = analysis.checker.getTypeAtLocation(opener);
  return type.isUnion();
}

/** A handle that chooses what it stands for at each use. */
export function isProxy(declaration: ts.Node): boolean {
  const made = ts.isVariableDeclaration(declaration) && declaration.initializer && unwrap(declaration.initializer);
  return made ? ts.isNewExpression(made) && made.expression.getText() === 'Proxy' : false;
}

/** Whether a handle that another part of the program holds is surely on a pool. */
export function isPoolElsewhere(analysis: Analysis, expression: ts.Expression, client: Client): boolean {
  const { root, links } = chainOf(expression);
  const origin = originOf(analysis, root, client);
  if (isAskedFor(analysis, root) || (origin && isProxy(origin.declaration))) return false;
  const members = links.findIndex(({ call }) => call !== undefined);
  const first = answeredLinks(analysis, expression);
  for (let length = first; length <= (members === -1 ? links.length : members); length += 1) {
    const prefix = prefixOf(expression, length);
    if (isPoolType(analysis, prefix, client) || isInjectedRepository(analysis, prefix)) return true;
  }
  return origin?.path === '' && isBuiltPool(analysis, origin.declaration, client);
}

/** Whether a function of the user's answers with a handle, which may be one of a transaction: `getClient()`. */
function isAskedFor(analysis: Analysis, root: ts.Expression): boolean {
  const made = initializerOf(analysis, root) ?? root;
  const value = ts.isAwaitExpression(made) ? unwrap(made.expression) : unwrap(made);
  if (!ts.isCallExpression(value) || keptAnswerOf(analysis, value)) return false;
  return calleeOfCall(analysis, value)?.kind === 'functions';
}

/** `@InjectRepository(User) private readonly users: Repository<User>`, of the only data source. */
function isInjectedRepository(analysis: Analysis, handle: ts.Expression): boolean {
  const name = accessOf(handle)?.nameNode;
  const declaration = name && analysis.checker.getSymbolAtLocation(name)?.valueDeclaration;
  if (!declaration || !ts.canHaveDecorators(declaration)) return false;
  return (ts.getDecorators(declaration) ?? []).some(
    ({ expression }) =>
      ts.isCallExpression(expression) &&
      nameOf(expression.expression) === 'InjectRepository' &&
      expression.arguments.length === 1,
  );
}

/** Whether a file builds the pool in a variable of its own, once. */
function isBuiltPool(analysis: Analysis, declaration: ts.Node, client: Client): boolean {
  if (!ts.isVariableDeclaration(declaration) || !ts.isSourceFile(declaration.parent.parent.parent)) return false;
  const made = declaration.initializer && unwrap(declaration.initializer);
  if (!made || !(ts.isNewExpression(made) || ts.isCallExpression(made)) || isProxy(declaration)) return false;
  const callee = unwrap(made.expression);
  const symbol = analysis.checker.getSymbolAtLocation(accessOf(callee)?.nameNode ?? callee);
  const built = symbol && resolveAlias(analysis.checker, symbol).declarations?.[0];
  return built !== undefined && isDeclaredBy(built, client);
}

const aside = /(^|\/)(scripts?|examples?)\//;

/** Whether all pools of a client that the user's files build, but for tests and scripts, are one. */
function hasOneDatabase(analysis: Analysis, client: Client): boolean {
  return (poolsInProgram(analysis, analysis.program)?.get(client.name) ?? 0) <= 1;
}

const poolsInProgram = memoise<ts.Program, ReadonlyMap<string, number>>((analysis, program) => {
  const counts = new Map<string, number>();
  for (const file of ownSources(program)) {
    if (kindsOf(analysis, file).length > 0 || aside.test(pathInProject(analysis, file))) continue;
    for (const { client, fact } of poolSitesOf(analysis, file))
      if (fact.opens !== false) counts.set(client.name, (counts.get(client.name) ?? 0) + 1);
  }
  return counts;
});
