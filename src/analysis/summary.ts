import ts from 'typescript';

import { runsAfterFailure } from './after-failure.ts';
import { flushesBuffer } from './buffer-flush.ts';
import type { Analysis } from './analysis.ts';
import type { Callbacks } from './callback-use.ts';
import { callbacksIn } from './run-callbacks.ts';
import { asCalled } from './called-effect.ts';
import type { Callee } from './callee.ts';
import { calleeAt } from './injected-functions.ts';
import { declarationOfHandle, isReplaced } from './connection.ts';
import { consumptionOf, hostOf, settlesWithin } from './consumption.ts';
import type { Effect } from './effect.ts';
import { FixedPoint } from './fixed-point.ts';
import { isKeptByObject, keepsAnswerOf } from './kept-answer.ts';
import { runAgain } from './kept-object.ts';
import { compose } from './multiplicity.ts';
import { isBarrier, ownQueryOf } from './named-function.ts';
import { directEffect, isPossibleQuery, multiplicityIn, stepOf, unbound } from './occurrence-effects.ts';
import { type Occurrence, type Root, walk, type Walk } from './occurrences.ts';
import { conditionsOn, isSameCondition } from './parameter-condition.ts';
import type { QuerySite } from './query-site.ts';
import { joinsRacingPool } from './racing-pool.ts';
import { recogniseQuery } from './recognise.ts';
import { unawaitedIn } from './unawaited.ts';
import type { Frame, Overlap, Repetition } from './repetition.ts';
import { isBehindSemaphore } from './semaphore.ts';
import { calleeOf, contains, type FunctionWithBody, isCallLike } from './syntax.ts';

/** So many queries of a function are kept; a report names one and counts the rest. */
const effectLimit = 12;

/** The queries that a function sends. */
export type Summary = readonly Effect[];

/** What summaries are about where it is not queries. */
export interface SiteKind {
  /** What a node itself does. */
  readonly siteAt: (analysis: Analysis, occurrence: Occurrence) => QuerySite | undefined;
  /** Whether what a node does counts, itself or through calls. */
  readonly counts: (analysis: Analysis, occurrence: Occurrence) => boolean;
}

const ofAnalysis = new WeakMap<Analysis, Summaries>();

