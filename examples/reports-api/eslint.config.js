import { defineConfig, globalIgnores } from 'eslint/config';
import poolwise from 'poolwise';
import tseslint from 'typescript-eslint';

export default defineConfig([
  globalIgnores(['src/generated/']),
  {
    files: ['**/*.ts'],
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
  },
  poolwise.configs.recommended,
]);
