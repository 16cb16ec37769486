import ts from 'typescript';

import type { Analysis } from './analysis.ts';
import { functionName } from './callee.ts';
import { callersOf } from './callers.ts';
import { type Held, holderOf } from './pool-holder.ts';
import { opensForItself } from './opens-for-itself.ts';
import { type PoolSite, poolSitesOf } from './pool-site.ts';
import { referencesOf } from './references.ts';
import { reloadingFrameworkOf } from './reloading-framework.ts';
import { type Frequency, frequencyOf } from './run-frequency.ts';
import { isBesideService } from './service-file.ts';
import type { Summaries } from './summary.ts';
import { accessOf, contains, enclosingFunction, type FunctionWithBody, hasBody, someDescendant } from './syntax.ts';

/** A client that is built anew where one for the whole process would do. */
export interface ClientPlacement {
  readonly site: PoolSite;
  readonly built:
    | { readonly per: 'request' | 'iteration' }
    /** At each call of a function, by its name. */
    | { readonly per: 'call'; readonly name: string }
    /** At each reload of its file by a development server. */
    | { readonly per: 'reload'; readonly framework: string; readonly expression: ts.Expression; readonly name: string };
  /** The function that builds it, where what calls that tells how often. */
  readonly inside?: string | undefined;
}

/** The clients of a file that are built for each request, call or iteration, or at each reload. */
export function misplacedClientsOf(
  analysis: Analysis,
  _summaries: Summaries,
  file: ts.SourceFile,
): readonly ClientPlacement[] {
  const sites = poolSitesOf(analysis, file).filter((site) => opensForItself(analysis, site));
  if (sites.length === 0 || isBesideService(analysis, file)) return [];
  return sites.flatMap((site) => {
    const placement = placementOf(analysis, site);
    return placement ? [{ site, ...placement }] : [];
  });
}

/** Whether a file may run in Cloudflare's workers, where a request cannot use a connection that another one has opened. */
function runsInWorkers({ dependenciesOf }: Analysis, { fileName }: ts.SourceFile): boolean {
  const dependencies = dependenciesOf(fileName);
  return ['wrangler', '@cloudflare/workers-types', '@cloudflare/vite-plugin'].some((name) => dependencies.has(name));
}

function placementOf(analysis: Analysis, site: PoolSite): Omit<ClientPlacement, 'site'> | undefined {
  const held = holderOf(analysis, site.node);
  if (held.guarded) return undefined;
  const frequency = frequencyOf(analysis, site.node);
  if (frequency.kind === 'load') {
    const reload = reloadOf(analysis, held);
    return reload && { built: reload };
  }
  if (frequency.kind === 'unknown' || dependsOnCall(analysis, site.node)) return undefined;
  if (runsInWorkers(analysis, site.node.getSourceFile())) return undefined;
  const built = frequencyWhereUsed(analysis, site, frequency, held);
  if (!built || frequency.kind !== 'function') return built && { built };
  const inside = functionName(frequency.declaration, site.node);
  return built.per === 'call' && built.name === inside ? { built } : { built, inside };
}

function frequencyWhereUsed(
  analysis: Analysis,
  { node }: PoolSite,
  frequency: Frequency,
  held: Held,
): ClientPlacement['built'] | undefined {
  const made = madeBy(analysis, held, node);
  if (made === 'local') return builtPer(analysis, frequency, node, 0);
  // A factory is as frequent as its calls.
  if (made === 'returned' && frequency.kind === 'function') return perCallOf(analysis, frequency.declaration, 0);
  return undefined;
}

/** Whether what is built stays in its function, is handed to the caller, or is kept where it cannot be seen. */
function madeBy(analysis: Analysis, held: Held, built: ts.Node): 'local' | 'returned' | undefined {
  const { holder } = held;
  if (holder.kind === 'used') return 'local';
  if (holder.kind === 'returned') return 'returned';
  if (holder.kind !== 'variable' || !holder.declaration) return undefined;
  const symbol = analysis.checker.getSymbolAtLocation(holder.name);
  const owner = enclosingFunction(built);
  if (!symbol || enclosingFunction(holder.declaration) !== owner) return undefined;
  let isReturned = false;
  for (const reference of referencesOf(analysis, symbol) ?? []) {
    const { parent } = reference;
    if (ts.isReturnStatement(parent)) {
      isReturned = true;
      continue;
    }
    const use = accessOf(parent)?.object === reference ? 'member' : holderOf(analysis, reference);
    const isOwn =
      use === 'member' || isCalled(reference) || ts.isPrefixUnaryExpression(parent) || ts.isIfStatement(parent);
    const isWrapped = typeof use === 'object' && use.wrappers.length > 0 && madeBy(analysis, use, built) === 'local';
    if (!isOwn && !isWrapped) return undefined;
    if (isKeptByClosure(reference, owner)) return undefined;
  }
  return isReturned ? 'returned' : 'local';
}

/** `knex('users')`, sql`select 1`. */
function isCalled(reference: ts.Node): boolean {
  const { parent } = reference;
  return ts.isTaggedTemplateExpression(parent)
    ? parent.tag === reference
    : ts.isCallExpression(parent) && parent.expression === reference;
}

/** Whether a mention stands in a function that outlives the call: one that is not given to a call at once. */
function isKeptByClosure(reference: ts.Node, owner: ts.Node): boolean {
  for (
    let inner = enclosingFunction(reference);
    inner !== owner && !ts.isSourceFile(inner);
    inner = enclosingFunction(inner)
  ) {
    let node: ts.Node = inner;
    while (ts.isParenthesizedExpression(node.parent)) node = node.parent;
    if (!ts.isCallExpression(node.parent) && !ts.isNewExpression(node.parent)) return true;
  }
  return false;
}

