import type ts from 'typescript';

import type { Analysis } from '../analysis/analysis.ts';
import type { Summaries } from '../analysis/summary.ts';

/** What every part of a rewrite is given. */
export interface RewriteContext {
  readonly analysis: Analysis;
  readonly summaries: Summaries;
  readonly file: ts.SourceFile;
  /** Keys per query where queries are to be cut into chunks. Default: no chunks. */
  readonly maxBatchSize: number | undefined;
}

/** The text of a node without the comments before it. */
export function textOf({ file }: RewriteContext, node: ts.Node): string {
  return file.text.slice(node.getStart(file), node.end);
}
