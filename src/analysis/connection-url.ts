import type ts from 'typescript';

import type { Entry, OptionValue, Stated } from './option-value.ts';

/** The part of a connection string that the code shows. */
export interface ConnectionUrl {
  readonly scheme: string | undefined;
  /** Parameters by name. */
  readonly parameters: ReadonlyMap<string, Entry>;
  /** Whether it may have other parameters too. */
  readonly open: boolean;
}

/** A URL of which nothing is known. */
export const openUrl: ConnectionUrl = { scheme: undefined, parameters: new Map(), open: true };

/** Reads a value as a URL. */
export function readUrl(value: OptionValue, node: ts.Node): ConnectionUrl {
  const pieces =
    value.kind === 'text'
      ? value.pieces
      : value.kind === 'constant' && typeof value.value === 'string'
        ? [value.value]
        : undefined;
  if (!pieces) return openUrl;
  const [first] = pieces;
  const parameters = new Map<string, Entry>();
  const at = pieces.findIndex((piece) => piece?.includes('?'));
  const query = at === -1 ? [] : [pieces[at]?.slice(pieces[at].indexOf('?') + 1), ...pieces.slice(at + 1)];
  let isOpen = first === undefined || first === '';
  // A hole may be a value, `?connection_limit=${limit}`, or anything where no `=` stands before it.
  for (const text of joinHoles(query).split('&')) {
    if (text === '') continue;
    const [name = '', ...rest] = text.split('=');
    if (name.includes(hole) || rest.length === 0) isOpen ||= name.includes(hole);
    else parameters.set(decode(name), { node, value: valueOf(rest.join('=')) });
  }
  for (const [name, entry] of (value.kind === 'text' ? value.set : undefined) ?? []) parameters.set(name, entry);
  return { scheme: /^([a-z][a-z0-9+]*):\/\//i.exec(first ?? '')?.[1], parameters, open: isOpen };
}

export function parameterAt({ parameters, open }: ConnectionUrl, name: string): Stated {
  const entry = parameters.get(name);
  if (!entry) return open ? 'unknown' : 'missing';
  return entry.value.kind === 'unknown' ? 'unknown' : entry;
}

const hole = '\0';

function joinHoles(pieces: readonly (string | undefined)[]): string {
  return pieces.map((piece) => piece ?? hole).join('');
}

function valueOf(text: string): OptionValue {
  return text.includes(hole) ? { kind: 'given' } : { kind: 'constant', value: decode(text) };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
