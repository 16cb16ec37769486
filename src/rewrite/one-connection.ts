import ts from 'typescript';

import type { PoolTransaction } from '../analysis/pool-transaction.ts';
import { accessOf, contains, someDescendant } from '../analysis/syntax.ts';
import { awaits, someIn } from './awaits.ts';
import { type Indentation, indentationOf, lineStartOf } from './block-text.ts';
import { connectionOf } from './connection-handle.ts';
import { styleOf } from './file-style.ts';
import { handleSwaps } from './handle-swaps.ts';
import { capitalised, FreshNames } from './names.ts';
import { aroundTry, type ConnectionParts, intoOwnTry, intoTheirTry } from './one-connection-edits.ts';
import { requireNoQueryOutside, requireNothingElse } from './outside-effects.ts';
import { namedPool, type NamedPool, referencesTo } from './pool-references.ts';
import { releaseOf } from './release-in-finally.ts';
import type { RewriteContext } from './rewrite-context.ts';
import { refuseStretch } from './stretch-refusal.ts';
import type { Suggestion } from './suggestion.ts';
import { type Stretch, stretchOf } from './transaction-stretch.ts';

/**
 * Moves a transaction from a pool to one connection, which is given back in a `finally`:
 * - where a `catch` rolls back and throws on, into that `try`;
 * - where it goes on after an error, around that `try`, so that it answers for no more errors than before;
 * - else into a `try` of its own, whose `catch` rolls back. A `catch` around it that has done so still handles the error.
 */
export function planOneConnection(
  context: RewriteContext,
  found: PoolTransaction,
  statements: readonly PoolTransaction[],
): Suggestion {
  const { analysis, file } = context;
  const handle = found.handle ?? refuseStretch('forwarded');
  if (/^set\b/i.test(found.statement)) refuseStretch('autocommit');
  const connection = connectionOf(analysis, handle, found.client);
  const pool = namedPool(handle);
  const stretch = stretchOf(analysis, pool, found, statements);
  const form = formOf(context, pool, stretch);
  const { fact } = connection;
  const names = new FreshNames(context, stretch.begin);
  const noun = fact.name ?? 'connection';
  const name = names.take(noun, `transaction${capitalised(noun)}`);
  const { begin, work, end, rollback } = stretch;
  const { held, after } = form === 'ownTry' ? { held: [begin, ...work, end], after: [] } : heldIn(stretch);
  const rolledBack = form === 'ownTry' && rollback ? [rollback] : [];
  const swaps = handleSwaps(analysis, { pool, connection, name, rollback }, [...held, ...rolledBack], after);
  requireNoQueryOutside(context, found.client, swaps, held);
  requireNothingElse(context, work);
  const semicolon = stretch.begin.getText().endsWith(';') ? ';' : '';
  const poolText = referencesTo(analysis, pool, stretch.begin)[0]?.getText() ?? handle.getText();
  const awaited = fact.atOnce ? '' : 'await ';
  const parts: ConnectionParts = {
    file,
    stretch,
    indentation: indentationAt(form === 'theirTry' && stretch.tried ? stretch.tried : stretch.begin),
    swaps: swaps.map(({ edit }) => edit),
    acquire: `const ${name} = ${awaited}${poolText}.${fact.method}()${semicolon}`,
    release: `${releaseOf(fact, name)}${semicolon}`,
    semicolon,
  };
  const rollBack = form === 'ownTry' ? ', roll back in a `catch`,' : '';
  return {
    text: `Send the whole transaction on one connection from \`${poolText}.${fact.method}()\`${rollBack} and give the connection back in a \`finally\`.`,
    edits:
      form === 'theirTry'
        ? intoTheirTry(parts)
        : form === 'aroundTry'
          ? [aroundTry(parts)]
          : intoOwnTry(analysis, parts, found, names),
  };
}

type Form = 'theirTry' | 'aroundTry' | 'ownTry';

function formOf({ analysis }: RewriteContext, pool: NamedPool, { begin, end, tried, rollback }: Stretch): Form {
  const block = tried?.catchClause?.block;
  if (!block || !rollback) return 'ownTry';
  const { statements } = tried.tryBlock;
  const isOwn = (node: ts.AwaitExpression): boolean =>
    referencesTo(analysis, pool, node).some((reference) => reference.getStart() === node.expression.getStart());
  const waits = (node: ts.Node): boolean => awaits(node) && !(ts.isAwaitExpression(node) && isOwn(node));
  const isBefore = !contains(tried, begin);
  const beside = [
    ...(isBefore ? [] : statements.slice(0, statements.indexOf(begin))),
    ...statements.slice(statements.indexOf(end) + 1),
  ];
  const isHeldLonger = someIn(beside, waits);
  const [first, ...others] = block.statements;
  const last = block.statements.at(-1);
  const throwsOn = last !== undefined && ts.isThrowStatement(last) && !someDescendant(block, ts.isReturnStatement);
  const { finallyBlock } = tried;
  if (isBefore) {
    if (isHeldLonger) refuseStretch('waitsBeside');
    return throwsOn && !finallyBlock ? 'theirTry' : 'aroundTry';
  }
  // Their `catch` and `finally` must see that no connection is there, unless the `catch` would fail as well when it rolls back.
  const isGuarded = someDescendant(rollback, (node) => accessOf(node)?.name === 'catch');
  const onlyThrows = throwsOn && first === rollback && others.length === 1;
  const isUnseen = first === rollback && (isGuarded ? onlyThrows : throwsOn || others.length === 0);
  if (isUnseen && !finallyBlock && !isHeldLonger) return 'theirTry';
  if (others.length === 0 || onlyThrows) refuseStretch('emptyCatch');
  return 'ownTry';
}

/** What runs before the connection is given back, where that is at the end of the `try`; apart, what runs after the transaction. */
function heldIn({ begin, end, tried }: Stretch): {
  readonly held: readonly ts.Node[];
  readonly after: readonly ts.Node[];
} {
  if (!tried) return { held: [begin], after: [] };
  const { tryBlock, catchClause } = tried;
  const { statements } = tryBlock;
  const after = statements.slice(statements.indexOf(end) + 1);
  const held = statements.slice(0, statements.indexOf(end) + 1);
  return {
    held: [...(contains(tryBlock, begin) ? [] : [begin]), ...held, ...(catchClause ? [catchClause] : [])],
    after,
  };
}

function indentationAt(statement: ts.Statement): Indentation {
  if (ts.isBlock(statement.parent)) return indentationOf(statement) ?? refuseStretch('layout');
  if (!ts.isSourceFile(statement.parent)) return refuseStretch('layout');
  const file = statement.getSourceFile();
  if (lineStartOf(file.text, statement.getStart()) !== statement.getStart()) refuseStretch('layout');
  return { outer: '', unit: styleOf(file).indent };
}
