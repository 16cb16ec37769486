import { relative } from 'node:path';

import type { ESLint } from 'eslint';

import { type CheckedRules, checkedRulesOf, ruleIn } from './checked-rules.ts';
import { type ChecklistItem, checklistItems } from './checklist-items.ts';
import { type SourceLink, sourceLinks } from './source-link.ts';

/** A finding of a rule, ready to be shown. */
interface Finding {
  readonly rule: string;
  readonly filePath: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
  /** The address of the rule's documentation. */
  readonly url: string | undefined;
}

/** What GitHub accepts as a comment is 65,536 characters; the rest is for what stands around the checklist. */
const longest = 60_000;

/**
 * A formatter of ESLint that prints the review checklist for databases as Markdown. An item is ticked where its rules ran
 * and reported nothing; else its findings are listed, by path and line. At most 60,000 characters, so that it fits into a
 * comment on a pull request.
 */
export default async function checklist(
  results: readonly ESLint.LintResult[],
  { cwd, rulesMeta }: ESLint.LintResultData,
): Promise<string> {
  const checked = await checkedRulesOf(
    cwd,
    results.map(({ filePath }) => filePath),
  );
  const findings = findingsIn({ results, rulesMeta, checked }, 'messages');
  const accepted = findingsIn({ results, rulesMeta, checked }, 'suppressedMessages');
  const { fault } = checked;
  const unread = results.filter(({ fatalErrorCount }) => fatalErrorCount > 0).length;
  const print = (shown: number): string => {
    const link = sourceLinks(cwd, process.env);
    const items = checklistItems.map((item) => textOf(item, { cwd, checked, findings, accepted, link, shown }));
    const done = items.filter((text) => text.startsWith('- [x]')).length;
    return [
      '## Database checklist\n',
      ...items,
      `\n${String(done)} of ${String(items.length)} items hold in ${count(checked.files, 'file')}.`,
      ...(fault === undefined
        ? []
        : [`\nWhich rules are on is not known, since ESLint's configuration could not be read: ${fault}`]),
      ...(unread > 0
        ? [`${count(unread, 'file')} could not be parsed and ${unread === 1 ? 'was' : 'were'} not checked.`]
        : []),
    ].join('\n');
  };
  return longestThatFits(print, findings.length);
}

interface Report {
  readonly cwd: string;
  readonly checked: CheckedRules;
  readonly findings: readonly Finding[];
  /** Findings that a comment or a file of suppressions accepts. */
  readonly accepted: readonly Finding[];
  readonly link: SourceLink;
  /** How many findings of each item are listed. */
  readonly shown: number;
}

function textOf({ text, rules }: ChecklistItem, report: Report): string {
  const { checked, findings, accepted, shown } = report;
  const own = findings.filter(({ rule }) => rules.includes(rule));
  const off = rules.filter((rule) => !checked.rules.has(rule));
  const holds = own.length === 0 && off.length < rules.length;
  const known = accepted.filter(({ rule }) => rules.includes(rule)).length;
  const notes = [
    ...(own.length > 0 ? [`${count(own.length, 'finding')}.`] : []),
    ...(known > 0 ? [`${count(known, 'accepted finding')}.`] : []),
    ...(off.length > 0 ? [`Not checked: ${off.map((rule) => `\`${rule}\``).join(', ')}.`] : []),
  ];
  const lines = own.slice(0, shown).map((finding) => `  - ${lineOf(finding, report)}`);
  if (own.length > lines.length) lines.push(`  - … and ${String(own.length - lines.length)} more.`);
  return [[`- [${holds ? 'x' : ' '}] **${text}**`, ...notes].join(' '), ...lines].join('\n');
}

function lineOf({ filePath, line, message, rule, url }: Finding, { cwd, link }: Report): string {
  const path = relative(cwd, filePath).replaceAll('\\', '/');
  // Brackets would end the label early.
  const label = `${path}:${String(line)}`.replace(/[[\]\\]/g, '\\$&');
  return `[${label}](${link(filePath, line)}) ${message} (${url === undefined ? rule : `[${rule}](${url})`})`;
}

interface Run {
  readonly results: readonly ESLint.LintResult[];
  readonly rulesMeta: ESLint.LintResultData['rulesMeta'];
  readonly checked: CheckedRules;
}

function findingsIn(
  { results, rulesMeta, checked: { prefixes } }: Run,
  kind: 'messages' | 'suppressedMessages',
): readonly Finding[] {
  const findings = results.flatMap((result) =>
    result[kind].flatMap(({ ruleId, line, column, message }): Finding[] => {
      const rule = ruleId === null ? undefined : ruleIn(ruleId, prefixes);
      if (ruleId === null || rule === undefined) return [];
      return [{ rule, filePath: result.filePath, line, column, message, url: rulesMeta[ruleId]?.docs?.url }];
    }),
  );
  return findings.sort(
    (one, other) =>
      compare(one.filePath, other.filePath) ||
      one.line - other.line ||
      one.column - other.column ||
      compare(one.rule, other.rule),
  );
}

/** By code units, so that the order is the same everywhere. */
function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

function longestThatFits(print: (shown: number) => string, all: number): string {
  let shown = all;
  let text = print(shown);
  while (text.length > longest && shown > 0) {
    shown = Math.floor((shown * longest) / text.length / 1.1);
    text = print(shown);
  }
  return text;
}

function count(number: number, noun: string): string {
  return `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;
}
