import ts from 'typescript';

import { type Analysis, memoise } from './analysis.ts';
import { initializerOf, referencesOf } from './references.ts';
import { accessOf, isInlineFunction, nameOf, someDescendant, unwrap } from './syntax.ts';

/** Whether a call puts a function into a list whose functions are called later: `tasks.push(async () => …)`. */
export function addsTask(analysis: Analysis, call: ts.CallExpression): boolean {
  const access = accessOf(unwrap(call.expression));
  if (access?.name !== 'push' || !ts.isIdentifier(access.object)) return false;
  const list = initializerOf(analysis, access.object);
  const symbol = list && analysis.checker.getSymbolAtLocation(access.object);
  if (!symbol || !ts.isArrayLiteralExpression(unwrap(list))) return false;
  return isTaskList(analysis, symbol) ?? false;
}

/** Whether what is in a list is run. Asked once for a list, into which a function may push a thousand times. */
const isTaskList = memoise<ts.Symbol, boolean>((analysis, list) =>
  (referencesOf(analysis, list) ?? []).some(runsTasks),
);

/** `tasks.map((task) => task())`, `for (const task of tasks) await task()`, and a list that is handed on: `pAll(tasks)`. */
function runsTasks(reference: ts.Identifier): boolean {
  const { parent } = reference;
  if (ts.isForOfStatement(parent) && parent.expression === reference) {
    const [task] = ts.isVariableDeclarationList(parent.initializer) ? parent.initializer.declarations : [];
    return task !== undefined && calls(parent.statement, task.name.getText());
  }
  if (ts.isCallExpression(parent)) return parent.expression !== reference && nameOf(parent.expression) !== 'log';
  const access = accessOf(parent);
  if (access?.object !== reference || !['map', 'forEach', 'flatMap', 'reduce'].includes(access.name)) return false;
  const call = parent.parent;
  const callback = ts.isCallExpression(call) && call.arguments[0] ? unwrap(call.arguments[0]) : undefined;
  if (!callback) return false;
  if (!isInlineFunction(callback)) return true;
  return callback.parameters.some(({ name }) => calls(callback, name.getText()));
}

/** Whether code calls a function by its name, or hands it on to be called. */
function calls(code: ts.Node, name: string): boolean {
  return someDescendant(
    code,
    (node) =>
      ts.isCallExpression(node) &&
      (nameOf(node.expression) === name || node.arguments.some((argument) => argument.getText() === name)),
    { intoFunctions: true },
  );
}