/** Whether what is built differs from call to call: by a parameter, a variable of a loop, or what is derived from one. */
function dependsOnCall(analysis: Analysis, node: PoolSite['node']): boolean {
  const seen = new Set<ts.Symbol>();
  const varies = (expression: ts.Node): boolean =>
    isVarying(expression) || someDescendant(expression, isVarying, { intoFunctions: true });
  const isVarying = (inner: ts.Node): boolean => {
    if (inner.kind === ts.SyntaxKind.ThisKeyword) return false;
    if (!ts.isIdentifier(inner)) return false;
    const symbol = ts.isShorthandPropertyAssignment(inner.parent)
      ? analysis.checker.getShorthandAssignmentValueSymbol(inner.parent)
      : analysis.checker.getSymbolAtLocation(inner);
    const declaration = symbol?.valueDeclaration;
    if (!symbol || !declaration || seen.has(symbol)) return false;
    seen.add(symbol);
    if (ts.isParameter(declaration)) return !contains(node, declaration);
    const variable = ts.findAncestor(declaration, ts.isVariableDeclaration);
    if (!variable || ts.isSourceFile(enclosingFunction(variable))) {
      return ts.findAncestor(declaration, ts.isParameter) !== undefined && !contains(node, declaration);
    }
    if (ts.isForOfStatement(variable.parent.parent) || ts.isForInStatement(variable.parent.parent)) return true;
    return variable.initializer !== undefined && varies(variable.initializer);
  };
  return (node.arguments ?? []).some((argument) => varies(argument));
}

/** Functions that run once by their names: at the start, at the end, or when somebody asks for it. */
const once =
  /^(main|run|start|boot|bootstrap|init|initiali[sz]e|setup|set_?up|seed|migrate|up|down|connect|disconnect|close|open|register|configure|create(App|Server|Application|Context|Database|Schema|Tables?)|build|make|ensure|check|verify|test|wait|ping|health|drop|reset|clean|truncate|before|after|teardown|on(ModuleInit|ApplicationBootstrap|ModuleDestroy)|provide|plugin|default)/i;
/** Functions that work on data, by their names. */
const data =
  /^(get|list|find|fetch|load|read|count|search|lookup|query|select|save|insert|add|update|upsert|delete|remove|increment|store|handle|process|sync|export|import|log(in|out)|sign(in|up|out)|auth)/i;

function builtPer(
  analysis: Analysis,
  frequency: Frequency,
  node: ts.Node,
  depth: number,
): ClientPlacement['built'] | undefined {
  if (frequency.kind === 'request') return { per: 'request' };
  if (frequency.kind === 'iteration') return isRetried(node) ? undefined : { per: 'iteration' };
  if (frequency.kind !== 'function') return undefined;
  const { declaration } = frequency;
  const name = functionName(declaration, node);
  if (once.test(name) && !data.test(name)) return undefined;
  const byCallers = perCallOf(analysis, declaration, depth);
  if (byCallers) return byCallers;
  if (callersOf(analysis, declaration).length > 0 && !ts.isMethodDeclaration(declaration)) {
    const frequencies = callersOf(analysis, declaration).map((call) => frequencyOf(analysis, call));
    if (frequencies.every(({ kind }) => kind === 'load')) return undefined;
  }
  return data.test(name) && (isReachable(declaration) || ts.isMethodDeclaration(declaration))
    ? { per: 'call', name }
    : undefined;
}

/** How often a function is called, where one of its callers tells. */
function perCallOf(
  analysis: Analysis,
  declaration: FunctionWithBody,
  depth: number,
): ClientPlacement['built'] | undefined {
  if (depth > 3) return undefined;
  for (const call of callersOf(analysis, declaration)) {
    const { guarded, holder } = holderOf(analysis, call);
    if (guarded || (holder.kind === 'variable' && !holder.declaration) || holder.kind === 'member') continue;
    const frequency = frequencyOf(analysis, call);
    if (isBesideService(analysis, call.getSourceFile())) continue;
    if (frequency.kind === 'request') return { per: 'request' };
    if (frequency.kind === 'iteration' && !isRetried(call)) return { per: 'iteration' };
    if (frequency.kind !== 'function' || frequency.declaration === declaration) continue;
    const outer = builtPer(analysis, frequency, call, depth + 1);
    if (outer) return outer;
  }
  return undefined;
}

/** Whether a loop tries again until something succeeds. */
function isRetried(node: ts.Node): boolean {
  const loop = ts.findAncestor(
    node,
    (outer) => ts.isIterationStatement(outer, false) || (hasBody(outer) ? 'quit' : false),
  );
  return loop !== undefined && (ts.isWhileStatement(loop) || ts.isDoStatement(loop) || ts.isForStatement(loop));
}

/** Whether code outside the file may call a function. */
function isReachable(declaration: FunctionWithBody): boolean {
  const statement = ts.isVariableDeclaration(declaration.parent) ? declaration.parent.parent.parent : declaration;
  const isExported =
    ts.canHaveModifiers(statement) &&
    (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
  return isExported || ts.isBinaryExpression(declaration.parent) || ts.isPropertyAssignment(declaration.parent);
}

function reloadOf(analysis: Analysis, { holder, expression }: Held): ClientPlacement['built'] | undefined {
  if (holder.kind !== 'variable' || !holder.declaration) return undefined;
  const statement = holder.declaration.parent.parent;
  if (!ts.isVariableStatement(statement) || !ts.isSourceFile(statement.parent)) return undefined;
  const framework = reloadingFrameworkOf(analysis, statement.getSourceFile());
  return framework === undefined ? undefined : { per: 'reload', framework, expression, name: holder.name.text };
}
