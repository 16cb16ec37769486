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
  /** The white space before the query. */
  readonly indent: string;
  /** The awaited query for a list. */
  readonly write: (list: string) => string;
}

/** The statements that write with a list: at once, or in chunks where a limit is set. Each statement begins a line. */
export function writeListStatements(
  { file, maxBatchSize }: RewriteContext,
  names: FreshNames,
  { text, name, length, failsWhenEmpty, indent, write }: WrittenList,
): readonly string[] {
  const { semicolon: end, indent: unit } = styleOf(file);
  const declared = name === undefined ? [] : [`const ${name} = ${text}${end}`];
  if (maxBatchSize !== undefined && name !== undefined) {
    const size = String(maxBatchSize);
    const [start, chunk] = [names.take('start', 'offset'), names.take('chunk', 'chunkOfRows')];
    return [
      ...declared,
      [
        `for (let ${start} = 0; ${start} < ${name}.length; ${start} += ${size}) {`,
        `${unit}const ${chunk} = ${name}.slice(${start}, ${start} + ${size})${end}`,
        `${unit}${reindent(write(chunk), indent, indent + unit)}${end}`,
        '}',
      ].join(`\n${indent}`),
    ];
  }
  const count = name === undefined ? length : `${name}.length`;
  const guard = failsWhenEmpty && count !== undefined ? `if (${count} > 0) ` : '';
  return [...declared, `${guard}${write(name ?? text)}${end}`];
}
