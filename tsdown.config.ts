import { fileURLToPath } from 'node:url';

import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: { index: 'src/index.ts', checklist: 'src/checklist/index.ts', 'runtime/index': 'src/runtime/index.ts' },
  format: 'esm',
  target: 'node20.19',
  dts: true,
  fixedExtension: false,
  // TypeScript is an optional peer: the plugin must load where it is not installed.
  alias: { typescript: fileURLToPath(new URL('src/source/optional-typescript.ts', import.meta.url)) },
  // Words for names are inlined: the published package has no dependencies.
  deps: { alwaysBundle: ['typescript', 'pluralize'], onlyBundle: ['pluralize'] },
  publint: { level: 'suggestion', strict: true },
  attw: { profile: 'esm-only', level: 'error' },
  failOnWarn: true,
});
