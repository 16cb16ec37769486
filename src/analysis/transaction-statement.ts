import ts from 'typescript';

import type { Analysis } from './analysis.ts';
import { initializerOf } from './references.ts';
import { unwrap } from './syntax.ts';

/** What a statement of SQL does to the transaction of its connection. */
export type TransactionStatement = 'begins' | 'ends';

const beginning = /^(begin|start\s+transaction|set\s+autocommit\s*=\s*0)\b/i;
const ending = /^(commit|end|abort|rollback(?!\s+(work\s+|transaction\s+)?to\b))\b/i;
const leadingSpace = /^(\s|--[^\n]*\n|\/\*[^]*?\*\/)*/;

/** Whether an argument is SQL that begins or ends a transaction, and does nothing else. */
export function transactionStatementIn(analysis: Analysis, argument: ts.Expression): TransactionStatement | undefined {
  const text = bareStatement(analysis, argument);
  // Several statements in one text run on one connection.
  if (text === undefined || text.includes(';')) return undefined;
  if (beginning.test(text)) return 'begins';
  return ending.test(text) ? 'ends' : undefined;
}

/** The text of SQL without the comments before it and the semicolon after it. */
export function bareStatement(analysis: Analysis, argument: ts.Expression): string | undefined {
  return sqlTextOf(analysis, argument)
    ?.replace(leadingSpace, '')
    .replace(/[;\s]*$/, '');
}

/** The literal text of SQL: of a string, a template, a constant, the template of a tag, or inside `{ text: 'select …' }`. */
function sqlTextOf(analysis: Analysis, argument: ts.Expression, depth = 0): string | undefined {
  const node = unwrap(argument);
  if (ts.isStringLiteralLike(node)) return node.text;
  if (depth > 3) return undefined;
  if (ts.isTaggedTemplateExpression(node)) return sqlTextOf(analysis, node.template, depth + 1);
  // `sql.raw('begin')`
  if (ts.isCallExpression(node) && node.arguments.length === 1 && node.arguments[0])
    return sqlTextOf(analysis, node.arguments[0], depth + 1);
  if (ts.isObjectLiteralExpression(node)) {
    const text = node.properties.find((property) => /^(text|sql)$/.test(property.name?.getText() ?? ''));
    return text && ts.isPropertyAssignment(text) ? sqlTextOf(analysis, text.initializer, depth + 1) : undefined;
  }
  const initializer = ts.isIdentifier(node) ? initializerOf(analysis, node) : undefined;
  return initializer && sqlTextOf(analysis, initializer, depth + 1);
}
