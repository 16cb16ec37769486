import ts from 'typescript';

import type { Analysis } from './analysis.ts';
import { calleeOfReference } from './callee.ts';
import { packageOf } from './declared-in.ts';
import { moduleBehind } from './module-behind.ts';
import { accessOf, type FunctionWithBody, hasBody, nameOf, unwrap } from './syntax.ts';

/** What calls an entry point, and so what becomes of an error that leaves it. */
export type EntryKind = 'route' | 'api' | 'action' | 'express' | 'http' | 'timer' | 'event' | 'queue';

/** A function that a framework or the platform calls, and in which an error ends. */
export interface EntryPoint {
  readonly kind: EntryKind;
  /** As a message names it: `GET`, `app.get`, `setInterval`. */
  readonly name: string;
  readonly handler: FunctionWithBody;
}

/** The entry points of a file of which it is known that nothing around them catches errors. */
export function entryPointsOf(analysis: Analysis, file: ts.SourceFile): readonly EntryPoint[] {
  const entries = [...exportedEntries(analysis, file)];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) entries.push(...registeredAt(analysis, node));
    if (hasBody(node) && ts.isBlock(node.body) && isDirective(node.body.statements[0]) && !hasErrorFile(file))
      entries.push({ kind: 'action', name: nameOfFunction(node), handler: node });
    ts.forEachChild(node, visit);
  };
  visit(file);
  const byHandler = new Map(entries.map((entry) => [entry.handler, entry]));
  return [...byHandler.values()].filter(({ handler }) => handler.getSourceFile() === file);
}

const verbs = /^(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)$/;

/** The exports of a file that Next.js calls, by the path of the file or its directive. */
function* exportedEntries(analysis: Analysis, file: ts.SourceFile): Generator<EntryPoint> {
  const path = file.fileName.replaceAll('\\', '/');
  const isRoute = /(^|\/)app\/(.*\/)?route\.[cm]?[jt]sx?$/.test(path);
  const isApi = /(^|\/)pages\/api\//.test(path);
  const isAction = isDirective(file.statements[0]) && !hasErrorFile(file);
  if (!isRoute && !isApi && !isAction) return;
  for (const { name, handler } of exportsOf(analysis, file)) {
    if (isRoute && verbs.test(name)) yield { kind: 'route', name, handler };
    else if (isApi && name === 'default') yield { kind: 'api', name: nameOfFunction(handler), handler };
    else if (isAction) yield { kind: 'action', name, handler };
  }
}

/** Exported functions, as they are and not in a wrapper. */
function* exportsOf(
  analysis: Analysis,
  file: ts.SourceFile,
): Generator<{ readonly name: string; readonly handler: FunctionWithBody }> {
  for (const statement of file.statements) {
    if (ts.isExportAssignment(statement)) {
      const handler = functionAt(analysis, statement.expression);
      if (handler) yield { name: 'default', handler };
    } else if (ts.isExportDeclaration(statement) && statement.exportClause && !statement.moduleSpecifier) {
      for (const element of ts.isNamedExports(statement.exportClause) ? statement.exportClause.elements : []) {
        const symbol = analysis.checker.getExportSpecifierLocalTargetSymbol(element);
        const handler = functionOf(symbol?.valueDeclaration);
        if (handler) yield { name: element.name.text, handler };
      }
    } else {
      const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
      if (!modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) continue;
      const isDefault = modifiers.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword);
      if (ts.isFunctionDeclaration(statement) && hasBody(statement))
        yield { name: isDefault ? 'default' : (statement.name?.text ?? ''), handler: statement };
      for (const variable of ts.isVariableStatement(statement) ? statement.declarationList.declarations : []) {
        const handler = functionOf(variable);
        if (handler) yield { name: variable.name.getText(), handler };
      }
    }
  }
}

function functionOf(declaration: ts.Declaration | undefined): FunctionWithBody | undefined {
  if (hasBody(declaration)) return declaration;
  const value = declaration && ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
  const made = value && unwrap(value);
  return hasBody(made) ? made : undefined;
}

/** A function that is given as it is: written in place, or by its name. */
function functionAt(analysis: Analysis, expression: ts.Expression): FunctionWithBody | undefined {
  const node = unwrap(expression);
  if (hasBody(node)) return node;
  if (!ts.isIdentifier(node)) return undefined;
  const declared = functionOf(analysis.checker.getSymbolAtLocation(node)?.valueDeclaration);
  const callee = declared && calleeOfReference(analysis, node);
  return callee?.kind === 'functions' && callee.functions.length === 1 ? declared : undefined;
}

