import ts from 'typescript';

import type { Analysis } from './analysis.ts';
import { importedName } from './imported-name.ts';
import { accessOf, type FunctionWithBody, hasBody, isInlineFunction, nameOf, unwrap } from './syntax.ts';

/** When a place of the code runs. */
export type Frequency =
  /** Once, when its file is loaded. */
  | { readonly kind: 'load' }
  /** For each request that a server answers. */
  | { readonly kind: 'request' }
  /** For each iteration of a loop or a callback of a list, or at each tick of a timer. */
  | { readonly kind: 'iteration' }
  /** When its function is called; by whom is not known here. */
  | { readonly kind: 'function'; readonly declaration: FunctionWithBody }
  | { readonly kind: 'unknown' };

/** How often a node runs, as far as what surrounds it tells. */
export function frequencyOf(analysis: Analysis, node: ts.Node): Frequency {
  for (let inner = node, outer = node.parent as ts.Node | undefined; outer; inner = outer, outer = outer.parent) {
    if (ts.isIterationStatement(outer, false) && outer.statement === inner) return { kind: 'iteration' };
    if (ts.isSourceFile(outer)) return { kind: 'load' };
    if (ts.isClassStaticBlockDeclaration(outer)) return { kind: 'load' };
    if (ts.isPropertyDeclaration(outer)) {
      const isStatic = (ts.getCombinedModifierFlags(outer) & ts.ModifierFlags.Static) !== 0;
      return isStatic ? { kind: 'load' } : { kind: 'unknown' };
    }
    if (!hasBody(outer)) continue;
    const place = placeOf(analysis, outer);
    if (place === 'in place') continue;
    if (place) return place;
    return { kind: 'function', declaration: outer };
  }
  return { kind: 'unknown' };
}

/** What is known of a function by what takes it, its name, its parameters and its file. */
function placeOf(analysis: Analysis, declaration: FunctionWithBody): Frequency | 'in place' | undefined {
  if (ts.isConstructorDeclaration(declaration) || ts.isGetAccessorDeclaration(declaration)) return { kind: 'unknown' };
  if (answersRequests(declaration)) return { kind: 'request' };
  const call = callTaking(declaration);
  if (!call) return undefined;
  if (isInlineFunction(declaration) && unwrap(call.expression) === declaration) return 'in place';
  return placeOfCallback(analysis, call);
}

/** The call that is given a function, or calls it at once. */
function callTaking(declaration: FunctionWithBody): ts.CallExpression | ts.NewExpression | undefined {
  let node: ts.Node = declaration;
  while (ts.isParenthesizedExpression(node.parent)) node = node.parent;
  const { parent } = node;
  return ts.isCallExpression(parent) || ts.isNewExpression(parent) ? parent : undefined;
}

const listMethods = new Set(['map', 'forEach', 'flatMap', 'filter', 'some', 'every', 'find', 'reduce']);
const inPlace = new Set([
  'then',
  'catch',
  'finally',
  'Promise',
  '$transaction',
  'transaction',
  'setTimeout',
  'setImmediate',
  'nextTick',
  'queueMicrotask',
]);
const routeMethods = new Set(['get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'all', 'use', 'route']);
const servers = /^(app|router|server|api|fastify|hono|koa|routes?|express|instance)$|(Router|App|Server|Api)$/;
const handlerMakers = new Set([
  'createServer',
  'defineEventHandler',
  'eventHandler',
  'defineHandler',
  'createRouteHandler',
  'withApiAuthRequired',
  'asyncHandler',
]);

function placeOfCallback(analysis: Analysis, call: ts.CallExpression | ts.NewExpression): Frequency | 'in place' {
  const callee = unwrap(call.expression);
  const name = nameOf(callee) ?? '';
  if (inPlace.has(name)) return 'in place';
  if (name === 'setInterval') return { kind: 'iteration' };
  if (handlerMakers.has(name)) return { kind: 'request' };
  const access = accessOf(callee);
  if (!access) return { kind: 'unknown' };
  if (listMethods.has(name)) return { kind: 'iteration' };
  const owner = nameOf(access.object) ?? '';
  const [first] = call.arguments ?? [];
  const isRoute = first !== undefined && ts.isStringLiteralLike(first) && /^[/*]/.test(first.text);
  if (routeMethods.has(name) && servers.test(owner) && (isRoute || name === 'use')) return { kind: 'request' };
  if (/^(query|mutation)$/.test(name) && /procedure/i.test(access.object.getText())) return { kind: 'request' };
  const module = importedName(analysis, access.object)?.module;
  return module === 'http' || module === 'node:http' ? { kind: 'request' } : { kind: 'unknown' };
}

const requestTypes =
  /\b(NextRequest|NextApiRequest|Request|IncomingMessage|FastifyRequest|APIGatewayProxyEvent\w*|HonoRequest)\b/;
const routeDecorators = new Set([
  'Get',
  'Post',
  'Put',
  'Patch',
  'Delete',
  'All',
  'Query',
  'Mutation',
  'ResolveField',
  'MessagePattern',
  'EventPattern',
  'Process',
]);

/** Whether a function answers a request, by its parameters, its decorators or the convention of its file. */
function answersRequests(declaration: FunctionWithBody): boolean {
  const [first, second] = declaration.parameters;
  if (first?.type && requestTypes.test(first.type.getText())) return true;
  const names = [first, second].map((parameter) => parameter?.name.getText() ?? '');
  if (/^_?req(uest)?$/.test(names[0] ?? '') && /^_?(res(ponse)?|reply|ctx|context|h)$/.test(names[1] ?? ''))
    return true;
  if (ts.isMethodDeclaration(declaration)) {
    const decorators = (ts.getDecorators(declaration) ?? []).map(({ expression }) =>
      nameOf(ts.isCallExpression(expression) ? expression.expression : expression),
    );
    if (decorators.some((name) => routeDecorators.has(name ?? ''))) return true;
  }
  return isRouteExport(declaration);
}

const verbs = /^(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)$/;
const loaders =
  /^(loader|action|load|actions|getServerSideProps|getInitialProps|middleware|onRequest(Get|Post)?|GET|POST)$/;

/** Exports that a framework calls for each request, by the path of their file. */
function isRouteExport(declaration: FunctionWithBody): boolean {
  const file = declaration.getSourceFile();
  const path = file.fileName.replaceAll('\\', '/');
  const holder = ts.isVariableDeclaration(declaration.parent) ? declaration.parent : undefined;
  const statement = holder ? holder.parent.parent : declaration;
  const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
  const isExported = modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
  if (!isExported && !ts.isExportAssignment(declaration.parent)) return false;
  const isDefault =
    ts.isExportAssignment(declaration.parent) || modifiers.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword);
  const name = (holder ? holder.name : declaration.name)?.getText() ?? '';
  if (/(^|\/)app\/(.*\/)?route\.[cm]?[jt]sx?$/.test(path)) return verbs.test(name);
  if (/(^|\/)pages\/api\//.test(path)) return isDefault || name === 'handler';
  if (/(^|\/)app\/(.*\/)?(page|layout)\.[jt]sx?$/.test(path)) return isDefault || name === 'generateMetadata';
  if (/(^|\/)pages\/|(^|\/)routes\/|(^|\/)\+(page|layout|server)(\.server)?\.[jt]s$|(^|\/)functions\//.test(path))
    return loaders.test(name);
  const isServerAction = file.statements.some(
    (first) =>
      ts.isExpressionStatement(first) && ts.isStringLiteral(first.expression) && first.expression.text === 'use server',
  );
  return isServerAction;
}
