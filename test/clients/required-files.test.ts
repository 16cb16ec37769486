import { fileURLToPath } from 'node:url';

import { ESLint } from 'eslint';
import { expect, test } from 'vitest';

import poolwise from '../../src/index.ts';

/** Lints plain JavaScript with ESLint's own parser, as an application without TypeScript does. */
async function lint(project: string): Promise<string[]> {
  const cwd = fileURLToPath(new URL(`../fixtures/javascript-models/${project}`, import.meta.url));
  const eslint = new ESLint({
    cwd,
    overrideConfigFile: true,
    overrideConfig: [{ files: ['**/*.js'], languageOptions: { sourceType: 'commonjs' } }, poolwise.configs.recommended],
  });
  const results = await eslint.lintFiles(['.']);
  return results.flatMap(({ filePath, messages }) =>
    messages.map(
      ({ line, message }) => `${filePath.slice(cwd.length + 1)}:${String(line)} ${message.split('. ')[0] ?? message}`,
    ),
  );
}

test('Sequelize models in plain JavaScript, across required files', async () => {
  expect(await lint('sequelize')).toEqual([
    'orders.js:7 This runs `User.findByPk` once per element of `orders`, through `loadUser` (users.js:3), one round trip after another',
    'orders.js:15 This runs `Order.update` once per element of `ids`, one round trip after another',
  ]);
});

test('Mongoose models in plain JavaScript, across required files', async () => {
  expect(await lint('mongoose')).toEqual([
    'orders.js:7 This starts `User.findById().exec` once per element of `orders`, through `loadUser` (users.js:3), all at once and each on a connection of its own',
    'orders.js:14 This runs `User.findById` once per element of `ids`, one round trip after another',
    'orders.js:16 This runs `user.save` once per element of `ids`, one round trip after another',
  ]);
});
