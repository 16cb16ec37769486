import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const tools = fileURLToPath(new URL('../tools/node_modules', import.meta.url));

/** The path of a file of the tools that people use the plugin through, which have a lock of their own. */
export function toolPath(...names: readonly string[]): string {
  return join(tools, ...names);
}
