import { reportFault } from './report-fault.ts';

/**
 * Events with typed payloads. A listener's fault never reaches the code that the event comes from: it becomes a warning of
 * the process.
 */
export class EventSource<Events extends object> {
  readonly #listeners: ReadonlyMap<keyof Events, Set<(event: never) => unknown>>;

  constructor(names: readonly (keyof Events & string)[]) {
    this.#listeners = new Map(names.map((name) => [name, new Set()]));
  }

  /**
   * Returns the function that ends the subscription.
   *
   * @throws {TypeError} There is no event of that name.
   */
  on<Name extends keyof Events>(name: Name, listener: (event: Events[Name]) => void): () => void {
    const listeners = this.#listeners.get(name);
    if (!listeners) {
      const accepted = [...this.#listeners.keys()].map((known) => `"${String(known)}"`).join(', ');
      throw new TypeError(`There is no event "${String(name)}". Accepted: ${accepted}.`);
    }
    // Its own function, so that who subscribes one listener twice ends each subscription by itself.
    const subscription = listener.bind(undefined);
    listeners.add(subscription);
    return () => {
      listeners.delete(subscription);
    };
  }

  /** Whether anyone listens, for payloads that are costly to make. */
  has(name: keyof Events): boolean {
    return (this.#listeners.get(name)?.size ?? 0) > 0;
  }

  emit<Name extends keyof Events>(name: Name, event: Events[Name]): void {
    for (const listener of this.#listeners.get(name) ?? []) {
      try {
        const answer = (listener as (event: Events[Name]) => unknown)(event);
        // An asynchronous listener must not end the process either.
        if (answer instanceof Promise) {
          answer.catch((fault: unknown) => {
            reportFault(`A listener of the event "${String(name)}"`, fault);
          });
        }
      } catch (fault) {
        reportFault(`A listener of the event "${String(name)}"`, fault);
      }
    }
  }
}
