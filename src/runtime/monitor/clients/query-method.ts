import type { PoolObserver } from '../pool-source.ts';
import { observeCall, observedCallback, wrapMethod, type Settled } from '../wrap-method.ts';
import { isObject } from '../../has-methods.ts';
import { statementOf } from './statement-of.ts';

/**
 * Times the queries of one connection whose method `query` takes a callback or answers a promise, as those of pg and
 * mariadb do: its class is left alone. Cursors and streams are not timed, since their end is that of whoever reads them.
 * `isTimedElsewhere` says so of the call that is being made.
 */
export function observeQueryMethod(
  connection: object,
  observer: PoolObserver,
  isTimedElsewhere: () => boolean = () => false,
): () => void {
  return wrapMethod(connection, 'query', (original) => {
    return function (this: unknown, ...parameters) {
      const [query] = parameters;
      if (isTimedElsewhere() || (isObject(query) && typeof query['submit'] === 'function')) {
        return original.apply(this, parameters);
      }
      const startedAt = observer.now();
      const settled: Settled = (failed, value) => {
        observer.queryEnded(startedAt, statementOf(query), failed, value);
      };
      if (isObject(query) && typeof query['callback'] === 'function' && typeof parameters.at(-1) !== 'function') {
        // The caller's own object stays as it is.
        const callback = { value: observedCallback(query['callback'], settled), writable: true };
        parameters[0] = Object.create(query, { callback });
        return original.apply(this, parameters);
      }
      return observeCall(original, this, parameters, settled);
    };
  });
}
