import type { ResolvedQuery } from '../analysis/resolved-queries.ts';
import { effectText } from './effect-text.ts';

/** The parts of a message about a query of a field resolver. */
export interface ResolvedQueryText extends Record<string, string> {
  /** `User.posts` */
  readonly field: string;
  readonly queries: string;
  readonly through: string;
}

export function resolvedQueryText({ effects, resolver: { type, field } }: ResolvedQuery): ResolvedQueryText {
  return { ...effectText(effects), field: type === undefined ? field : `${type}.${field}` };
}
