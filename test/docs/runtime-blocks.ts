/** A TypeScript block of a doc on the runtime. */
export interface RuntimeBlock {
  readonly line: number;
  /** The folder of `test/packages` whose packages it imports. */
  readonly packages: string;
  /** The name under which the doc's other blocks import it. */
  readonly file: string | undefined;
  readonly code: string;
}

const fence = /^```ts\b(?<attributes>.*)\n(?<code>[^]*?)^```$/gm;

/** The blocks that begin with `` ```ts ``, which `packages=knex` and `file=database.ts` may follow. */
export function runtimeBlocksOf(markdown: string): readonly RuntimeBlock[] {
  return [...markdown.matchAll(fence)].map((match) => {
    const { attributes = '', code = '' } = match.groups ?? {};
    return {
      line: markdown.slice(0, match.index).split('\n').length,
      packages: /\bpackages=(\S+)/.exec(attributes)?.[1] ?? 'pg',
      file: /\bfile=(\S+)/.exec(attributes)?.[1],
      code,
    };
  });
}
