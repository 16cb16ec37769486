/** What `drain` needs to know of something that it ends. */
export interface Drainable {
  /** What it was recognised as. */
  readonly client: string;
  /** Connections that are lent out, and callers that wait for one. Absent where the client does not tell. */
  readonly busy?: () => number | Promise<number>;
  /** Begins the end. What it answers is awaited. */
  readonly end: (remainingMs: number) => unknown;
  /** What can still be done at the deadline, after `end`. */
  readonly force?: () => void;
}

/** Knows a client by its shape, since clients' packages are never imported and may be there in several copies. */
export type Recognise = (value: unknown) => Drainable | undefined;

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return (typeof value === 'object' || typeof value === 'function') && value !== null;
}

export function hasMethods<Name extends string>(
  value: unknown,
  names: readonly Name[],
): value is Readonly<Record<string, unknown>> & Readonly<Record<Name, (...parameters: unknown[]) => unknown>> {
  return isObject(value) && names.every((name) => typeof value[name] === 'function');
}
