export type Method = (this: unknown, ...parameters: unknown[]) => unknown;

/**
 * Puts a method of the object's own in front of the one it has, inherited or not, and returns the function that takes it
 * away again. Where somebody else has wrapped the method since, theirs stays, and ours only passes calls on.
 */
export function wrapMethod(target: object, name: PropertyKey, around: (original: Method) => Method): () => void {
  const before = Object.getOwnPropertyDescriptor(target, name);
  const original = Reflect.get(target, name) as Method;
  let observing = around(original);
  function wrapped(this: unknown, ...parameters: unknown[]): unknown {
    return observing.apply(this, parameters);
  }
  Object.defineProperty(wrapped, 'name', { value: original.name, configurable: true });
  Object.defineProperty(wrapped, 'length', { value: original.length, configurable: true });
  const enumerable = before?.enumerable ?? false;
  Object.defineProperty(target, name, { value: wrapped, writable: true, configurable: true, enumerable });
  return () => {
    observing = original;
    if (Reflect.get(target, name) !== wrapped) return;
    if (before) Object.defineProperty(target, name, before);
    else Reflect.deleteProperty(target, name);
  };
}

/** Called once, when a call has ended. */
export type Settled = (failed: boolean, value: unknown) => void;

/**
 * Calls a method that answers by a callback in last place, `(error, value)`, or by a promise, and says when it has. The
 * caller gets what the method gives, on the same ticks of the event loop; a promise is of the same class, and rejects
 * unhandled where the caller does not handle it.
 */
export function observeCall(original: Method, target: unknown, parameters: unknown[], settled: Settled): unknown {
  const callback = parameters.at(-1);
  if (typeof callback === 'function') {
    parameters[parameters.length - 1] = observedCallback(callback, settled);
    return original.apply(target, parameters);
  }
  return observeAnswer(original.apply(target, parameters), settled);
}

/** The same for a method that answers by a promise only. */
export function observeAnswer(answer: unknown, settled: Settled): unknown {
  if (!isThenable(answer)) return answer;
  return answer.then(
    (value) => {
      settled(false, value);
      return value;
    },
    (error: unknown) => {
      settled(true, error);
      throw error;
    },
  );
}

/** The callback, which says when it is called before it does what it does. */
export function observedCallback(callback: unknown, settled: Settled): Method {
  const inner = callback as Method;
  let called = false;
  return function (this: unknown, ...parameters: unknown[]) {
    if (!called) {
      called = true;
      const [error, value] = parameters;
      const failed = error !== undefined && error !== null;
      settled(failed, failed ? error : value);
    }
    return inner.apply(this, parameters);
  };
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === 'function';
}
