import ts from 'typescript';

import type { Client } from '../clients/define-client.ts';
import type { PoolFact } from '../clients/pool-fact.ts';
import { type Analysis, memoise } from './analysis.ts';
import { buildersNamedBy } from './builder-name.ts';
import { type ConnectionUrl, openUrl, readUrl } from './connection-url.ts';
import { answerOf, evaluateOption, valueAnsweredBy } from './evaluate-option.ts';
import { nodesOf } from './nodes-of-file.ts';
import { isText, nothing, optionAt, type OptionValue } from './option-value.ts';
import { type FunctionWithBody, hasBody, nameOf, unwrap } from './syntax.ts';
import { withDriver } from './with-driver.ts';

export type Construction = ts.NewExpression | ts.CallExpression;

/** A place that builds a pool, or a client with one connection. */
export interface PoolSite {
  readonly node: Construction;
  readonly client: Client;
  /** What holds for it, with what holds for the driver under it. */
  readonly fact: PoolFact;
  /** As its code names it: `new pg.Pool()`. */
  readonly name: string;
  readonly options: OptionValue;
  /** The argument that is the options, or whose place they would take. */
  readonly optionsNode: ts.Expression | undefined;
  readonly url: ConnectionUrl;
  /** Whether options cannot be added where it stands: a function of the user takes only some. Default: `false`. */
  readonly isFixed?: boolean;
}

/** The places of a file that build a pool, in the order of their positions. */
export function poolSitesOf(analysis: Analysis, file: ts.SourceFile): readonly PoolSite[] {
  return sitesIn(analysis, file) ?? [];
}

const sitesIn = memoise<ts.SourceFile, readonly PoolSite[]>((analysis, file) => {
  const sites: PoolSite[] = [];
  if (analysis.catalogue.poolBuilders.size === 0) return sites;
  for (const node of nodesOf(file).calls) {
    const site = ts.isTaggedTemplateExpression(node) ? undefined : poolSiteAt(analysis, node);
    if (site) sites.push(site);
  }
  return sites;
});

/** The pool that a construction builds, if it is one of a client and not built on another. */
export function poolSiteAt(analysis: Analysis, node: Construction): PoolSite | undefined {
  for (const { client, fact: own } of buildersNamedBy(analysis, node)) {
    if (!isOfVersion(analysis, node, client, own)) continue;
    const fact = withDriver(analysis, own);
    const read = readArguments(analysis, node, fact);
    if (!read || !isChosen(fact, read)) continue;
    return { node, client, fact, name: describe(node), ...read };
  }
  return undefined;
}

function isOfVersion(analysis: Analysis, node: ts.Node, { packages }: Client, { versions }: PoolFact): boolean {
  if (!versions) return true;
  const { majorOf } = analysis.projectOf(node.getSourceFile().fileName);
  const major = majorOf(versions.package ?? packages[0] ?? '');
  if (major === undefined) return false;
  return major >= (versions.from ?? 0) && major < (versions.below ?? Infinity);
}

type Arguments = Pick<PoolSite, 'options' | 'optionsNode' | 'url' | 'isFixed'>;

/** Nothing where it runs on what another construction has built, or opens nothing yet. */
function readArguments(analysis: Analysis, node: Construction, fact: PoolFact): Arguments | undefined {
  const given = [...(node.arguments ?? [])];
  if (fact.opensLater && given.length === 0) return undefined;
  const values = given.map((argument) =>
    ts.isSpreadElement(argument) ? undefined : evaluate(analysis, argument, fact),
  );
  if (values.includes(undefined)) return undefined;
  const { urlAt, optionsAt, urlOptions = [], builtOn = [] } = fact;
  // With more arguments they are the name of the database, the user and the password.
  const text = urlAt !== undefined && given.length <= urlAt + 2 ? values[urlAt] : undefined;
  const isUrlAt = text !== undefined && (isText(text) || !optionsAt.includes(urlAt ?? -1));
  const position = optionsAt.findLast((at) => at < given.length && !(isUrlAt && at === urlAt));
  const options = position === undefined ? nothing : (values[position] ?? nothing);
  const isHandle = position === urlAt && position !== undefined && options.kind !== 'object';
  if (isHandle && given.length > 0) return undefined;
  if (builtOn.some((name) => optionAt(options, name) !== 'missing')) return undefined;
  const asObject: OptionValue = options === nothing ? { kind: 'object', entries: new Map(), open: false } : options;
  const argument = isUrlAt && urlAt !== undefined ? given[urlAt] : undefined;
  const fromOption = urlOptions.map((path) => optionAt(asObject, path));
  const stated = fromOption.find((entry) => typeof entry === 'object' && isText(entry.value));
  const isElsewhere = fact.urlOutside ?? fromOption.some((entry) => entry === 'unknown' || isOpaque(entry));
  const url =
    text && argument
      ? readUrl(text, argument)
      : typeof stated === 'object'
        ? readUrl(stated.value, stated.node)
        : isElsewhere
          ? openUrl
          : { scheme: undefined, parameters: new Map<string, never>(), open: false };
  const argumentOfOptions = position === undefined ? undefined : given[position];
  const property = argumentOfOptions && factoryIn(argumentOfOptions, fact);
  if (!property) return { options: asObject, optionsNode: argumentOfOptions, url };
  const factory = functionOf(property);
  const optionsNode = factory && answerOf(factory);
  return { options: asObject, optionsNode, url, isFixed: !optionsNode };
}

function isOpaque(entry: ReturnType<typeof optionAt>): boolean {
  return typeof entry === 'object' && (entry.value.kind === 'given' || entry.value.kind === 'text');
}

/** The value of an argument; of `{ useFactory: () => ({ … }) }` what the function answers with. */
function evaluate(analysis: Analysis, argument: ts.Expression, fact: PoolFact): OptionValue {
  const property = factoryIn(argument, fact);
  if (!property) return evaluateOption(analysis, unwrap(argument));
  const factory = functionOf(property);
  return factory ? valueAnsweredBy(analysis, factory) : { kind: 'unknown' };
}

function factoryIn(argument: ts.Expression, { optionsFrom }: PoolFact): ts.ObjectLiteralElementLike | undefined {
  const node = unwrap(argument);
  if (optionsFrom === undefined || !ts.isObjectLiteralExpression(node)) return undefined;
  return node.properties.find((property) => property.name?.getText() === optionsFrom);
}

function functionOf(property: ts.ObjectLiteralElementLike): FunctionWithBody | undefined {
  const made = ts.isPropertyAssignment(property) ? unwrap(property.initializer) : property;
  if (ts.isArrowFunction(made) || ts.isFunctionExpression(made)) return made;
  return ts.isMethodDeclaration(made) && hasBody(made) ? made : undefined;
}

/** Whether the options, or the URL, choose the driver that a fact is about. */
function isChosen({ when }: PoolFact, { options, url }: Arguments): boolean {
  if (!when) return true;
  if (optionAt(options, when.option) === 'missing' && url.scheme !== undefined) {
    return when.schemes?.includes(url.scheme) ?? false;
  }
  const stated = options.kind === 'object' ? options.entries.get(when.option) : undefined;
  if (!stated) return false;
  const { value, node } = stated;
  if (value.kind === 'constant') return when.is.includes(String(value.value));
  // What is imported is known by its name, with types and without.
  const named = ts.isPropertyAssignment(node) ? nameOf(node.initializer) : undefined;
  return named !== undefined && when.is.includes(named);
}

function describe(node: Construction): string {
  const callee = node.expression.getText().replaceAll(/\s+/g, '');
  return ts.isNewExpression(node) ? `new ${callee}()` : `${callee}()`;
}
