import { hasMethods } from '../../has-methods.ts';
import type { Recognise } from '../drainable.ts';
import { endByCallback } from './end-by-callback.ts';

/** The pool of the driver `mariadb`. Its `end` fails callers that wait for a connection. */
export const recogniseMariadb: Recognise = (value) => {
  if (!hasMethods(value, ['getConnection', 'activeConnections', 'taskQueueSize', 'end'])) return undefined;
  return {
    client: 'mariadb',
    busy: () => Number(value.activeConnections()) + Number(value.taskQueueSize()),
    end: () => endByCallback(value),
  };
};
