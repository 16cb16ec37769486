import { defineConfig, globalIgnores } from 'eslint/config';
import eslintPlugin from 'eslint-plugin-eslint-plugin';
import tseslint from 'typescript-eslint';

export default defineConfig([
  globalIgnores([
    '**/dist/',
    '**/generated/',
    'coverage/',
    'examples/',
    'test/fixtures/',
    'test/packages/',
    'test/tools/',
  ]),
  {
    files: ['**/*.{ts,js}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['*.js', '.*.js'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error', reportUnusedInlineConfigs: 'error' },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      eqeqeq: 'error',
    },
  },
  {
    files: ['src/**/*.ts', 'rules/*.ts'],
    extends: [eslintPlugin.configs['all-type-checked']],
    rules: {
      'max-lines': ['error', { max: 300 }],
      'eslint-plugin/meta-property-ordering': [
        'error',
        ['type', 'docs', 'fixable', 'hasSuggestions', 'messages', 'schema', 'defaultOptions'],
      ],
      // createRule adds the URL.
      'eslint-plugin/require-meta-docs-url': 'off',
      // A configuration that covers JSON or CSS as well must not fail; there, the rules find no `Program`.
      'eslint-plugin/require-meta-languages': 'off',
    },
  },
  {
    // Facts of one client, as data.
    files: ['src/clients/*.ts'],
    rules: { 'max-lines': ['error', { max: 500 }] },
  },
]);
