import ts from 'typescript';

import type { Acquisition } from './acquisition.ts';
import type { Analysis } from './analysis.ts';
import { describeChain } from './chain.ts';
import type { Lifetime } from './lifetime.ts';
import { type Acquired, acquiredIn } from './acquired.ts';
import type { Flow } from './path-flow.ts';
import type { Paths } from './release-paths.ts';
import type { Summaries } from './summary.ts';
import { calleeOf, isCallLike, readable, unwrap } from './syntax.ts';

/** Something acquired that some path does not give back as it should. */
export interface LifetimeFault {
  readonly kind:
    /** Nothing gives it back. */
    | 'never'
    /** Its value is dropped, so that nothing can. */
    | 'dropped'
    /** An error on the way leaves before the code that gives it back. */
    | 'throws'
    | 'returns'
    /** The end of the function is reached. */
    | 'ends'
    /** It is acquired again while it is held. */
    | 'reacquired'
    /** It is given back while its transaction is open. */
    | 'openTransaction'
    | 'releasedTwice';
  /** Where the report stands. */
  readonly node: ts.Node;
  readonly acquisition: Acquisition;
  /** What holds it: `client`. */
  readonly holder: string;
  /** What acquires it, as a person would name it: `pool.connect`. */
  readonly acquiredBy: string;
  /** What leaves the path. */
  readonly cause?: LifetimeCause;
}

/** Where a path leaves a function. */
export interface LifetimeCause {
  readonly by: 'error' | 'return' | 'throw';
  /** What throws, as a person would name it: `client.query`; or the keyword of the statement. */
  readonly text: string;
  readonly line: number;
}

/** What a file's functions acquire and do not give back on all paths, in the order of their positions. */
export function lifetimeFaultsOf(
  analysis: Analysis,
  _summaries: Summaries,
  file: ts.SourceFile,
): readonly LifetimeFault[] {
  return (acquiredIn(analysis, file) ?? [])
    .filter(({ acquisition }) => !runsOnce(acquisition))
    .flatMap(faultsOf)
    .sort((a, b) => a.node.getStart() - b.node.getStart());
}

function faultsOf({ acquisition, lifetime, paths }: Acquired): readonly LifetimeFault[] {
  const { call, holder, fact } = acquisition;
  const about = { acquisition, holder: holder?.getText() ?? '', acquiredBy: describeChain(call) };
  if (!holder) return [{ ...about, kind: 'dropped', node: call }];
  const isShared = fact.kept === true || (fact.gives === 'transaction' && fact.opensReceiver === true);
  if (isShared && !lifetime.isOwned) return [];
  const followed = paths();
  const leak = leakOf(followed, lifetime);
  const releases = followed.faults
    .filter(({ kind, release }) => kind !== 'released' || !isConditional(release, acquisition))
    .map(({ kind, release, cause }) => ({
      ...about,
      kind: kind === 'released' ? ('releasedTwice' as const) : kind,
      node: release,
      ...(cause ? { cause: describe(cause) } : {}),
    }));
  return leak ? [{ ...about, ...leak, node: call }, ...releases] : releases;
}

/** How something acquired stays held, the plainest way first. */
function leakOf(
  { exits, end, isReacquired }: Paths,
  lifetime: Lifetime,
): Pick<LifetimeFault, 'kind' | 'cause'> | undefined {
  const thrown = heldIn(exits.thrown);
  const returned = heldIn(exits.returned);
  const ended = heldIn(end);
  const isPassedOn = [exits.returned, end].some((flow) => flow.has('unknown'));
  if (!lifetime.isOwned && !isPassedOn && (returned || ended || thrown)) return { kind: 'never' };
  if (returned?.cause) return { kind: 'returns', cause: describe(returned.cause) };
  if (isReacquired) return { kind: 'reacquired' };
  if (ended) return { kind: 'ends' };
  return thrown?.cause && { kind: 'throws', cause: describe(thrown.cause) };
}

function heldIn(flow: Flow): { readonly cause: ts.Node | undefined } | undefined {
  const state = flow.has('held') ? 'held' : flow.has('inTransaction') ? 'inTransaction' : undefined;
  return state && { cause: flow.get(state) };
}

function describe(cause: ts.Node): LifetimeCause {
  const file = cause.getSourceFile();
  const line = file.getLineAndCharacterOfPosition(cause.getStart(file)).line + 1;
  if (ts.isReturnStatement(cause)) return { by: 'return', text: 'return', line };
  if (ts.isThrowStatement(cause)) return { by: 'throw', text: 'throw', line };
  return { by: 'error', text: thrower(cause), line };
}

function thrower(cause: ts.Node): string {
  const awaited = ts.isAwaitExpression(cause) ? unwrap(cause.expression) : undefined;
  if (!awaited) return readable(cause);
  if (ts.isCallExpression(awaited)) return describeChain(awaited);
  return readable(isCallLike(awaited) ? calleeOf(awaited) : awaited);
}

/** Whether a release depends on a condition, which may know that it has happened before. */
function isConditional(release: ts.Node, { owner }: Acquisition): boolean {
  const condition = ts.findAncestor(release, (node) => {
    if (node === owner) return 'quit';
    return (
      ts.isIfStatement(node) ||
      ts.isConditionalExpression(node) ||
      ts.isCaseClause(node) ||
      ts.isIterationStatement(node, false) ||
      (ts.isBinaryExpression(node) && node.operatorToken.kind !== ts.SyntaxKind.EqualsToken)
    );
  });
  return condition !== undefined;
}

/** Whether a function is run once, by the file that declares it, as the `main` of a script: its end ends the process. */
function runsOnce({ owner }: Acquisition): boolean {
  const name =
    owner.name?.getText() ?? (ts.isVariableDeclaration(owner.parent) ? owner.parent.name.getText() : undefined);
  const isStarted = (statement: ts.Statement): boolean => {
    if (!ts.isExpressionStatement(statement)) return false;
    let node = unwrap(statement.expression);
    for (;;) {
      if (ts.isAwaitExpression(node) || ts.isVoidExpression(node)) node = unwrap(node.expression);
      else if (ts.isCallExpression(node)) {
        const callee = unwrap(node.expression);
        if (callee === owner) return true;
        if (ts.isIdentifier(callee)) return callee.text === name;
        if (!ts.isPropertyAccessExpression(callee)) return false;
        node = unwrap(callee.expression);
      } else return false;
    }
  };
  return owner.getSourceFile().statements.some(isStarted);
}
