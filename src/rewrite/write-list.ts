import { styleOf } from './file-style.ts';
import { reindent } from './reindent.ts';
import type { FreshNames } from './names.ts';
import type { RewriteContext } from './rewrite-context.ts';

/** A list of rows or keys, and what is written with it. */
interface WrittenList {
  readonly text: string;
  /** The name that it is given before, where it needs one. */
  readonly name: string | undefined;
  /** An expression that is zero where the list is empty; none where only evaluating the list tells. */
  readonly length: string | undefined;
  readonly failsWhenEmpty: boolean;
  /** Whether its last element is to come first in what is written. Default: `false`. */
  readonly lastFirst?: boolean | undefined;
  /** The white space before the query. */
  readonly indent: string;
  /** The awaited query for a list. */
  readonly write: (list: string) => string;
}

/** The statements that write with a list: at once, or in chunks where a limit is set. Each statement begins a line. */
export function writeListStatements(
  context: RewriteContext,
  names: FreshNames,
  { text, name, length, failsWhenEmpty, lastFirst = false, indent, write }: WrittenList,
): readonly string[] {
  const { semicolon: end } = styleOf(context.file);
  if (name !== undefined) {
    // Chunks keep their order, and are turned round each.
    const isTurned = lastFirst && context.maxBatchSize === undefined;
    return [
      `const ${name} = ${text}${isTurned ? '.reverse()' : ''}${end}`,
      writeOfList(context, names, { name, mayFail: failsWhenEmpty, lastFirst, indent, write }),
    ];
  }
  const guard = failsWhenEmpty && length !== undefined ? `if (${length} > 0) ` : '';
  return [`${guard}${write(text)}${end}`];
}

interface NamedList extends Pick<WrittenList, 'lastFirst' | 'indent' | 'write'> {
  readonly name: string;
  /** Whether nothing is to be written where the list is empty. */
  readonly mayFail: boolean;
}

/** The statement that writes with a list that has a name: at once, or in chunks where a limit is set. */
export function writeOfList(
  { file, maxBatchSize }: RewriteContext,
  names: FreshNames,
  { name, mayFail, lastFirst = false, indent, write }: NamedList,
): string {
  const { semicolon: end, indent: unit } = styleOf(file);
  if (maxBatchSize === undefined) {
    const text = `${write(name)}${end}`;
    if (!mayFail) return text;
    // The lines of a template cannot be indented.
    const isShort = !text.includes('\n') || /`[^`]*\n/.test(text);
    const head = `if (${name}.length > 0) `;
    return isShort ? head + text : [`${head}{`, unit + reindent(text, indent, indent + unit), '}'].join(`\n${indent}`);
  }
  const size = String(maxBatchSize);
  const [start, chunk] = [names.take('start', 'offset'), names.take('chunk', 'chunkOfRows')];
  return [
    `for (let ${start} = 0; ${start} < ${name}.length; ${start} += ${size}) {`,
    `${unit}const ${chunk} = ${name}.slice(${start}, ${start} + ${size})${lastFirst ? '.reverse()' : ''}${end}`,
    `${unit}${reindent(write(chunk), indent, indent + unit)}${end}`,
    '}',
  ].join(`\n${indent}`);
}
