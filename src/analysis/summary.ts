import ts from 'typescript';

import type { Analysis } from './analysis.ts';
import { calleeOfCall, calleeOfReference, functionName } from './callee.ts';
import { declarationOfHandle } from './connection.ts';
import { consumptionOf, hostOf, settlesWithin } from './consumption.ts';
import type { CallbackUse, Effect, Step } from './effect.ts';
import { isMemoised } from './memo-guard.ts';
import { compose, type Multiplicity } from './multiplicity.ts';
import { isBarrier, ownQueryOf } from './named-function.ts';
import { type Occurrence, type Root, walk, type Walk } from './occurrences.ts';
import type { QuerySite } from './query-site.ts';
import { recogniseQuery } from './recognise.ts';
import type { Frame, Overlap, Repetition } from './repetition.ts';
import { accessOf, calleeOf, contains, type FunctionWithBody, isCallLike, unwrap } from './syntax.ts';

/** So many queries of a function are kept; a report names one and counts the rest. */
const effectLimit = 12;
/** Calls deeper than this are not followed. */
const depthLimit = 80;
/** Rounds over a cycle of functions; each adds a call to the paths, and existence is settled after two. */
const roundLimit = 6;

/** The queries that a function sends. */
export type Summary = readonly Effect[];

interface Visit {
  readonly depth: number;
  lowest: number;
  reentered: boolean;
}

/** The summaries of a program's functions, computed on demand and kept. */
export class Summaries {
  readonly #analysis: Analysis;
  readonly #final = new Map<FunctionWithBody, Summary>();
  /** What is known so far of functions that call one another. */
  readonly #provisional = new Map<FunctionWithBody, { summary: Summary; round: number }>();
  readonly #open = new Map<FunctionWithBody, Visit>();
  readonly #callbacks = new Map<FunctionWithBody, ReadonlyMap<number, CallbackUse>>();
  readonly #walks = new Map<Root, Walk>();
  readonly #walking = new Set<Root>();
  #round = 0;

  constructor(analysis: Analysis) {
    this.#analysis = analysis;
  }