/** The summaries of a program's functions, computed on demand and kept. */
export class Summaries {
  readonly #analysis: Analysis;
  readonly #summaries = new FixedPoint<FunctionWithBody, Summary>(
    (declaration) => this.#evaluate(declaration),
    sameEffects,
    [],
  );
  readonly #callbacks = new Map<FunctionWithBody, Callbacks>();
  readonly #walks = new Map<Root, Walk>();
  readonly #walking = new Set<Root>();
  readonly #kinds = new Map<SiteKind, Summaries>();
  readonly #ofQueries: Summaries;
  readonly #kind: SiteKind | undefined;

  constructor(analysis: Analysis, kind?: SiteKind, ofQueries?: Summaries) {
    this.#analysis = analysis;
    this.#kind = kind;
    this.#ofQueries = ofQueries ?? this;
    if (!kind) ofAnalysis.set(analysis, this);
  }

  /** The summaries of the same functions about something else. */
  of(kind: SiteKind): Summaries {
    const known = this.#kinds.get(kind) ?? new Summaries(this.#analysis, kind, this);
    this.#kinds.set(kind, known);
    return known;
  }

  /** The summaries of the program that a callee's functions belong to. */
  #of(callee: Callee): Summaries {
    const other = callee?.kind === 'functions' ? callee.analysis : undefined;
    const summaries = other && ofAnalysis.get(other);
    return (this.#kind ? summaries?.of(this.#kind) : summaries) ?? this;
  }

  /** The nodes of a root that may run queries. A root that is being walked already is empty. */
  walkOf(root: Root): Walk {
    if (this.#ofQueries !== this) return this.#ofQueries.walkOf(root);
    const known = this.#walks.get(root);
    if (known) return known;
    if (this.#walking.has(root)) return { occurrences: [], deferred: [] };
    this.#walking.add(root);
    const walked = walk(this.#analysis, root, (callee) => {
      const [declaration] = callee.functions;
      return declaration && this.#of(callee).#callbacksOf(declaration);
    });
    this.#walking.delete(root);
    this.#walks.set(root, walked);
    return walked;
  }

  /** How a function runs the functions that it is given. */
  #callbacksOf(declaration: FunctionWithBody): Callbacks {
    const known = this.#callbacks.get(declaration);
    if (known) return known;
    if (this.#walking.has(declaration)) return { get: () => undefined };
    const callbacks = callbacksIn(this.#analysis, declaration, this);
    this.#callbacks.set(declaration, callbacks);
    return callbacks;
  }

  summaryOf(declaration: FunctionWithBody): Summary {
    return this.#summaries.valueOf(declaration);
  }

  #evaluate(declaration: FunctionWithBody): Summary {
    const effects = new Map<ts.Node, Effect>();
    for (const occurrence of this.walkOf(declaration).occurrences) {
      if (effects.size >= effectLimit) break;
      const found = this.effectsAt(occurrence);
      // A function that keeps results by key is a cache, as a memoised one is.
      if (found.length === 0 || keepsAnswerOf(this.#analysis, occurrence.node, declaration)) continue;
      const isFlushed = flushesBuffer(occurrence.node, declaration.body);
      for (const effect of found) {
        const opensTransaction = occurrence.frames.some((frame) => frame.kind === 'transaction');
        add(effects, {
          ...effect,
          multiplicity: isFlushed ? 'unknown' : compose(multiplicityIn(occurrence), effect.multiplicity),
          connection: this.#connectionForCaller(effect, declaration, opensTransaction),
          unawaited: effect.unawaited ?? unawaitedIn(this.#analysis, occurrence, declaration),
          isIndependent: effect.isIndependent === true || opensTransaction,
          onlyIf: [...(effect.onlyIf ?? []), ...conditionsOn(this.#analysis, occurrence.node, declaration)],
          isKeptByObject: effect.isKeptByObject === true || isKeptByObject(occurrence.node, declaration),
          afterFailure:
            effect.afterFailure === true || runsAfterFailure(this.#analysis, occurrence.node, declaration.body),
        });
      }
    }
    const kept = [...effects.values()].slice(0, effectLimit);
    return kept.length < effectLimit ? kept : kept.map((effect) => ({ ...effect, isOneOfMore: true }));
  }

  /** A connection that a function acquires itself, `const client = await pool.connect()`, is none that its callers hold. */
  #connectionForCaller(
    { query, connection, heldBy }: Effect,
    declaration: FunctionWithBody,
    opensTransaction: boolean,
  ): Effect['connection'] {
    if (connection !== 'held') return connection;
    const handle = heldBy ?? declarationOfHandle(this.#analysis, query.root, query.client);
    if (!handle || opensTransaction) return opensTransaction ? 'pool' : 'held';
    const isOwn = ts.isParameter(handle)
      ? handle.parent === declaration && isReplaced(this.#analysis, declaration, handle, query)
      : ts.isVariableDeclaration(handle) && contains(declaration.body, handle);
    return isOwn ? 'pool' : 'held';
  }

  /** How the iterations of a repetition share time, seen from a node inside it. */
  overlapOf(node: ts.Node, repetition: Repetition, frames: readonly Frame[]): Overlap {
    const inner = frames.slice(frames.indexOf(repetition) + 1);
    if (repetition.form === 'loop' && joinsRacingPool(node, repetition.slot)) return 'limited';
    const overlap = repetition.overlap ?? settlesWithin(this.#analysis, node, repetition.slot);
    const isLimited = (): boolean =>
      inner.some(({ kind }) => kind === 'limiter') || isBehindSemaphore(node, repetition.slot);
    return overlap === 'concurrent' && isLimited() ? 'limited' : overlap;
  }

  /** The queries that a node runs, directly or through calls. */
  effectsAt(occurrence: Occurrence): readonly Effect[] {
    const { node, frames, reference } = occurrence;
    const analysis = this.#analysis;
    const named = reference ? unbound(node) : isCallLike(node) ? calleeOf(node) : undefined;
    if (named && isBarrier(analysis, named)) return [];
    if (this.#kind) {
      if (!this.#kind.counts(analysis, occurrence)) return [];
      const site = this.#kind.siteAt(analysis, occurrence);
      return site ? [directEffect(analysis, site, frames)] : this.#effectsOfCallee(occurrence, []);
    }
    const own = named && ownQueryOf(analysis, named);
    if (own) return [directEffect(analysis, { ...own, node }, frames)];
    const query = !reference && isPossibleQuery(node) ? recogniseQuery(analysis, node) : undefined;
    const direct = query ? this.#sent(occurrence, [directEffect(analysis, query, frames)]) : [];
    // What a function of the user's answers with is known better from the function.
    if (query && !query.vague) return direct;
    return this.#effectsOfCallee(occurrence, direct);
  }

  #effectsOfCallee(occurrence: Occurrence, direct: readonly Effect[]): readonly Effect[] {
    const { node, root } = occurrence;
    const analysis = this.#analysis;
    const callee = calleeAt(analysis, occurrence);
    if (callee?.kind !== 'functions') return direct;
    const perFunction = callee.functions.map((declaration) => {
      const step = stepOf(declaration, node);
      return this.#of(callee)
        .summaryOf(declaration)
        .flatMap((effect) => asCalled(analysis, effect, { call: node, root, callee: declaration, step }));
    });
    // One implementation among several may keep its rows elsewhere; which one runs is not known.
    const querying = perFunction.filter((effects) => effects.length > 0);
    if (querying.length * 2 <= perFunction.length) return direct;
    return this.#sent(occurrence, runAgain(analysis, occurrence, querying.flat()));
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

/** Adds a query by its shortest way; it depends on what all ways to it depend on. */
function add(effects: Map<ts.Node, Effect>, effect: Effect): void {
  const known = effects.get(effect.query.node);
  const shorter = known && known.trace.length <= effect.trace.length ? known : effect;
  const { onlyIf = [] } = effect;
  effects.set(effect.query.node, {
    ...shorter,
    onlyIf: known ? onlyIf.filter((one) => known.onlyIf?.some((other) => isSameCondition(one, other))) : onlyIf,
    afterFailure: effect.afterFailure === true && known?.afterFailure !== false,
  });
}

function sameEffects(before: Summary, after: Summary): boolean {
  return (
    before.length === after.length &&
    before.every((effect, index) => {
      const other = after[index];
      return (
        other?.query.node === effect.query.node &&
        other.multiplicity === effect.multiplicity &&
        other.deferred === effect.deferred &&
        other.afterFailure === effect.afterFailure
      );
    })
  );
}
