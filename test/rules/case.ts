export type RuleName = 'no-query-in-loop' | 'no-query-fanout';

/** A report that a case expects. Lines and columns are counted from 1, in the code without its common indentation. */
export interface Expected {
  readonly messageId: string;
  readonly line: number;
  readonly column: number;
}

/** Code, and what each of the two rules reports about it. What is not set is: nothing. */
export interface Case {
  readonly name: string;
  readonly code: string;
  readonly inLoop?: readonly Expected[];
  readonly fanOut?: readonly Expected[];
  readonly options?: readonly [object];
  readonly settings?: object;
  /** Default: `ts`. */
  readonly language?: 'ts' | 'tsx' | 'js' | 'jsx';
}

/** The code as it stands in the case, without the indentation that all of its lines share. */
export function dedent(code: string): string {
  const lines = code.replace(/^\n/, '').replace(/\n *$/, '\n').split('\n');
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
  const common = Math.min(...indents);
  return lines.map((line) => line.slice(common)).join('\n');
}
