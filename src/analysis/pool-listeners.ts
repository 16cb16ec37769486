import ts from 'typescript';

import { type Analysis, memoise } from './analysis.ts';
import { buildersNamedBy } from './builder-name.ts';
import { chainOf } from './chain.ts';
import { resolveAlias } from './declared-in.ts';
import { holderOf, type Held } from './pool-holder.ts';
import { type PoolSite, poolSitesOf } from './pool-site.ts';
import { referencesOf } from './references.ts';
import { isBesideService } from './service-file.ts';
import type { Summaries } from './summary.ts';
import { accessOf, enclosingFunction, nameOf } from './syntax.ts';

/** A pool to whose `error` events nothing listens. */
export interface UnheardPool {
  readonly site: PoolSite;
  /** The variable that holds it, and the statement that declares it. */
  readonly variable?: { readonly name: string; readonly statement: ts.Node };
}

/** The pools of a file of a service to whose errors nothing listens, as far as all that holds them can be seen. */
export function unheardPoolsOf(analysis: Analysis, _summaries: Summaries, file: ts.SourceFile): readonly UnheardPool[] {
  const sites = poolSitesOf(analysis, file).filter(({ fact }) => fact.needsErrorListener);
  if (sites.length === 0 || isBesideService(analysis, file)) return [];
  return sites.flatMap((site) => judge(analysis, site) ?? []);
}

/** Whether nothing listens to a pool's errors once a variable of its module keeps it, though where it stands that is no fault. */
export function isUnheardInModule(analysis: Analysis, site: PoolSite): boolean {
  if (site.fact.needsErrorListener !== true || judge(analysis, site)) return false;
  const held = holderOf(analysis, site.node);
  if (held.holder.kind === 'used') return !isHeardOnTheWay(analysis, held);
  return judge(analysis, site, 'kept') !== undefined;
}

function judge(analysis: Analysis, site: PoolSite, life: 'kept' | 'asItIs' = 'asItIs'): UnheardPool | undefined {
  const held = holderOf(analysis, site.node);
  if (isHeardOnTheWay(analysis, held)) return undefined;
  const { holder } = held;
  if (holder.kind === 'used') return held.wrappers.length > 0 ? { site } : undefined;
  if (holder.kind === 'member') return isHeardMember(analysis, holder.member) ? undefined : { site };
  if (holder.kind !== 'variable') return undefined;
  const symbol = analysis.checker.getSymbolAtLocation(holder.name);
  if (!symbol?.valueDeclaration || !ts.isVariableDeclaration(symbol.valueDeclaration)) return undefined;
  if (life === 'asItIs' && isEnded(analysis, symbol, symbol.valueDeclaration)) return undefined;
  if (!isVisible(analysis, symbol, symbol.valueDeclaration)) return undefined;
  const statement = holder.declaration?.parent.parent;
  const isStatement = statement && ts.isVariableStatement(statement);
  return { site, ...(isStatement ? { variable: { name: holder.name.text, statement } } : {}) };
}

/** Whether the function that builds a pool ends it as well, so that no connection of it is idle for long. */
function isEnded(analysis: Analysis, symbol: ts.Symbol, declaration: ts.VariableDeclaration): boolean {
  if (ts.isSourceFile(enclosingFunction(declaration))) return false;
  return (referencesOf(analysis, symbol) ?? []).some((reference) => {
    const access = accessOf(reference.parent);
    return access?.object === reference && access.name === 'end';
  });
}

function isHeardOnTheWay(analysis: Analysis, { links, wrappers }: Held): boolean {
  return (
    links.some(({ name, call }) => isListening(name, call)) ||
    wrappers.some((wrapper) => buildersNamedBy(analysis, wrapper).some(({ fact }) => fact.listensToErrors))
  );
}

function isListening(name: string, call: ts.CallExpression): boolean {
  const [event] = call.arguments;
  return (
    ['on', 'once', 'addListener'].includes(name) &&
    event !== undefined &&
    (!ts.isStringLiteralLike(event) || event.text === 'error')
  );
}

/** Whether all mentions of a variable are seen, and none of them listens or hands it to what may listen. */
function isVisible(analysis: Analysis, symbol: ts.Symbol, declaration: ts.VariableDeclaration): boolean {
  if (
    isExported(symbol, declaration) &&
    !isUnheardElsewhere(analysis, symbol, analysis.checker.getTypeOfSymbol(symbol))
  )
    return false;
  return (referencesOf(analysis, symbol) ?? []).every((reference) => isHarmless(analysis, reference));
}

function isHarmless(analysis: Analysis, reference: ts.Identifier): boolean {
  const { parent } = reference;
  if (ts.isExportSpecifier(parent) || ts.isExportAssignment(parent)) return true;
  const access = accessOf(parent);
  if (access?.object === reference) {
    const call = callAround(reference);
    return !(
      call &&
      chainOf(call).links.some(
        (link) => link.call && ts.isCallExpression(link.call) && isListening(link.name, link.call),
      )
    );
  }
  if (ts.isBinaryExpression(parent) && parent.left === reference) return true;
  // `module.exports = { pool }` and its like have been asked for before.
  if (isExportOfModule(reference)) return true;
  const { holder, ...held } = holderOf(analysis, reference);
  if (held.wrappers.length > 0) {
    if (isHeardOnTheWay(analysis, { holder, ...held })) return false;
    if (holder.kind !== 'variable' || holder.declaration === undefined) return true;
    const wrapped = analysis.checker.getSymbolAtLocation(holder.name);
    return wrapped !== undefined && isVisible(analysis, wrapped, holder.declaration);
  }
  return ts.isTypeQueryNode(parent) || ts.isPrefixUnaryExpression(parent) || ts.isIfStatement(parent);
}

