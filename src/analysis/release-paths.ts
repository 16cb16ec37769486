import ts from 'typescript';

import type { Analysis } from './analysis.ts';
import { isReceiver, type Lifetime, type LifetimeEvent } from './lifetime.ts';
import { Exits, type Flow, flowOf, type LifetimeState, mapStates, mixed, noFlow, union } from './path-flow.ts';
import { truthOf } from './path-condition.ts';
import { accessOf, unwrap } from './syntax.ts';

/** Rounds over a loop's body; each state is added in one. */
const roundLimit = 6;

/** A call that gives something back in a state in which it must not be given back. */
export interface ReleaseFault {
  readonly kind: 'openTransaction' | 'released';
  readonly release: ts.Node;
  /** What threw before, if that is the path. */
  readonly cause?: ts.Node | undefined;
}

/** The paths of a function, by what becomes of something that it acquires. */
export interface Paths {
  readonly exits: Exits;
  /** The states at the end of the body. */
  readonly end: Flow;
  readonly faults: readonly ReleaseFault[];
  /** Whether it is acquired again while it is still held. */
  readonly isReacquired: boolean;
  /** The states in which each waiting expression and call is reached. */
  readonly reached: ReadonlyMap<ts.Node, ReadonlySet<LifetimeState>>;
}

