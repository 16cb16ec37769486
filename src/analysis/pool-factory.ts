import ts from 'typescript';

import { type Analysis, memoise } from './analysis.ts';
import { buildersNamedBy } from './builder-name.ts';
import { calleeOfCall } from './callee.ts';
import { evaluateOption } from './evaluate-option.ts';
import { isUnknownType, packageOf } from './declared-in.ts';
import { nothing } from './option-value.ts';
import { type Construction, type PoolSite, poolSiteAt, poolSitesOf } from './pool-site.ts';
import { type FunctionWithBody, readable, unwrap } from './syntax.ts';

/** The places of a file that build a pool, themselves or by a function of the user that they give its options. */
export function poolSitesAndFactoriesOf(analysis: Analysis, file: ts.SourceFile): readonly PoolSite[] {
  return [...poolSitesOf(analysis, file), ...(factorySitesIn(analysis, file) ?? [])];
}

const factorySitesIn = memoise<ts.SourceFile, readonly PoolSite[]>((analysis, file) => {
  const sites: PoolSite[] = [];
  if (analysis.catalogue.poolBuilders.size === 0) return sites;
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node)) return;
    const site =
      ts.isCallExpression(node) && node.arguments.some(mayBeOptions) ? siteBehind(analysis, node) : undefined;
    if (site) sites.push(site);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return sites;
});

/** What most options of a pool name: where the server is, or how many connections there are. */
const telling =
  /^(host|hostname|connectionString|connection|database|url|uri|max|connectionLimit|poolSize|maxPoolSize)$/;

/** Asking what a call runs is slow: few calls are given an object that may be the options of a pool. */
function mayBeOptions(argument: ts.Expression): boolean {
  const node = unwrap(argument);
  return ts.isObjectLiteralExpression(node) && node.properties.some(({ name }) => name && telling.test(name.getText()));
}

/** The pool that a function of the user builds of an object which a call gives it, whole or as a spread. */
function siteBehind(analysis: Analysis, call: ts.CallExpression): PoolSite | undefined {
  if (buildersNamedBy(analysis, call).length > 0) return undefined;
  const callee = calleeOfCall(analysis, call);
  const [factory, ...others] = callee?.kind === 'functions' ? callee.functions : [];
  if (!factory || others.length > 0 || call.arguments.some(ts.isSpreadElement)) return undefined;
  const inside = (callee?.kind === 'functions' ? callee.analysis : undefined) ?? analysis;
  const [construction, ...more] = constructionsIn(inside, factory);
  const parameter = construction && parameterGivenTo(inside, construction, factory);
  const optionsNode = parameter && call.arguments[factory.parameters.findIndex((one) => one === parameter)];
  if (!parameter || more.length > 0 || !optionsNode) return undefined;
  const bound = new Map(
    factory.parameters.map((parameter, index) => {
      const given = call.arguments[index];
      return [parameter, given ? evaluateOption(analysis, given) : nothing];
    }),
  );
  const site = poolSiteAt({ ...inside, bound }, construction);
  const name = `${readable(call.expression)}()`;
  return site && { ...site, node: call, name, optionsNode, isFixed: !takesAll(inside, parameter) };
}

/** The pools that a function itself builds. */
function constructionsIn(analysis: Analysis, { body }: FunctionWithBody): readonly Construction[] {
  const found: Construction[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node)) return;
    const isCall = ts.isNewExpression(node) || ts.isCallExpression(node);
    if (isCall && buildersNamedBy(analysis, node).length > 0) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(body);
  return found;
}

/** The parameter that is the options of a pool, or is spread into them. */
function parameterGivenTo(
  { checker }: Analysis,
  construction: Construction,
  { parameters }: FunctionWithBody,
): ts.ParameterDeclaration | undefined {
  const parameterIn = (expression: ts.Expression): ts.ParameterDeclaration | undefined => {
    const node = unwrap(expression);
    const declaration = ts.isIdentifier(node) ? checker.getSymbolAtLocation(node)?.valueDeclaration : undefined;
    return parameters.find((parameter) => parameter === declaration);
  };
  const found = (construction.arguments ?? []).flatMap((argument) => {
    const node = unwrap(argument);
    const spread = ts.isObjectLiteralExpression(node) ? node.properties.filter(ts.isSpreadAssignment) : [];
    return [node, ...spread.map(({ expression }) => expression)].flatMap((part) => parameterIn(part) ?? []);
  });
  return found.length === 1 ? found[0] : undefined;
}

/** Whether the type of a parameter is one of a package, and so has all of the client's options; or none is known. */
function takesAll({ checker }: Analysis, parameter: ts.ParameterDeclaration): boolean {
  if (!parameter.type) return true;
  const type = checker.getTypeAtLocation(parameter);
  if (isUnknownType(type)) return true;
  const declaration = (type.aliasSymbol ?? type.getSymbol())?.declarations?.[0];
  return declaration !== undefined && packageOf(declaration) !== undefined;
}
