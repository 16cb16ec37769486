/** Keys that need one another deeper than this are not followed. */
const depthLimit = 80;
/** Rounds over a cycle of keys. */
const roundLimit = 6;

/** A key whose value is being computed. */
interface Visit {
  readonly depth: number;
  /** The depth of the first key of its cycle. */
  lowest: number;
  reentered: boolean;
  /** Whether something below it was too deep to be followed. */
  truncated: boolean;
}

interface Provisional<Value> extends Pick<Visit, 'lowest' | 'truncated'> {
  readonly value: Value;
  readonly round: number;
}

/**
 * Values that need the values of other keys, and so may need themselves: computed on demand and kept. The keys of a cycle
 * are computed round after round, beginning with `nothing`, until none of their values changes, and are settled together.
 */
export class FixedPoint<Key, Value> {
  readonly #compute: (key: Key) => Value;
  readonly #isSame: (before: Value, after: Value) => boolean;
  readonly #nothing: Value;
  readonly #settled = new Map<Key, Value>();
  readonly #provisional = new Map<Key, Provisional<Value>>();
  readonly #open = new Map<Key, Visit>();
  /** Keys of cycles that are not settled yet, in the order in which they were left. */
  readonly #members: Key[] = [];
  /** Counts the provisional values that have changed. */
  #changes = 0;
  #round = 0;

  /** `compute` asks this for the values of other keys. */
  constructor(compute: (key: Key) => Value, isSame: (before: Value, after: Value) => boolean, nothing: Value) {
    this.#compute = compute;
    this.#isSame = isSame;
    this.#nothing = nothing;
  }

  valueOf(key: Key): Value {
    const settled = this.#settled.get(key);
    if (settled !== undefined) return settled;
    const known = this.#provisional.get(key);
    const open = this.#open.get(key);
    if (open) {
      open.reentered = true;
      this.#joinCycle(open.depth);
      return known?.value ?? this.#nothing;
    }
    if (known?.round === this.#round && this.#open.size > 0) {
      if (known.truncated) this.#truncate();
      else this.#joinCycle(known.lowest);
      return known.value;
    }
    if (this.#open.size >= depthLimit) {
      this.#truncate();
      return this.#nothing;
    }
    return this.#visit(key);
  }

  /** What is open now knows less than it would if it were asked for itself. */
  #truncate(): void {
    for (const visit of this.#open.values()) visit.truncated = true;
  }

  /** All keys that are open above a depth are in one cycle with the key at that depth. */
  #joinCycle(lowest: number): void {
    for (const visit of this.#open.values()) if (visit.depth > lowest) visit.lowest = Math.min(visit.lowest, lowest);
  }

  #visit(key: Key): Value {
    const depth = this.#open.size;
    if (depth === 0) this.#round += 1;
    const visit: Visit = { depth, lowest: depth, reentered: false, truncated: false };
    const firstMember = this.#members.length;
    this.#open.set(key, visit);
    let changes = this.#changes;
    let value = this.#compute(key);
    for (let round = 0; visit.reentered && visit.lowest >= depth && round < roundLimit; round += 1) {
      if (!this.#isChanged(key, value) && this.#changes === changes) break;
      changes = this.#changes;
      this.#round += 1;
      this.#keep(key, value, visit);
      value = this.#compute(key);
    }
    this.#open.delete(key);
    if (visit.lowest < depth || (visit.truncated && depth > 0)) {
      if (this.#isChanged(key, value)) this.#changes += 1;
      this.#keep(key, value, visit);
      if (visit.lowest < depth) this.#members.push(key);
      return value;
    }
    this.#settled.set(key, value);
    this.#provisional.delete(key);
    for (const member of this.#members.splice(firstMember)) this.#settleMember(member, visit);
    return value;
  }

  #isChanged(key: Key, value: Value): boolean {
    return !this.#isSame(this.#provisional.get(key)?.value ?? this.#nothing, value);
  }

  #keep(key: Key, value: Value, { lowest, truncated }: Visit): void {
    this.#provisional.set(key, { value, round: this.#round, lowest, truncated });
  }

  #settleMember(member: Key, { truncated }: Visit): void {
    const known = this.#provisional.get(member);
    if (known && !truncated) this.#settled.set(member, known.value);
    this.#provisional.delete(member);
  }
}
