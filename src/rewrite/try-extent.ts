import ts from 'typescript';

import type { Analysis } from '../analysis/analysis.ts';
import { identifiersOf } from '../analysis/binding-names.ts';
import { referencesOf, variableAt } from '../analysis/references.ts';
import { contains } from '../analysis/syntax.ts';
import { awaits, someIn } from './awaits.ts';
import { refuseStretch } from './stretch-refusal.ts';
import type { Stretch } from './transaction-stretch.ts';

/** The last statement that the `try` must hold so that what it declares is used in it only. */
export function lastInTry(analysis: Analysis, { begin, work, end }: Stretch): ts.Statement {
  const { statements } = begin.parent as ts.Block;
  const inside = [...work, end];
  if (!areUsedOutside(analysis, inside)) return end;
  const following = statements.slice(statements.indexOf(end) + 1);
  const waits = (node: ts.Node): boolean => awaits(node) || ts.isYieldExpression(node);
  if (someIn(following, waits)) refuseStretch('usedAfter');
  if (areUsedOutside(analysis, [...inside, ...following])) refuseStretch('usedAfter');
  return following.at(-1) ?? end;
}

function areUsedOutside(analysis: Analysis, statements: readonly ts.Statement[]): boolean {
  return statements.flatMap(declaredBy).some((name) => {
    const symbol = variableAt(analysis, name);
    const isInside = (reference: ts.Node): boolean => statements.some((statement) => contains(statement, reference));
    return !symbol || referencesOf(analysis, symbol)?.every(isInside) !== true;
  });
}

/** The names that a statement gives to its block. */
function declaredBy(statement: ts.Statement): readonly ts.Identifier[] {
  if (!ts.isVariableStatement(statement))
    return ts.isDeclarationStatement(statement) ? refuseStretch('declaration') : [];
  if (statement.modifiers) refuseStretch('declaration');
  const isOfBlock = (statement.declarationList.flags & ts.NodeFlags.BlockScoped) !== 0;
  return isOfBlock ? statement.declarationList.declarations.flatMap(({ name }) => identifiersOf(name)) : [];
}
