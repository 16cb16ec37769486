import { createRequire } from 'node:module';

import type ts from 'typescript';

/**
 * What `import ts from 'typescript'` means in the published plugin, where TypeScript is an optional peer: the build puts
 * this module in its place. Answers `undefined` where it is not installed.
 */
function loadTypeScript(): typeof ts | undefined {
  const require = createRequire(import.meta.url);
  try {
    return require('typescript') as typeof ts;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}

export default loadTypeScript();
