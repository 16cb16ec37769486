import type ts from 'typescript';

import type { Analysis } from './analysis.ts';
import type { Summaries } from './summary.ts';

/** Computes one kind of findings for a file. It is asked once per file of a program, for all rules that use it. */
export type View<Finding> = (analysis: Analysis, summaries: Summaries, file: ts.SourceFile) => readonly Finding[];
