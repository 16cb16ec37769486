import type ts from 'typescript';

/** What becomes of something acquired, along one path. */
export type LifetimeState =
  /** It is not acquired yet. */
  | 'none'
  | 'held'
  /** It is held, and a transaction is open on it. */
  | 'inTransaction'
  | 'released'
  /** It was passed on, or whether it was given back depends on what the analysis cannot tell. */
  | 'unknown';

/** The states in which paths reach a place, each with the statement that left the usual way last, if one did. */
export type Flow = ReadonlyMap<LifetimeState, ts.Node | undefined>;

export const noFlow: Flow = new Map();

export function flowOf(state: LifetimeState, cause?: ts.Node): Flow {
  return new Map([[state, cause]]);
}

export function union(...flows: readonly Flow[]): Flow {
  const all = new Map<LifetimeState, ts.Node | undefined>();
  for (const flow of flows) for (const [state, cause] of flow) if (!all.has(state)) all.set(state, cause);
  return all;
}

/** The flow behind branches that start alike: what only one of them gives back is not known to be held. */
export function mixed(...branches: readonly Flow[]): Flow {
  const all = union(...branches);
  const isHeld = all.has('held') || all.has('inTransaction');
  if (isHeld && (all.has('released') || all.has('unknown'))) {
    return union(flowOf('unknown'), all.has('none') ? flowOf('none') : noFlow);
  }
  if (!all.has('held') || !all.has('inTransaction')) return all;
  return new Map([...all].filter(([state]) => state !== 'inTransaction'));
}

export function mapStates(flow: Flow, next: (state: LifetimeState, cause: ts.Node | undefined) => LifetimeState): Flow {
  const all = new Map<LifetimeState, ts.Node | undefined>();
  for (const [state, cause] of flow) {
    const after = next(state, cause);
    if (!all.has(after)) all.set(after, cause);
  }
  return all;
}

/** The flows that leave a statement other than by its end. */
export class Exits {
  thrown: Flow = noFlow;
  returned: Flow = noFlow;
  /** By `break` or `continue`, and the label if there is one. */
  readonly jumps = new Map<string, Flow>();

  throwAt(flow: Flow, cause: ts.Node): void {
    this.thrown = union(this.thrown, new Map([...flow].map(([state]) => [state, cause])));
  }

  returnAt(flow: Flow, cause: ts.Node): void {
    this.returned = union(this.returned, new Map([...flow].map(([state]) => [state, cause])));
  }

  jump(key: string, flow: Flow): void {
    this.jumps.set(key, union(this.jumps.get(key) ?? noFlow, flow));
  }

  /** Takes the flows of one kind of jump out, as the loop does that it leads to. */
  take(...keys: readonly string[]): Flow {
    const flows = keys.map((key) => this.jumps.get(key) ?? noFlow);
    for (const key of keys) this.jumps.delete(key);
    return union(...flows);
  }

  /** Passes all flows on, each through a `finally` block. */
  passTo(outer: Exits, through: (flow: Flow) => Flow): void {
    if (this.thrown.size > 0) outer.thrown = union(outer.thrown, through(this.thrown));
    if (this.returned.size > 0) outer.returned = union(outer.returned, through(this.returned));
    for (const [key, flow] of this.jumps) outer.jump(key, through(flow));
  }
}
