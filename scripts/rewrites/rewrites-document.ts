import { refusals } from '../../src/rewrite/refusal.ts';
import type { RewriteCase } from '../../test/rewrite/rewrite-case.ts';
import { type ClientSuite, suites } from '../../test/rewrite/suites.ts';

const begin = '<!-- begin generated: npm run generate:rewrites -->';
const end = '<!-- end generated -->';

/** docs/rewrites.md with its tables made anew from the cases of `test/rewrite`. */
export function rewritesDocument(current: string): string {
  const [before, rest] = current.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined)
    throw new Error(`docs/rewrites.md must hold "${begin}" and "${end}".`);
  return `${before}${begin}\n\n${generated()}\n\n${end}${after}`;
}

function generated(): string {
  const all = Object.values<ClientSuite>(suites).filter(({ cases }) => cases.length > 0);
  const executed = all.flatMap(({ targets, cases }) =>
    targets.flatMap(({ name }) => cases.filter((one) => 'after' in one && (one.only?.includes(name) ?? true))),
  );
  const names = all.flatMap(({ targets }) => targets.map(({ name }) => name));
  const compiled = all.flatMap(({ unexecuted = [], cases }) =>
    unexecuted.flatMap(({ name }) => cases.filter((one) => 'after' in one).map(() => name)),
  );
  return [
    `${String(executed.length)} rewritten cases are executed before and after, on ${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}.`,
    `${String(compiled.length)} more are compared as text and type-checked, and not executed, for want of a server or a driver: ${[...new Set(compiled)].join(', ')}.`,
    ...all.map(tableOf),
    `## Reasons\n\n${table(
      ['reason', 'why there is no suggestion'],
      Object.entries(refusals).map(([reason, why]) => [`\`${reason}\``, why]),
    )}`,
  ].join('\n\n');
}

function tableOf({ title, cases }: ClientSuite): string {
  const rows = [...new Map(cases.map((one) => [rowOf(one).join(), rowOf(one)])).values()];
  return `## ${title}\n\n${table(['query', 'where it repeats', 'result'], rows)}`;
}

function rowOf(one: RewriteCase): readonly string[] {
  const result = 'refused' in one ? `none: ${refusals[one.refused]} (\`${one.refused}\`)` : 'rewritten';
  return [one.operation, one.shape, result];
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  return [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
