import type ts from 'typescript';

import type { PoolSite } from '../analysis/pool-site.ts';
import { quoted, styleOf } from './file-style.ts';
import { indentAt } from './insertion.ts';
import { listenerStatement } from './listener-text.ts';
import { reindent } from './reindent.ts';
import type { RewriteContext } from './rewrite-context.ts';
import { singletonKey } from './singleton-key.ts';
import { withComments } from './taken-away.ts';
import { edited } from './text-edit.ts';

/** A constant of a module that a function builds until now. */
export interface ModuleConstant {
  readonly name: string;
  readonly built: ts.Expression;
  /** The statement of the function that declares it; nothing where it has no name there. */
  readonly statement: ts.Statement | undefined;
  /** Whether it is kept over reloads by `singleton` of `poolwise/runtime`. */
  readonly isKept: boolean;
  /** The pool that it is, if nothing would listen to its errors any more. */
  readonly unheard: PoolSite | undefined;
}

/** The statements that declare a constant of a module; nothing where they cannot say all that is needed. */
export function moduleStatementsOf(context: RewriteContext, constant: ModuleConstant): readonly string[] | undefined {
  const { file } = context;
  const { name, built, statement, isKept, unheard } = constant;
  const key = isKept ? singletonKey(context.analysis, file, name) : '';
  if (key === undefined) return undefined;
  const listener = unheard && listenerStatement(unheard, { name, built }, '');
  const isWhole = unheard?.node === built && built.getText().endsWith(')');
  if (unheard && (listener === undefined || (isKept && !isWhole))) return undefined;
  const heard = unheard ? `.on(${quoted(file, 'error')}, (error) => console.error(error))` : '';
  const edits = isKept
    ? [
        { start: built.getStart(), end: built.getStart(), text: `singleton(${key}, () => ` },
        { start: built.end, end: built.end, text: `${heard})` },
      ]
    : [];
  const { start, end } = statement ? withComments(statement) : { start: built.getStart(), end: built.end };
  const text = reindent(edited(file.text, edits, start, end), indentAt(context, start), '');
  const declaration = statement ? text : `const ${name} = ${text}${styleOf(file).semicolon}`;
  return listener === undefined || isKept ? [declaration] : [declaration, listener];
}
