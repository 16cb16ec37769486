/** A code block of a rule's doc that says what the rule must answer to it. */
export interface CodeBlock {
  readonly line: number;
  readonly extension: string;
  readonly verdict: string;
  readonly options: unknown;
  readonly settings: unknown;
  readonly code: string;
  /** Whether it is what the suggestion makes of the block before it, from which `becomes` divides it. */
  readonly isResult: boolean;
}

const fence =
  /^```(?<extension>tsx?) (?<verdict>incorrect|correct)(?: options='(?<options>.+?)')?(?: settings='(?<settings>.+?)')?\n(?<code>.*?)^```$/gms;

/** The blocks that begin with, for example, `` ```ts incorrect options='{ "writes": "ignore" }' ``. */
export function codeBlocksOf(markdown: string): readonly CodeBlock[] {
  const matches = [...markdown.matchAll(fence)];
  return matches.map((match, index) => {
    const { [index - 1]: before } = matches;
    const between = before && markdown.slice(before.index + before[0].length, match.index);
    const { extension = '', verdict = '', options = 'null', settings = 'null', code = '' } = match.groups ?? {};
    return {
      line: markdown.slice(0, match.index).split('\n').length,
      extension,
      verdict,
      options: JSON.parse(options) as unknown,
      settings: JSON.parse(settings) as unknown,
      code,
      isResult: between?.trim() === 'becomes',
    };
  });
}
