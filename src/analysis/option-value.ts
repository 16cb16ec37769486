import type ts from 'typescript';

/** What is known of a value in the user's code. */
export type OptionValue =
  /** Nothing: it may be missing as well. */
  | { readonly kind: 'unknown' }
  /** It is set, to what is not known, or to what is known to be built: `new PrismaPg()`. */
  | { readonly kind: 'given'; readonly built?: ts.NewExpression }
  /** A variable of the environment, which may be missing. */
  | { readonly kind: 'environment' }
  | { readonly kind: 'constant'; readonly value: string | number | boolean | null | undefined }
  /** A text with holes, the holes `undefined`; or a URL object, with what has been set on it. */
  | { readonly kind: 'text'; readonly pieces: readonly (string | undefined)[]; readonly set?: Entries }
  /** An object; an open one may have other entries too. */
  | { readonly kind: 'object'; readonly entries: Entries; readonly open: boolean };

/** A value with the place that states it. */
export interface Entry {
  readonly value: OptionValue;
  readonly node: ts.Node;
}

export type Entries = ReadonlyMap<string, Entry>;

export const unknown: OptionValue = { kind: 'unknown' };
export const given: OptionValue = { kind: 'given' };
export const nothing: OptionValue = { kind: 'constant', value: undefined };

export function constant(value: string | number | boolean | null | undefined): OptionValue {
  return { kind: 'constant', value };
}

/** What is known of one option: that it is missing, nothing, or its value and where that stands. */
export type Stated = 'missing' | 'unknown' | Entry;

/** The option at a path of an object: `pool.acquire`. */
export function optionAt(options: OptionValue, path: string): Stated {
  let at: OptionValue = options;
  let entry: Entry | undefined;
  for (const name of path.split('.')) {
    // A text, such as a URL in the place of options, has none.
    if (isMissing(at) || isText(at)) return 'missing';
    if (at.kind !== 'object') return 'unknown';
    entry = at.entries.get(name);
    if (!entry) return at.open ? 'unknown' : 'missing';
    at = entry.value;
  }
  if (isMissing(at)) return 'missing';
  return entry && !mayBeMissing(at) ? entry : 'unknown';
}

/** Whether a value is a text, as far as it is known. */
export function isText(value: OptionValue): boolean {
  return (
    value.kind === 'text' ||
    value.kind === 'environment' ||
    (value.kind === 'constant' && typeof value.value === 'string')
  );
}

/** Whether a value is the same as none. */
export function isMissing(value: OptionValue): boolean {
  return value.kind === 'constant' && value.value === undefined;
}

/** Whether a value may be the same as none. */
export function mayBeMissing(value: OptionValue): boolean {
  return value.kind === 'unknown' || value.kind === 'environment' || isMissing(value);
}

/** What one of two values is; which of them is not known. */
export function eitherOf(first: OptionValue, second: OptionValue): OptionValue {
  if (first.kind === 'constant' && second.kind === 'constant' && first.value === second.value) return first;
  if (first.kind === 'object' && second.kind === 'object') {
    const entries = new Map<string, Entry>();
    for (const [name, entry] of [...first.entries, ...second.entries]) {
      const other = first.entries.get(name) === entry ? second.entries.get(name) : first.entries.get(name);
      entries.set(name, { node: entry.node, value: other ? eitherOf(entry.value, other.value) : unknown });
    }
    return { kind: 'object', entries, open: first.open || second.open };
  }
  return mayBeMissing(first) || mayBeMissing(second) ? unknown : given;
}

/** One object over another, as a spread puts it: `{ ...below, ...above }`. */
export function spreadOver(below: Extract<OptionValue, { kind: 'object' }>, above: OptionValue): typeof below {
  // Nothing, `false` and the like spread to nothing.
  if (above.kind === 'constant') return below;
  if (above.kind !== 'object') return { kind: 'object', entries: maybeReplaced(below.entries), open: true };
  const under = above.open ? maybeReplaced(below.entries) : below.entries;
  const entries = new Map(under);
  for (const [name, entry] of above.entries) {
    const known = below.entries.get(name);
    // What may be missing above leaves what is below, or replaces it by nothing.
    entries.set(name, entry.value.kind === 'unknown' && known ? { node: entry.node, value: unknown } : entry);
  }
  return { kind: 'object', entries, open: below.open || above.open };
}

/** What is set stays set, if to something else. */
function maybeReplaced(entries: Entries): Entries {
  return new Map(
    [...entries].map(([name, { node, value }]) => [name, { node, value: mayBeMissing(value) ? unknown : given }]),
  );
}
