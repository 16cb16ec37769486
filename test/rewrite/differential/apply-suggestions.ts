import type { Linter } from 'eslint';
import type ts from 'typescript';

import type { RefusalReason } from '../../../src/rewrite/refusal.ts';
import { lintProgram, type Report } from './lint-program.ts';
import { type Project, typeErrors } from './project.ts';
import { refusalsOf } from './refusals-of.ts';

/** What became of a program by applying suggestions. */
export interface Rewritten {
  readonly text: string;
  /** The suggestions that were applied, one after another. */
  readonly applied: readonly string[];
  /** What is wrong with the result: a report that stayed, a new one, an error of types. */
  readonly problems: readonly string[];
}

export interface Suggested {
  /** What the rules report about the program as it is. */
  readonly reports: readonly string[];
  /** Why nothing is suggested, where something is reported and nothing suggested. */
  readonly refusals: readonly RefusalReason[];
  /** The first suggestion of the first report, and so on until none is left. */
  readonly all: Rewritten;
  /** Every other suggestion, applied alone. */
  readonly each: readonly Rewritten[];
}

const rules: readonly string[] = ['poolwise/no-query-in-loop', 'poolwise/no-query-fanout'];

/** More than any program has queries. */
const maxRounds = 12;

/**
 * What stays of a report where nothing sends fewer statements: one transaction of all of them is the lesser evil. Of all
 * suggestions this one alone leaves a report, one of the lowest rank.
 */
