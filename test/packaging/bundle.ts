import { build } from 'esbuild';

/** What a bundler makes of a module that imports the installed package, as for an edge runtime: without Node's modules. */
export async function bundle(directory: string, code: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: directory },
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    minifySyntax: true,
    write: false,
  });
  return outputFiles.map(({ text }) => text).join('');
}
