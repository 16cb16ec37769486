import ts from 'typescript';

import { accessOf, someDescendant, unwrap } from '../analysis/syntax.ts';

/** The call that rolls back what a call in a scope begins, in its words: `client.query('ROLLBACK')`. */
export function rollbackOf(scope: ts.Node, holder: string, ends: readonly string[] = []): string | undefined {
  let rollback: string | undefined;
  someDescendant(scope, (node) => {
    if (!ts.isCallExpression(node)) return false;
    const access = accessOf(unwrap(node.expression));
    if (access?.object.getText() !== holder) return false;
    const [first] = node.arguments;
    const isBegin = first && ts.isStringLiteralLike(first) && /^\s*(begin|start)\b/i.test(first.text);
    if (isBegin) rollback = `${node.expression.getText()}(${rollbackLike(first.text, first.getText().charAt(0))})`;
    else if (/^(begin|start)Transaction$/.test(access.name)) {
      const method = ends.find((name) => /^(rollback|abort)/.test(name));
      rollback = method === undefined ? undefined : `${holder}.${method}()`;
    }
    return rollback !== undefined;
  });
  return rollback;
}

/** `'ROLLBACK'`, in the case of a statement that begins a transaction. */
export function rollbackLike(begin: string, quote: string): string {
  return `${quote}${begin === begin.toLowerCase() ? 'rollback' : 'ROLLBACK'}${quote}`;
}