const lesserEvil = {
  suggestion: /^Send the \w+ in one `\$transaction`/,
  report: /^This adds `[^`]*` to one transaction /,
};

/** A program, and the report that its last suggestion was to remove. */
interface Step extends Rewritten {
  readonly expected: readonly Report[];
  /** Whether a report of the lowest rank may take the place of the one that was to go. */
  readonly leavesLess: boolean;
  readonly isAlone: boolean;
  readonly origin: number;
}

/** A program, and how its suggestions are applied. */
export interface Source {
  readonly text: string;
  /** Which suggestion of a report is applied, by their number. Default: the first. */
  readonly choose?: (length: number) => number;
  /** Whether each suggestion is applied alone as well. Default: true. */
  readonly alone?: boolean;
  /** The option of the rules. */
  readonly maxBatchSize?: number | undefined;
}

interface ApplyOptions {
  /** Default: the rules of the plugin. */
  readonly lint?: typeof lintProgram;
}

/** Applies the suggestions of many programs at once: they are files of one program, so that types are read once. */
export function applySuggestions(
  project: Project,
  sources: readonly Source[],
  { lint = lintProgram }: ApplyOptions = {},
): readonly Suggested[] {
  const check = (texts: readonly Text[]): Checking => checkAll(project, texts, lint);
  const { program, files } = check(sources);
  const suggested = files.map(({ path, reports, errors }, index) => {
    const hasNone = reports.length > 0 && !reports.some(({ suggestions }) => suggestions.length > 0);
    return {
      reports: reports.filter(isOfRules).map(({ message }) => message),
      refusals: hasNone && errors.length === 0 ? refusalsOf(program, path, sources[index]?.maxBatchSize) : [],
      all: undefined as Rewritten | undefined,
      each: [] as Rewritten[],
      start: { reports, errors },
    };
  });
  const chooseFor = (origin: number): ((length: number) => number) => sources[origin]?.choose ?? (() => 0);
  let pending: Step[] = [];
  for (const [origin, { start }] of suggested.entries()) {
    const { text, alone = true } = at(sources, origin);
    const step = {
      text,
      applied: [],
      problems: start.errors,
      expected: start.reports,
      leavesLess: false,
      isAlone: false,
      origin,
    };
    const next = start.errors.length === 0 ? applyNext(step, start.reports, chooseFor(origin)) : undefined;
    if (next) pending.push(next, ...(alone ? applyOthers(step, start.reports) : []));
    else suggested[origin] = { ...at(suggested, origin), all: step };
  }
  for (let round = 0; pending.length > 0; round++) {
    if (round === maxRounds) throw new Error(`Suggestions have no end: ${at(pending, 0).applied.join('; ')}`);
    const checked = check(
      pending.map(({ text, origin }) => ({ text, maxBatchSize: at(sources, origin).maxBatchSize })),
    ).files;
    const following: Step[] = [];
    for (const [index, step] of pending.entries()) {
      const { reports, errors } = at(checked, index);
      const done = { ...step, problems: [...errors, ...newReports(step, reports)] };
      const entry = at(suggested, step.origin);
      if (step.isAlone) {
        entry.each.push(done);
        continue;
      }
      const next = done.problems.length === 0 ? applyNext(done, reports, chooseFor(step.origin)) : undefined;
      if (next) following.push(next);
      else suggested[step.origin] = { ...entry, all: done };
    }
    pending = following;
  }
  return suggested.map(({ reports, refusals, all, each }) => ({ reports, refusals, all: defined(all), each }));
}

type Text = Pick<Source, 'text' | 'maxBatchSize'>;

interface Checking {
  readonly program: ts.Program;
  readonly files: readonly Checked[];
}

interface Checked {
  readonly path: string;
  readonly reports: readonly Report[];
  readonly errors: readonly string[];
}

function checkAll(project: Project, texts: readonly Text[], lint: typeof lintProgram): Checking {
  const names = texts.map((_, index) => `program-${String(index + 1)}.ts`);
  const program: ts.Program = project.program(new Map(names.map((name, index) => [name, at(texts, index).text])));
  const files = names.map((name, index) => {
    const path = project.pathOf(name);
    return { path, reports: lint(program, path, at(texts, index).maxBatchSize), errors: typeErrors(program, path) };
  });
  return { program, files };
}

function applyNext(step: Step, reports: readonly Report[], choose: (length: number) => number): Step | undefined {
  for (const report of reports.filter(isOfRules)) {
    const suggestion = report.suggestions[choose(report.suggestions.length)];
    if (suggestion) return apply(step, report, suggestion, reports);
  }
  return undefined;
}

/** All suggestions but the very first, which is applied anyway, each alone. */
function applyOthers(step: Step, reports: readonly Report[]): Step[] {
  return reports
    .filter(isOfRules)
    .flatMap((report) =>
      report.suggestions.map((suggestion) => ({ ...apply(step, report, suggestion, reports), isAlone: true })),
    )
    .slice(1);
}

function apply(step: Step, report: Report, { desc, fix }: Linter.LintSuggestion, reports: readonly Report[]): Step {
  const [start, end] = fix.range;
  return {
    ...step,
    text: step.text.slice(0, start) + fix.text + step.text.slice(end),
    applied: [...step.applied, desc],
    expected: reports.filter((other) => other !== report),
    leavesLess: lesserEvil.suggestion.test(desc),
  };
}

/** What is reported although no report of it was left: by message, for lines move. */
function newReports(
  { expected, leavesLess }: Pick<Step, 'expected' | 'leavesLess'>,
  reports: readonly Report[],
): readonly string[] {
  const left = expected.map(keyOf);
  let mayBeLess = leavesLess;
  return reports.flatMap((report) => {
    if (mayBeLess && report.suggestions.length === 0 && lesserEvil.report.test(report.message)) {
      mayBeLess = false;
      return [];
    }
    const index = left.indexOf(keyOf(report));
    if (index !== -1) left.splice(index, 1);
    return index === -1 ? [`line ${String(report.line)}: ${report.rule} still reports: ${report.message}`] : [];
  });
}

/** A report without the list that is gone through, which may have got a name. */
function keyOf({ rule, message }: Report): string {
  return `${rule}: ${message.replace(/ once per element of `[^`]*`/, '')}`;
}

function isOfRules({ rule }: Report): boolean {
  return rules.includes(rule);
}

function at<Element>(elements: readonly Element[], index: number): Element {
  return defined(elements[index]);
}

function defined<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('A program got lost.');
  return value;
}
