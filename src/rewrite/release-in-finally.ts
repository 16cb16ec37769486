import ts from 'typescript';

import type { LifetimeFault } from '../analysis/lifetime-faults.ts';
import { accessOf, someDescendant, unwrap } from '../analysis/syntax.ts';
import type { AcquisitionFact } from '../clients/acquisition-fact.ts';
import { statementOf } from './acquiring-statement.ts';
import { indentationOf, indented, lineStartOf, withoutLines } from './block-text.ts';
import { finallyText } from './clause-text.ts';
import { rollbackOf } from './rollback-call.ts';
import type { TextEdit } from './text-edit.ts';

/** The edit that wraps what follows an acquisition into `try`, and gives back in its `finally`; nothing where more than that would change. */
export function releaseInFinally(fault: LifetimeFault): TextEdit | undefined {
  const { kind, acquisition, holder } = fault;
  const { fact } = acquisition;
  if (!['never', 'throws', 'returns'].includes(kind) || fact.gives === 'transaction') return undefined;
  const statement = statementOf(fault.acquisition);
  if (!statement || !ts.isBlock(statement.parent)) return undefined;
  const block = statement.parent;
  const following = block.statements.slice(block.statements.indexOf(statement) + 1);
  const last = following.at(-1);
  const indentation = indentationOf(statement);
  if (!last || !indentation || following.some(ts.isFunctionDeclaration)) return undefined;
  // A transaction that an error leaves open must be rolled back as well, in a way that is not seen here.
  if (!fact.rollsBack && following.some((other) => rollbackOf(other, holder, fact.ends) !== undefined))
    return undefined;
  const releases = releasesIn(following, holder, fact.releasedBy);
  if (!releases?.every((release) => endsItsBlock(release, following))) return undefined;
  const [first] = releases;
  if (releases.some((release) => release.getText() !== first?.getText())) return undefined;
  const file = statement.getSourceFile();
  const start = lineStartOf(file.text, following[0]?.getStart() ?? 0);
  if (start < statement.getEnd()) return undefined;
  const end = last.getEnd();
  const edits = withoutLines(file, releases, end);
  const { outer, unit } = indentation;
  const body = edits && indented(file, { start, end }, unit, edits).trimEnd();
  if (body === undefined || body === '') return undefined;
  const semicolon = statement.getText().endsWith(';') ? ';' : '';
  const release = first?.getText() ?? `${releaseOf(fact, holder)}${semicolon}`;
  const text = `${outer}try {\n${body}\n${outer}}${finallyText(indentation, release)}`;
  return { start, end, text };
}

/** What gives back what a holder holds: `await connection.release()`. */
export function releaseOf({ waits: isAwaited, releasedBy }: AcquisitionFact, holder: string): string {
  return `${isAwaited ? 'await ' : ''}${holder}.${releasedBy[0] ?? ''}()`;
}

/** The statements that give something back and do nothing else; nothing where it is given back in another way. */
function releasesIn(
  statements: readonly ts.Statement[],
  holder: string,
  releasedBy: readonly string[],
): readonly ts.ExpressionStatement[] | undefined {
  const found: ts.ExpressionStatement[] = [];
  const isOther = (node: ts.Node): boolean => {
    if (!ts.isCallExpression(node)) return false;
    const access = accessOf(unwrap(node.expression));
    if (access?.object.getText() !== holder || !releasedBy.includes(access.name)) return false;
    const outer = ts.isAwaitExpression(node.parent) ? node.parent.parent : node.parent;
    if (!ts.isExpressionStatement(outer) || node.arguments.length > 0 || access.name !== releasedBy[0]) return true;
    found.push(outer);
    return false;
  };
  const hasOther = statements.some((statement) => someDescendant(statement, isOther, { intoFunctions: true }));
  return hasOther ? undefined : found;
}

/** Whether nothing but a plain `return` or `throw` runs after a release, so that giving back later makes no difference. */
function endsItsBlock(release: ts.Statement, following: readonly ts.Statement[]): boolean {
  const block = release.parent;
  if (!ts.isBlock(block)) return false;
  const isDirect = following.includes(release);
  const isInIf = ts.isIfStatement(block.parent) && following.includes(block.parent);
  if (!isDirect && !isInIf) return false;
  const after = block.statements.slice(block.statements.indexOf(release) + 1);
  const leaves = after.some((statement) => ts.isReturnStatement(statement) || ts.isThrowStatement(statement));
  return (isDirect || leaves) && !after.some((statement) => someDescendant(statement, waits, { intoFunctions: false }));
}

function waits(node: ts.Node): boolean {
  return ts.isAwaitExpression(node) || ts.isForOfStatement(node) || ts.isWhileStatement(node);
}