/** Follows something acquired along all paths of the function that acquires it. */
export function pathsOf(analysis: Analysis, lifetime: Lifetime): Paths {
  const faults = new Map<ts.Node, ReleaseFault>();
  const reached = new Map<ts.Node, Set<LifetimeState>>();
  const { acquisition } = lifetime;
  let isReacquired = false;

  const note = (node: ts.Node, flow: Flow): void => {
    const states = reached.get(node) ?? new Set<LifetimeState>();
    for (const state of flow.keys()) states.add(state);
    reached.set(node, states);
  };

  const runAll = (nodes: readonly ts.Node[], flow: Flow, exits: Exits): Flow =>
    nodes.reduce<Flow>((current, node) => run(node, current, exits), flow);

  /** Runs each branch from each state by itself, so that what the branches make of one state is compared. */
  const branch = (
    flow: Flow,
    condition: ts.Expression | undefined,
    onTrue: (flow: Flow) => Flow,
    onFalse: (flow: Flow) => Flow,
  ): Flow => {
    const results = [...flow].map(([state, cause]) => {
      const one = flowOf(state, cause);
      const truth = condition && truthOf(lifetime, condition, state);
      if (truth === undefined) return mixed(onTrue(one), onFalse(one));
      return truth ? onTrue(one) : onFalse(one);
    });
    return union(...results);
  };

  const runFunction = (node: ts.Node, flow: Flow): Flow =>
    lifetime.mentions(node) && lifetime.isReleasedIn(node)
      ? mapStates(flow, (state) => (state === 'none' ? 'none' : 'unknown'))
      : flow;

  const run = (node: ts.Node, flow: Flow, exits: Exits): Flow => {
    if (flow.size === 0) return flow;
    if (ts.isTypeNode(node)) return flow;
    if (ts.isFunctionLike(node) || ts.isClassLike(node)) return runFunction(node, flow);
    if (ts.isBlock(node)) return runAll(node.statements, flow, exits);
    if (ts.isIfStatement(node)) {
      const tested = run(node.expression, flow, exits);
      return branch(
        tested,
        node.expression,
        (one) => run(node.thenStatement, one, exits),
        (one) => (node.elseStatement ? run(node.elseStatement, one, exits) : one),
      );
    }
    if (ts.isConditionalExpression(node)) {
      return branch(
        run(node.condition, flow, exits),
        node.condition,
        (one) => run(node.whenTrue, one, exits),
        (one) => run(node.whenFalse, one, exits),
      );
    }
    if (ts.isBinaryExpression(node) && isShortCircuit(node.operatorToken.kind)) {
      const isAnd = node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken;
      const right = (one: Flow): Flow => run(node.right, one, exits);
      const stay = (one: Flow): Flow => one;
      return branch(run(node.left, flow, exits), node.left, isAnd ? right : stay, isAnd ? stay : right);
    }
    if (ts.isTryStatement(node)) return runTry(node, flow, exits);
    if (ts.isIterationStatement(node, false)) return runLoop(node, flow, exits);
    if (ts.isSwitchStatement(node)) return runSwitch(node, flow, exits);
    if (ts.isLabeledStatement(node)) {
      const after = run(node.statement, flow, exits);
      return union(after, exits.take(`break ${node.label.text}`, `continue ${node.label.text}`));
    }
    if (ts.isReturnStatement(node)) {
      exits.returnAt(node.expression ? run(node.expression, flow, exits) : flow, node);
      return noFlow;
    }
    if (ts.isThrowStatement(node)) {
      exits.throwAt(run(node.expression, flow, exits), node);
      return noFlow;
    }
    if (ts.isBreakStatement(node) || ts.isContinueStatement(node)) {
      const kind = ts.isBreakStatement(node) ? 'break' : 'continue';
      exits.jump(node.label ? `${kind} ${node.label.text}` : kind, flow);
      return noFlow;
    }
    return runExpression(node, flow, exits);
  };

  const runExpression = (node: ts.Node, flow: Flow, exits: Exits): Flow => {
    if (lifetime.isMention(node)) return isKept(node, lifetime) ? mapStates(flow, kept) : flow;
    const children: ts.Node[] = [];
    ts.forEachChild(node, (child) => {
      children.push(child);
    });
    let after = runAll(children, flow, exits);
    const isWait = ts.isAwaitExpression(node) || ts.isYieldExpression(node);
    if (isWait || ts.isCallExpression(node)) note(node, after);
    if (isWait && mayThrow(node, lifetime)) exits.throwAt(after, node);
    if (ts.isCallExpression(node) || ts.isNewExpression(node) || ts.isTaggedTemplateExpression(node)) {
      if (isExit(node)) return noFlow;
      const event = lifetime.eventOf(node);
      if (event) after = mapStates(after, (state, cause) => afterEvent(event, state, node, cause));
    }
    if (node === acquisition.value) {
      if (after.has('held') || after.has('inTransaction')) isReacquired = true;
      return after.size > 0 ? flowOf('held') : noFlow;
    }
    return after;
  };

  const afterEvent = (
    event: LifetimeEvent,
    state: LifetimeState,
    node: ts.Node,
    cause: ts.Node | undefined,
  ): LifetimeState => {
    if (state === 'none' || state === 'unknown') return state;
    const { fact } = acquisition;
    switch (event) {
      case 'releases':
        if (state === 'inTransaction' && fact.gives === 'connection' && !fact.rollsBack)
          faults.set(node, { kind: 'openTransaction', release: node, cause });
        if (state === 'released' && fact.throwsTwice && !faults.has(node))
          faults.set(node, { kind: 'released', release: node, cause });
        return 'released';
      case 'endsAndReleases':
      case 'destroys':
        return 'released';
      case 'begins':
        return state === 'held' ? 'inTransaction' : state;
      case 'ends':
        return state === 'inTransaction' ? 'held' : state;
      case 'passes':
        return state === 'released' ? 'released' : 'unknown';
      case 'uses':
        return state;
    }
  };

  const runTry = (node: ts.TryStatement, flow: Flow, exits: Exits): Flow => {
    const inside = new Exits();
    let after = run(node.tryBlock, flow, inside);
    if (node.catchClause) {
      const caught = inside.thrown;
      inside.thrown = noFlow;
      after = union(after, run(node.catchClause.block, caught, inside));
    }
    const { finallyBlock } = node;
    const through = (one: Flow): Flow => (finallyBlock ? run(finallyBlock, one, exits) : one);
    inside.passTo(exits, through);
    return through(after);
  };

  const runLoop = (node: ts.IterationStatement, flow: Flow, exits: Exits): Flow => {
    const first = ts.isForStatement(node) && node.initializer ? run(node.initializer, flow, exits) : flow;
    const source = ts.isForOfStatement(node) || ts.isForInStatement(node) ? run(node.expression, first, exits) : first;
    const condition =
      ts.isWhileStatement(node) || ts.isDoStatement(node)
        ? node.expression
        : ts.isForStatement(node)
          ? node.condition
          : undefined;
    const isEndless =
      condition?.kind === ts.SyntaxKind.TrueKeyword || (ts.isForStatement(node) && condition === undefined);
    const waits = ts.isForOfStatement(node) && node.awaitModifier !== undefined;
    const label = ts.isLabeledStatement(node.parent) ? node.parent.label.text : '';
    let head = source;
    let after: Flow = noFlow;
    for (let round = 0; round < roundLimit; round += 1) {
      if (waits) exits.throwAt(head, node);
      const isFirstOfDo = ts.isDoStatement(node) && round === 0;
      const tested = condition && !isFirstOfDo ? run(condition, head, exits) : head;
      if (!isEndless && !isFirstOfDo) after = union(after, tested);
      let end = run(node.statement, tested, exits);
      end = union(end, exits.take('continue', `continue ${label}`));
      if (ts.isForStatement(node) && node.incrementor) end = run(node.incrementor, end, exits);
      after = union(after, exits.take('break', `break ${label}`));
      const next = union(head, end);
      if (next.size === head.size && !isFirstOfDo) break;
      head = isFirstOfDo ? end : next;
    }
    return after;
  };

  const runSwitch = (node: ts.SwitchStatement, flow: Flow, exits: Exits): Flow => {
    const start = run(node.expression, flow, exits);
    let current: Flow = noFlow;
    const ends: Flow[] = [];
    for (const clause of node.caseBlock.clauses) {
      current = runAll(clause.statements, union(start, current), exits);
      ends.push(exits.take('break'));
    }
    const isExhaustive = node.caseBlock.clauses.some(ts.isDefaultClause);
    return mixed(...ends, current, isExhaustive ? noFlow : start);
  };

  const exits = new Exits();
  const { body } = acquisition.owner;
  const end = run(body, flowOf('none'), exits);
  return { exits, end, faults: [...faults.values()], isReacquired, reached };
}

