import ts from 'typescript';

import { fileKinds, type FileKind } from '../settings.ts';
import type { Analysis } from './analysis.ts';
import { kindsOf, pathInProject } from './file-kind.ts';
import { enclosingFunction } from './syntax.ts';

const scriptFolder = /(^|\/)\.?(scripts?|bin|cli|tools?|examples?|bench|benchmarks?|load-testing)\//i;
const scriptFile = /(^|\/)(reset|backfill|knexfile|ormconfig|[^/]*\.config)([.-][^/]*)?\.[cm]?[jt]sx?$/i;

/**
 * Whether queries that run once per element are as they may be in a file: it runs now and then, or on a test's few rows,
 * and the settings do not ask for it.
 */
export function isSpared(analysis: Analysis, file: ts.SourceFile, spared: readonly FileKind[] = fileKinds): boolean {
  const { include } = analysis.settings;
  return kindsOf(analysis, file).some((kind) => spared.includes(kind) && !include.includes(kind));
}

/** Whether a file is run by a person or a pipeline, and not by a service: tests, scripts, migrations, configurations. */
export function isBesideService(analysis: Analysis, file: ts.SourceFile): boolean {
  const path = pathInProject(analysis, file);
  return (
    kindsOf(analysis, file).length > 0 ||
    [scriptFolder, scriptFile].some((pattern) => pattern.test(path)) ||
    isScript(file) ||
    isOfCommand(analysis, file)
  );
}

const commandParsers =
  /^(yargs|commander|@commander-js\/extra-typings|cac|citty|clipanion|@oclif\/core|meow|sade|caporal)$/;
const serverFrameworks = /^(express|fastify|koa|hono|next|nuxt|@nestjs\/core|@hapi\/hapi|polka|restify)$/;

/** Whether a package is a command that a person runs: it installs one, parses its arguments and answers no requests. */
function isOfCommand(analysis: Analysis, { fileName }: ts.SourceFile): boolean {
  if (!analysis.projectOf(fileName).hasCommand) return false;
  const dependencies = [...analysis.dependenciesOf(fileName)];
  return (
    dependencies.some((name) => commandParsers.test(name)) && !dependencies.some((name) => serverFrameworks.test(name))
  );
}

/** Packages that ask a person at a terminal. */
const prompting = /(from|require\()\s*['"](inquirer|@inquirer\/[^'"]+|prompts|enquirer|@clack\/prompts)['"]/;

/** Whether a file says that a person runs it: by its first line, its arguments, what it asks, or that it ends the process. */
function isScript(file: ts.SourceFile): boolean {
  if (file.text.startsWith('#!') || prompting.test(file.text)) return true;
  if (/\bprocess\.argv\b/.test(file.text)) return true;
  return /\bprocess\.exit(Code)?\b/.test(file.text) && startsItself(file);
}

/** `main().catch(…)` as a statement of the file, where nothing listens for requests. */
function startsItself(file: ts.SourceFile): boolean {
  if (/\.listen\s*\(|\bserve\s*\(|\bcreateServer\s*\(/.test(file.text)) return false;
  return file.statements.some((statement) => {
    if (!ts.isExpressionStatement(statement)) return false;
    let call =
      ts.isAwaitExpression(statement.expression) || ts.isVoidExpression(statement.expression)
        ? statement.expression.expression
        : statement.expression;
    while (ts.isCallExpression(call) && ts.isPropertyAccessExpression(call.expression))
      call = call.expression.expression;
    return ts.isCallExpression(call) && ts.isSourceFile(enclosingFunction(call));
  });
}
