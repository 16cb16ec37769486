import ts from 'typescript';

/** Whether one run of the code around two nodes reaches at most one of them: the arms of an `if`, `switch` or `?:`. */
export function areExclusive(one: ts.Node, other: ts.Node): boolean {
  const [first, second] = one.pos <= other.pos ? [one, other] : [other, one];
  if (first.getSourceFile() !== second.getSourceFile()) return false;
  for (let child = first, outer = first.parent as ts.Node | undefined; outer; child = outer, outer = outer.parent) {
    if (second.end > outer.end) {
      // `if (isNew) return create(); return update();`
      if (isArmOf(outer, child) && leaves(child) && mayFollow(outer, second)) return true;
      if (ts.isIfStatement(outer) && asksForOther(outer, second)) return true;
      continue;
    }
    if (ts.isIfStatement(outer)) return child === outer.thenStatement && isWithin(outer.elseStatement, second);
    if (ts.isConditionalExpression(outer)) return child === outer.whenTrue && isWithin(outer.whenFalse, second);
    if (ts.isCaseBlock(outer)) return ts.isCaseOrDefaultClause(child) && child.statements.some(leavesSwitch);
    return false;
  }
  return false;
}

/** `if (kind === 'user') …; if (kind === 'post') …;`, where nothing changes `kind`. */
function asksForOther({ expression, elseStatement }: ts.IfStatement, second: ts.Node): boolean {
  const around = ts.findAncestor(second, ts.isIfStatement);
  const [asked, other] = [equalityIn(expression), around && equalityIn(around.expression)];
  if (!asked || !other || elseStatement || !isWithin(around?.thenStatement, second)) return false;
  return asked.subject === other.subject && asked.value !== other.value;
}

/** `kind` and `'user'` of `kind === 'user'`, `Kind` and `User` of `kind === Kind.User`. */
function equalityIn(condition: ts.Expression): { subject: string; value: string } | undefined {
  if (!ts.isBinaryExpression(condition) || !/^={2,3}$/.test(condition.operatorToken.getText())) return undefined;
  const { left, right } = condition;
  const isValue =
    ts.isLiteralExpression(right) || (ts.isPropertyAccessExpression(right) && /^[A-Z]/.test(right.getText()));
  return isValue ? { subject: left.getText(), value: right.getText() } : undefined;
}

/** Whether a condition decides if a node runs when the code around it does. */
export function isConditional(node: ts.Node, within: ts.Node): boolean {
  for (let child = node; child !== within && !ts.isSourceFile(child); child = child.parent) {
    if (isArmOf(child.parent, child)) return true;
  }
  return false;
}

function isArmOf(outer: ts.Node, child: ts.Node): boolean {
  if (ts.isIfStatement(outer)) return child !== outer.expression;
  if (ts.isConditionalExpression(outer)) return child !== outer.condition;
  if (ts.isBinaryExpression(outer)) return child === outer.right && isShortCircuit(outer.operatorToken.kind);
  return ts.isCaseOrDefaultClause(outer) || ts.isCatchClause(outer);
}

function isShortCircuit(operator: ts.SyntaxKind): boolean {
  return (
    operator === ts.SyntaxKind.AmpersandAmpersandToken ||
    operator === ts.SyntaxKind.BarBarToken ||
    operator === ts.SyntaxKind.QuestionQuestionToken
  );
}

/** Whether a node stands in the function of another: what a function runs is not over where a callback in it answers. */
function mayFollow(left: ts.Node, node: ts.Node): boolean {
  const around = ts.findAncestor(left, ts.isFunctionLike);
  return around === undefined || (around.pos <= node.pos && node.end <= around.end);
}

function isWithin(outer: ts.Node | undefined, node: ts.Node): boolean {
  return outer !== undefined && outer.pos <= node.pos && node.end <= outer.end;
}

/** Whether a function ends where a statement does. */
function leaves(statement: ts.Node): boolean {
  if (ts.isReturnStatement(statement) || ts.isThrowStatement(statement)) return true;
  if (ts.isBlock(statement)) return statement.statements.some(leaves);
  return (
    ts.isIfStatement(statement) &&
    statement.elseStatement !== undefined &&
    leaves(statement.thenStatement) &&
    leaves(statement.elseStatement)
  );
}

function leavesSwitch(statement: ts.Statement): boolean {
  if (ts.isBlock(statement)) return statement.statements.some(leavesSwitch);
  return ts.isBreakStatement(statement) || leaves(statement);
}
