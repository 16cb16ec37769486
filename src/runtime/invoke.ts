/**
 * Starts the work once. What it throws becomes a rejection, and a query builder, which runs when its `then` is called,
 * runs once however many parts of the runtime wait for it. A promise is given back as it is.
 */
export function invoke<Argument, Value>(
  work: (argument: Argument) => PromiseLike<Value> | Value,
  argument: Argument,
): Promise<Value> {
  try {
    return Promise.resolve(work(argument));
  } catch (fault) {
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- it is what the work threw
    return Promise.reject(fault);
  }
}
