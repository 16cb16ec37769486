/** A project with one query behind a function of another file, and one in JavaScript that is linted without types. */
export const sources: Readonly<Record<string, string>> = {
  'tsconfig.json':
    '{ "compilerOptions": { "strict": true, "module": "nodenext", "noEmit": true }, "include": ["*.ts"] }',
  'users.ts': `import { Pool } from 'pg';

const pool = new Pool();

export function loadUser(id: number) {
  return pool.query('select * from users where id = $1', [id]);
}
`,
  'orders.ts': `import { loadUser } from './users.js';

export function loadUsers(orders: { userId: number }[]) {
  return Promise.all(orders.map((order) => loadUser(order.userId)));
}
`,
  'plain.js': `import { Pool } from 'pg';

const pool = new Pool();

export async function closeAll(ids) {
  for (const id of ids) await pool.query('delete from orders where id = $1', [id]);
}
`,
};

const configuration = `[
  {
    files: ['**/*.ts'],
    languageOptions: { parser, parserOptions: { projectService: true, tsconfigRootDir: __DIRECTORY__ } },
  },
  { files: ['**/*.{ts,js}'], ignores: ['*.config.*'], ...poolwise.configs.recommended },
];
`;

export const esModuleConfig: Readonly<Record<string, string>> = {
  'eslint.config.mjs': `import parser from '@typescript-eslint/parser';
import poolwise from 'poolwise';

export default ${configuration.replace('__DIRECTORY__', 'import.meta.dirname')}`,
};

export const commonJsConfig: Readonly<Record<string, string>> = {
  'eslint.config.cjs': `const parser = require('@typescript-eslint/parser');
const poolwise = require('poolwise');

module.exports = ${configuration.replace('__DIRECTORY__', '__dirname')}`,
};

export const oxlintConfig = JSON.stringify({
  jsPlugins: ['poolwise'],
  ignorePatterns: ['node_modules'],
  categories: { correctness: 'off' },
  rules: { 'poolwise/no-query-in-loop': 'error', 'poolwise/no-query-fanout': 'error' },
});
