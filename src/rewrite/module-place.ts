import ts from 'typescript';

import { isInlineFunction, unwrap } from '../analysis/syntax.ts';
import { styleOf } from './file-style.ts';

/** Where statements are put into a module. */
export interface ModulePlace {
  readonly position: number;
  /** What stands before the first of them. */
  readonly separator: string;
}

/** What states variables of the environment while the process runs. */
const loadsEnvironment = /\bdotenv\b|\bloadEnvFile\b|\bprocess\.env(\.\w+|\[[^\]]+\])\s*(\?\?|\|\|)?=(?!=)/;

/**
 * The place before the statement of a module in which a node stands, and before what may run that: after what declares the
 * names that are needed there. Nothing where there is no such place.
 */
export function modulePlaceBefore(
  node: ts.Node,
  needed: readonly ts.Statement[],
  { readsEnvironment }: { readonly readsEnvironment: boolean },
): ModulePlace | undefined {
  const file = node.getSourceFile();
  const { statements, text } = file;
  const own = statements.findIndex((statement) => node.pos >= statement.pos && node.end <= statement.end);
  let index = firstMention(statements, own);
  // As far up as nothing runs in between; the overloads of a function stand before it, too.
  const mayStandBefore = (statement: ts.Statement | undefined): boolean =>
    statement !== undefined && declaresFunctions(statement) && !needed.includes(statement);
  while (mayStandBefore(statements[index - 1])) index -= 1;
  const [previous, next] = [statements[index - 1], statements[index]];
  if (!previous || !next) return undefined;
  if (needed.some((statement) => !isHoisted(statement) && statements.indexOf(statement) >= index)) return undefined;
  if (readsEnvironment && statements.slice(index).some((statement) => loadsEnvironment.test(statement.getText(file))))
    return undefined;
  // Without a semicolon, what stands before such a line goes on in it.
  if (styleOf(file).semicolon === '' && /^[([`/+-]/.test(next.getText(file))) return undefined;
  const position = ts.getTrailingCommentRanges(text, previous.end)?.at(-1)?.end ?? previous.end;
  return { position, separator: /^[ \t]*\r?\n[ \t]*\r?\n/.test(text.slice(position)) ? '\n\n' : '\n' };
}

/** The first statement that may run a function of the module, which is known before it is declared. */
function firstMention(statements: ts.NodeArray<ts.Statement>, own: number): number {
  const names = new Set<string>();
  const functions = statements.filter((statement) => ts.isFunctionDeclaration(statement));
  let reaching = functions.filter((declaration) => declaration === statements[own]);
  while (reaching.length > 0) {
    for (const { name } of reaching) names.add(name?.text ?? 'default');
    reaching = functions.filter(
      ({ name, body }) => body && !names.has(name?.text ?? 'default') && mentions(body, names),
    );
  }
  const first = statements.findIndex((statement) => !isHoisted(statement) && mentions(statement, names));
  return first === -1 ? own : Math.min(first, own);
}

/** Whether a statement declares functions, or types, and runs nothing. */
function declaresFunctions(statement: ts.Statement): boolean {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.every(
      ({ initializer }) => initializer !== undefined && isInlineFunction(unwrap(initializer)),
    );
  }
  return (
    ts.isFunctionDeclaration(statement) || ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)
  );
}

/** Whether what a statement declares is known before it. */
function isHoisted(statement: ts.Statement): boolean {
  return (
    (declaresFunctions(statement) && !ts.isVariableStatement(statement)) ||
    ts.isImportDeclaration(statement) ||
    ts.isImportEqualsDeclaration(statement) ||
    ts.isExportDeclaration(statement)
  );
}

function mentions(node: ts.Node, names: ReadonlySet<string>): boolean {
  if (ts.isIdentifier(node) && names.has(node.text)) return true;
  return ts.forEachChild(node, (child) => mentions(child, names) || undefined) ?? false;
}