  /** The nodes of a root that may run queries. A root that is being walked already is empty. */
  walkOf(root: Root): Walk {
    const known = this.#walks.get(root);
    if (known) return known;
    if (this.#walking.has(root)) return { occurrences: [], deferred: [] };
    this.#walking.add(root);
    const walked = walk(this.#analysis, root, (declaration) => this.#callbacksOf(declaration));
    this.#walking.delete(root);
    this.#walks.set(root, walked);
    return walked;
  }

  /** How a function runs the functions that it is given, by their positions. */
  #callbacksOf(declaration: FunctionWithBody): ReadonlyMap<number, CallbackUse> {
    const known = this.#callbacks.get(declaration);
    if (known) return known;
    const callbacks = new Map<number, CallbackUse>();
    if (this.#walking.has(declaration)) return callbacks;
    for (const occurrence of this.walkOf(declaration).occurrences) {
      const position = this.#parameterCalledAt(occurrence, declaration);
      if (position !== undefined) addCallback(callbacks, position, this.#callbackUse(occurrence, declaration));
    }
    this.#callbacks.set(declaration, callbacks);
    return callbacks;
  }

  summaryOf(declaration: FunctionWithBody): Summary {
    const final = this.#final.get(declaration);
    if (final) return final;
    const known = this.#provisional.get(declaration);
    const open = this.#open.get(declaration);
    if (open) {
      open.reentered = true;
      for (const visit of this.#open.values())
        if (visit.depth > open.depth) visit.lowest = Math.min(visit.lowest, open.depth);
      return known?.summary ?? [];
    }
    if (known?.round === this.#round && this.#open.size > 0) {
      for (const visit of this.#open.values()) visit.lowest = Math.min(visit.lowest, 0);
      return known.summary;
    }
    if (this.#open.size >= depthLimit) return [];
    return this.#settle(declaration);
  }

  /** A fixed point over the functions that call one another. */
  #settle(declaration: FunctionWithBody): Summary {
    const depth = this.#open.size;
    if (depth === 0) this.#round += 1;
    const visit: Visit = { depth, lowest: depth, reentered: false };
    this.#open.set(declaration, visit);
    let summary = this.#evaluate(declaration);
    for (let round = 0; visit.reentered && visit.lowest >= depth && round < roundLimit; round += 1) {
      const before = this.#provisional.get(declaration)?.summary ?? [];
      if (sameEffects(before, summary)) break;
      this.#round += 1;
      this.#provisional.set(declaration, { summary, round: this.#round });
      summary = this.#evaluate(declaration);
    }
    this.#open.delete(declaration);
    if (visit.lowest < depth) {
      this.#provisional.set(declaration, { summary, round: this.#round });
      return summary;
    }
    this.#final.set(declaration, summary);
    this.#provisional.delete(declaration);
    return summary;
  }

  #evaluate(declaration: FunctionWithBody): Summary {
    const effects = new Map<ts.Node, Effect>();
    for (const occurrence of this.walkOf(declaration).occurrences) {
      if (effects.size >= effectLimit) break;
      const found = this.effectsAt(occurrence);
      // A function that keeps results by key is a cache, as a memoised one is.
      if (found.length > 0 && isMemoised(occurrence.node, { slot: declaration.body })) continue;
      for (const effect of found) {
        const known = effects.get(effect.query.node);
        if (known && known.trace.length <= effect.trace.length) continue;
        const opensTransaction = occurrence.frames.some((frame) => frame.kind === 'transaction');
        effects.set(effect.query.node, {
          ...effect,
          multiplicity: compose(multiplicityIn(occurrence), effect.multiplicity),
          connection: this.#connectionForCaller(effect, declaration, opensTransaction),
        });
      }
    }
    return [...effects.values()].slice(0, effectLimit);
  }

  /** A connection that a function acquires itself, `const client = await pool.connect()`, is none that its callers hold. */
  #connectionForCaller(
    { query, connection }: Effect,
    declaration: FunctionWithBody,
    opensTransaction: boolean,
  ): Effect['connection'] {
    if (connection !== 'held') return connection;
    const handle = declarationOfHandle(this.#analysis, query.root, query.client);
    const isOwn = handle !== undefined && ts.isVariableDeclaration(handle) && contains(declaration.body, handle);
    return opensTransaction || isOwn ? 'pool' : 'held';
  }

  /** The position of the function's own parameter that is called here. */
  #parameterCalledAt({ node, reference }: Occurrence, declaration: FunctionWithBody): number | undefined {
    const isCall = isCallLike(node);
    if (!reference && !isCall) return undefined;
    const callee = reference ? calleeOfReference(this.#analysis, node) : calleeOfCallee(this.#analysis, node);
    if (callee?.kind !== 'parameter') return undefined;
    const position = declaration.parameters.indexOf(callee.parameter);
    return position === -1 ? undefined : position;
  }

  #callbackUse(occurrence: Occurrence, declaration: FunctionWithBody): CallbackUse {
    const { node, frames } = occurrence;
    const repetition = frames.findLast(
      (frame): frame is Repetition => frame.kind === 'repetition' && frame.multiplicity === 'perElement',
    );
    const source =
      repetition?.source &&
      declaration.parameters.findIndex((parameter) => parameter.name.getText() === repetition.source?.getText());
    return {
      multiplicity: multiplicityIn(occurrence),
      overlap: repetition ? this.overlapOf(node, repetition, frames) : 'sequential',
      inTransaction: frames.some(({ kind }) => kind === 'transaction'),
      ...(source !== undefined && source >= 0 ? { source, counts: repetition?.each !== undefined } : {}),
    };
  }

  /** How the iterations of a repetition share time, seen from a node inside it. */
  overlapOf(node: ts.Node, repetition: Repetition, frames: readonly Frame[]): Overlap {
    const inner = frames.slice(frames.indexOf(repetition) + 1);
    const overlap = repetition.overlap ?? settlesWithin(this.#analysis, node, repetition.slot);
    return overlap === 'concurrent' && inner.some(({ kind }) => kind === 'limiter') ? 'limited' : overlap;
  }

  /** The queries that a node runs, directly or through calls. */
  effectsAt(occurrence: Occurrence): readonly Effect[] {
    const { node, frames, reference } = occurrence;
    const analysis = this.#analysis;
    const named = reference ? unbound(node) : isCallLike(node) ? calleeOf(node) : undefined;
    if (named && isBarrier(analysis, named)) return [];
    const own = named && ownQueryOf(analysis, named);
    if (own) return [directEffect(analysis, { ...own, node }, frames)];
    const query = !reference && isPossibleQuery(node) ? recogniseQuery(analysis, node) : undefined;
    const direct = query ? this.#sent(occurrence, [directEffect(analysis, query, frames)]) : [];
    // What a function of the user's answers with is known better from the function.
    if (query && !query.vague) return direct;
    const callee = reference
      ? calleeOfReference(analysis, node)
      : isCallLike(node)
        ? calleeOfCall(analysis, node)
        : undefined;
    if (callee?.kind !== 'functions') return direct;
    const perFunction = callee.functions.map((declaration) => {
      const step = stepOf(declaration, node);
      return this.summaryOf(declaration).map((effect) => ({ ...effect, trace: [step, ...effect.trace] }));
    });
    if (perFunction.some((effects) => effects.length === 0)) return direct;
    return this.#sent(occurrence, perFunction.flat());
  }

  /** Of the queries that a node gives as lazy values, those that are sent, or that are passed on to the caller. */
  #sent({ node, reference }: Occurrence, effects: readonly Effect[]): readonly Effect[] {
    if (!effects.some((effect) => effect.deferred)) return effects;
    const value = reference ? (hostOf(node) ?? node) : node;
    const { how, started } = consumptionOf(this.#analysis, value);
    if (started) return effects.map((effect) => ({ ...effect, deferred: false }));
    return effects.filter((effect) => !effect.deferred || how === 'returned');
  }
}

/** How often a node runs, relative to one run of its function. */
function multiplicityIn({ frames }: Occurrence): Multiplicity {
  return frames.reduce<Multiplicity>(
    (outer, frame) => (frame.kind === 'repetition' ? compose(outer, frame.multiplicity) : outer),
    'once',
  );
}

/** `load` in `load.bind(this)`. */
function unbound(reference: ts.Expression): ts.Expression {
  if (!ts.isCallExpression(reference)) return reference;
  const access = accessOf(unwrap(reference.expression));
  return access?.name === 'bind' ? access.object : reference;
}

function isPossibleQuery(
  node: ts.Node,
): node is ts.CallExpression | ts.TaggedTemplateExpression | ts.Identifier | ts.PropertyAccessExpression {
  return (
    ts.isCallExpression(node) ||
    ts.isTaggedTemplateExpression(node) ||
    ts.isIdentifier(node) ||
    ts.isPropertyAccessExpression(node)
  );
}

function calleeOfCallee(analysis: Analysis, node: ts.Node): ReturnType<typeof calleeOfReference> {
  return ts.isCallExpression(node) ? calleeOfReference(analysis, node.expression) : undefined;
}

function directEffect(analysis: Analysis, query: QuerySite, frames: readonly Frame[]): Effect {
  const root = declarationOfHandle(analysis, query.root, query.client);
  const isHeld = root !== undefined && frames.some((frame) => frame.kind === 'transaction' && frame.handle === root);
  return {
    query,
    multiplicity: 'once',
    trace: [],
    deferred: query.lazy,
    connection: isHeld && query.connection === 'pool' ? 'held' : query.connection,
  };
}

function stepOf(declaration: FunctionWithBody, call: ts.Node): Step {
  const file = declaration.getSourceFile();
  const named = declaration.name ?? declaration;
  return {
    name: functionName(declaration, call),
    fileName: file.fileName,
    line: file.getLineAndCharacterOfPosition(named.getStart(file)).line + 1,
  };
}

function addCallback(callbacks: Map<number, CallbackUse>, position: number, use: CallbackUse): void {
  const known = callbacks.get(position)?.multiplicity;
  if (known === undefined || compose(known, use.multiplicity) !== known) callbacks.set(position, use);
}

function sameEffects(before: Summary, after: Summary): boolean {
  return (
    before.length === after.length &&
    before.every((effect, index) => {
      const other = after[index];
      return (
        other?.query.node === effect.query.node &&
        other.multiplicity === effect.multiplicity &&
        other.deferred === effect.deferred
      );
    })
  );
}
