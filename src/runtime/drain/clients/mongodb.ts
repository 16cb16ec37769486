import { hasMethods } from '../../has-methods.ts';
import type { Recognise } from '../drainable.ts';

/** `MongoClient`, Mongoose and its connections. The driver tells no counts. */
export const recogniseMongodb: Recognise = (value) => {
  if (hasMethods(value, ['disconnect', 'createConnection', 'model'])) {
    return { client: 'Mongoose', end: () => value.disconnect() };
  }
  if (hasMethods(value, ['asPromise', 'collection', 'close'])) return { client: 'Mongoose', end: () => value.close() };
  return hasMethods(value, ['db', 'startSession', 'close'])
    ? { client: 'MongoDB', end: () => value.close() }
    : undefined;
};
