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