function nameOfFunction(handler: FunctionWithBody): string {
  const named = handler.name ?? (ts.isVariableDeclaration(handler.parent) ? handler.parent.name : undefined);
  return named?.getText() ?? 'the handler';
}

function isDirective(statement: ts.Statement | undefined): boolean {
  return (
    statement !== undefined &&
    ts.isExpressionStatement(statement) &&
    ts.isStringLiteral(statement.expression) &&
    statement.expression.text === 'use server'
  );
}

/** Whether an `error` file of Next.js may show the error of a server action that a file declares. */
function hasErrorFile(file: ts.SourceFile): boolean {
  const parts = file.fileName.replaceAll('\\', '/').split('/').slice(0, -1);
  const extensions = ['.tsx', '.jsx', '.ts', '.js'];
  for (let length = parts.length; length > 0; length -= 1) {
    const folder = parts.slice(0, length).join('/');
    const folders = [folder, `${folder}/app`, `${folder}/src/app`];
    const exists = folders.some((one) =>
      extensions.some((extension) =>
        ['error', 'global-error'].some((name) => ts.sys.fileExists(`${one}/${name}${extension}`)),
      ),
    );
    if (exists) return true;
    if (ts.sys.fileExists(`${folder}/package.json`)) return false;
  }
  return false;
}

const routing = new Set(['get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'all', 'use']);
const listening = new Set(['on', 'once', 'addListener', 'prependListener']);

/** The functions that a call registers where nothing waits for their promises. */
function registeredAt(analysis: Analysis, call: ts.CallExpression | ts.NewExpression): readonly EntryPoint[] {
  const callee = unwrap(call.expression);
  const name = nameOf(callee) ?? '';
  const given = [...(call.arguments ?? [])];
  const entries = (kind: EntryKind, handlers: readonly (ts.Expression | undefined)[]): readonly EntryPoint[] =>
    handlers.flatMap((argument) => {
      const handler = argument && functionAt(analysis, argument);
      return handler ? [{ kind, name: callee.getText().replaceAll(/\s+/g, ''), handler }] : [];
    });
  if (ts.isNewExpression(call)) {
    return name === 'CronJob' && moduleBehind(analysis, callee) === 'cron' && given.length < 8
      ? entries('timer', [given[1]])
      : [];
  }
  if ((name === 'setInterval' || name === 'setTimeout') && ts.isIdentifier(callee) && isPlatforms(analysis, callee))
    return entries('timer', [given[0]]);
  if (name === 'createServer' && /^(node:)?https?$/.test(moduleBehind(analysis, callee) ?? ''))
    return entries('http', [given.at(-1)]);
  const object = accessOf(callee)?.object;
  if (!object) return [];
  if (routing.has(name) && isExpress4(analysis, call, object)) return entries('express', given);
  if (listening.has(name) && isEmitter(analysis, call, object)) return entries('event', [given[1]]);
  if (name === 'consume' && isFrom(analysis, call, object, /^(amqplib|amqp-connection-manager)$/))
    return entries('queue', [given[1]]);
  return [];
}

/** Whether a name is one of the platform's and not declared by the user. */
function isPlatforms({ checker }: Analysis, name: ts.Identifier): boolean {
  const declarations = checker.getSymbolAtLocation(name)?.declarations ?? [];
  return declarations.every((declaration) => declaration.getSourceFile().isDeclarationFile);
}

/** Express 5 waits for the promise of a handler and forwards its rejection; other packages make version 4 do so. */
function isExpress4(analysis: Analysis, call: ts.CallExpression, object: ts.Expression): boolean {
  if (!isFrom(analysis, call, object, /^express(-serve-static-core)?$/)) return false;
  const { fileName } = call.getSourceFile();
  const dependencies = analysis.dependenciesOf(fileName);
  if (dependencies.has('express-async-errors') || dependencies.has('express-promise-router')) return false;
  const major = analysis.projectOf(fileName).majorOf('express');
  return major !== undefined && major < 5;
}

function isEmitter(analysis: Analysis, call: ts.CallExpression, object: ts.Expression): boolean {
  return isFrom(analysis, call, object, /^(node:)?events$/);
}

/** Whether a method is one of a package, by its types or by the import that its object is traced to. */
function isFrom(analysis: Analysis, call: ts.CallExpression, object: ts.Expression, packages: RegExp): boolean {
  const declaration = analysis.checker.getResolvedSignature(call)?.declaration;
  const declaredBy = declaration && packageOf(declaration);
  return packages.test(declaredBy ?? moduleBehind(analysis, object) ?? '');
}
