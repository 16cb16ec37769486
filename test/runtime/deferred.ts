export interface Deferred<Value> {
  readonly promise: Promise<Value>;
  readonly resolve: (value: Value) => void;
  readonly reject: (reason: unknown) => void;
}

/** A promise that a test settles when it wants. */
export function defer<Value = void>(): Deferred<Value> {
  let resolve!: (value: Value) => void;
  let reject!: (reason: unknown) => void;
  const promise = new Promise<Value>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  return { promise, resolve, reject };
}

/** What a promise came to, so that a test can wait for many of them in any order. */
export function outcomeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    (value) => `value ${String(value)}`,
    (error: unknown) => (error instanceof Error && 'reason' in error ? String(error.reason) : String(error)),
  );
}
