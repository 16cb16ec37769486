import { isObject } from '../../has-methods.ts';

/** The SQL of what drivers accept as a query: a string, `{ text }` (pg), `{ sql }` (mysql2, mariadb). */
export function statementOf(query: unknown): unknown {
  if (!isObject(query)) return query;
  return query['text'] ?? query['sql'];
}