function kept(state: LifetimeState): LifetimeState {
  return state === 'held' || state === 'inTransaction' ? 'unknown' : state;
}

/** Whether waiting may fail while the thing is held: opening a transaction fails with a broken connection only. */
function mayThrow(node: ts.AwaitExpression | ts.YieldExpression, lifetime: Lifetime): boolean {
  if (node === lifetime.acquisition.value) return true;
  const awaited = node.expression && unwrap(node.expression);
  if (!awaited || !(ts.isCallExpression(awaited) || ts.isTaggedTemplateExpression(awaited))) return true;
  const event = lifetime.eventOf(awaited);
  if (event !== undefined && event !== 'uses' && event !== 'passes') return false;
  const access = ts.isCallExpression(awaited) ? accessOf(unwrap(awaited.expression)) : undefined;
  return !(access && lifetime.isMention(access.object) && access.name === 'connect');
}

/** `process.exit()` */
function isExit(node: ts.Node): boolean {
  if (!ts.isCallExpression(node)) return false;
  return /^process\??\.(exit|abort)$/.test(node.expression.getText());
}

/** Whether a mention hands the thing on: it is returned, stored, or given another name. */
function isKept(node: ts.Node, lifetime: Lifetime): boolean {
  if (isReceiver(node)) return false;
  let value = node;
  for (;;) {
    const { parent } = value;
    // What a call is given is judged by the call.
    if (ts.isCallExpression(parent) || ts.isNewExpression(parent) || ts.isTaggedTemplateExpression(parent))
      return false;
    const isPart =
      ts.isObjectLiteralExpression(parent) ||
      ts.isArrayLiteralExpression(parent) ||
      ts.isPropertyAssignment(parent) ||
      ts.isShorthandPropertyAssignment(parent) ||
      ts.isSpreadElement(parent) ||
      ts.isSpreadAssignment(parent) ||
      ts.isParenthesizedExpression(parent) ||
      ts.isAsExpression(parent) ||
      ts.isNonNullExpression(parent);
    if (!isPart) break;
    value = parent;
  }
  const { parent } = value;
  if (ts.isReturnStatement(parent) || ts.isYieldExpression(parent) || ts.isArrowFunction(parent)) return true;
  if (ts.isVariableDeclaration(parent)) {
    if (parent.initializer !== value) return false;
    const { releasedBy } = lifetime.acquisition.fact;
    return (
      !ts.isObjectBindingPattern(parent.name) ||
      parent.name.elements.some((element) => releasedBy.includes((element.propertyName ?? element.name).getText()))
    );
  }
  return (
    ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken && parent.right === value
  );
}

function isShortCircuit(kind: ts.SyntaxKind): boolean {
  return (
    kind === ts.SyntaxKind.AmpersandAmpersandToken ||
    kind === ts.SyntaxKind.BarBarToken ||
    kind === ts.SyntaxKind.QuestionQuestionToken
  );
}
