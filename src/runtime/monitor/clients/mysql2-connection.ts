import type { PoolObserver } from '../pool-source.ts';
import { observeCall, observedCallback, wrapMethod, type Settled } from '../wrap-method.ts';
import { hasMethods, isObject } from '../../has-methods.ts';
import { statementOf } from './statement-of.ts';

/** Times `query` and `execute` of one connection of mysql2; its promise form calls these too. */
export function observeMysql2Connection(connection: object, observer: PoolObserver): () => void {
  const restores = (['query', 'execute'] as const).map((name) =>
    wrapMethod(connection, name, (original) => {
      return function (this: unknown, ...parameters) {
        const [query] = parameters;
        // mysql2 writes the values into the command when it sends it.
        const statement = statementOf(query);
        const startedAt = observer.now();
        const settled: Settled = (failed, value) => {
          observer.queryEnded(startedAt, statement, failed, value);
        };
        if (isObject(query) && typeof query['onResult'] === 'function') {
          // A command that the pool has made and that holds the callback.
          Object.assign(query, { onResult: observedCallback(query['onResult'], settled) });
          return original.apply(this, parameters);
        }
        const command = observeCall(original, this, parameters, settled);
        if (typeof parameters.at(-1) !== 'function' && hasMethods(command, ['once'])) {
          // The caller listens to events; a listener for errors would hide them where the caller has none.
          (command as unknown as { once(event: 'end', listener: () => void): void }).once('end', () => {
            settled(false, undefined);
          });
        }
        return command;
      };
    }),
  );
  return () => {
    for (const restore of restores) restore();
  };
}