function callAround(reference: ts.Identifier): ts.CallExpression | undefined {
  let node: ts.Node = reference;
  while (accessOf(node.parent)?.object === node || ts.isNonNullExpression(node.parent)) node = node.parent;
  return ts.isCallExpression(node.parent) && node.parent.expression === node ? node.parent : undefined;
}

function isExportOfModule(node: ts.Node): boolean {
  const assignment = ts.findAncestor(node, ts.isBinaryExpression);
  return assignment !== undefined && /^(module\.)?exports\b/.test(assignment.left.getText());
}

function isExported(symbol: ts.Symbol, declaration: ts.VariableDeclaration): boolean {
  const file = declaration.getSourceFile();
  if (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Export) return true;
  const { name } = symbol;
  return file.statements.some((statement) => {
    if (ts.isExportAssignment(statement)) return nameOf(statement.expression) === name;
    if (ts.isExportDeclaration(statement) && statement.exportClause && ts.isNamedExports(statement.exportClause))
      return statement.exportClause.elements.some((element) => (element.propertyName ?? element.name).text === name);
    return (
      ts.isExpressionStatement(statement) &&
      ts.isBinaryExpression(statement.expression) &&
      /^(module\.)?exports\b/.test(statement.expression.left.getText()) &&
      mentions(statement.expression.right, name)
    );
  });
}

/** Whether an exported value is named itself, and not only used inside a function that is exported. */
function mentions(node: ts.Expression, name: string): boolean {
  if (ts.isIdentifier(node)) return node.text === name;
  if (!ts.isObjectLiteralExpression(node)) return false;
  return node.properties.some(
    (property) =>
      (ts.isShorthandPropertyAssignment(property) && property.name.text === name) ||
      (ts.isPropertyAssignment(property) && mentions(property.initializer, name)),
  );
}

/** Whether no other file of the program listens to a pool's errors. Without a program nothing is known. */
function isUnheardElsewhere(analysis: Analysis, symbol: ts.Symbol, type: ts.Type): boolean {
  if (!analysis.typed) return false;
  return !(listenedTo(analysis, analysis.program) ?? []).some((receiver) => {
    const name = accessOf(receiver)?.nameNode ?? receiver;
    // `new Pool().on('error', …)` listens to a pool of its own.
    if (ts.isNewExpression(receiver) || ts.isCallExpression(receiver)) return false;
    const other = analysis.checker.getSymbolAtLocation(name);
    if (!other) return true;
    const resolved = resolveAlias(analysis.checker, other);
    if (resolved === symbol) return true;
    // A parameter may stand for any pool.
    const isOpen = resolved.valueDeclaration === undefined || ts.isParameter(resolved.valueDeclaration);
    return isOpen && analysis.checker.getTypeAtLocation(receiver).symbol === type.symbol;
  });
}

/** What the user's files listen to errors of, or hand to what listens. */
const listenedTo = memoise<ts.Program, readonly ts.Expression[]>((analysis, program) => {
  const found: ts.Expression[] = [];
  const listeners = [...analysis.catalogue.poolBuilders].flatMap(([name, candidates]) =>
    candidates.some(({ fact }) => fact.listensToErrors) ? [name] : [],
  );
  const visit = (node: ts.Node): void => {
    if (ts.isNewExpression(node) && listeners.includes(nameOf(node.expression) ?? ''))
      found.push(...(node.arguments ?? []));
    const access = ts.isCallExpression(node) ? accessOf(node.expression) : undefined;
    if (access && ts.isCallExpression(node) && isListening(access.name, node)) found.push(access.object);
    ts.forEachChild(node, visit);
  };
  for (const file of program.getSourceFiles()) {
    if (file.isDeclarationFile) continue;
    const mayListen =
      /\.(on|once|addListener)\(\s*['"`]error/.test(file.text) || listeners.some((name) => file.text.includes(name));
    if (mayListen) visit(file);
  }
  return found;
});

/** A member of a class, or of something else, that is only seen where it is private. */
function isHeardMember(analysis: Analysis, member: ts.Node): boolean {
  const access = accessOf(member);
  const name = access?.name ?? member.getText();
  const owner = ts.findAncestor(member, ts.isClassLike);
  if (!owner || (access && access.object.kind !== ts.SyntaxKind.ThisKeyword)) return true;
  const text = owner.getText();
  if (/\.(on|once|addListener)\(\s*['"`]error/.test(text)) return true;
  if (new RegExp(`return this\\.${name}\\s*;|[(,]\\s*this\\.${name}\\s*[,)]`).test(text)) return true;
  const declared = owner.members.find((other) => other.name?.getText() === name);
  const isPrivate =
    name.startsWith('#') ||
    (declared !== undefined && (ts.getCombinedModifierFlags(declared) & ts.ModifierFlags.Private) !== 0);
  const symbol = analysis.checker.getSymbolAtLocation(access?.nameNode ?? member);
  return !isPrivate && !(symbol && isUnheardElsewhere(analysis, symbol, analysis.checker.getTypeOfSymbol(symbol)));
}
