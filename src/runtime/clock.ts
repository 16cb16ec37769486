export interface Timer {
  cancel(): void;
  /** The timer alone no longer keeps the process alive, where the platform knows of that. */
  unref(): void;
}

/** Where the runtime takes its time from, so that tests can give it another. */
export interface Clock {
  /** Milliseconds since some moment. It never goes back, whatever happens to the date. */
  now(): number;
  setTimeout(callback: () => void, milliseconds: number): Timer;
}

/** `performance.now()` and `setTimeout`, which Node, Bun, Deno and edge runtimes share. */
export const systemClock: Clock = {
  now: () => performance.now(),
  setTimeout(callback, milliseconds) {
    const timeout: unknown = setTimeout(callback, milliseconds);
    return {
      cancel() {
        clearTimeout(timeout as NodeJS.Timeout);
      },
      unref() {
        // Browsers and edge runtimes answer a number.
        (timeout as Partial<NodeJS.Timeout>).unref?.();
      },
    };
  },
};
