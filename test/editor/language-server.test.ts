import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createProject, type Project, typedConfiguration } from '../command-line/project.ts';
import { LanguageClient } from './language-client.ts';

const users = `import { pool } from './pool.js';

export async function loadName(id: number) {
  const { rows } = await pool.query<{ name: string }>('select name from users where id = $1', [id]);
  return rows[0]?.name;
}
`;

const orders = `import { pool } from './pool.js';
import { loadName } from './users.js';

interface User {
  id: number;
  email: string;
}

interface Order {
  id: number;
  userId: number;
}

export async function emails(orders: Order[]) {
  const found: (string | undefined)[] = [];
  for (const order of orders) {
    const { rows } = await pool.query<User>('select id, email from users where id = $1', [order.userId]);
    found.push(rows[0]?.email);
  }
  return found;
}

export function names(orders: Order[]) {
  return Promise.all(orders.map((order) => loadName(order.userId)));
}
`;

const inLoop = { code: 'poolwise/no-query-in-loop' };
const fanOut = { code: 'poolwise/no-query-fanout' };

describe('ESLint in an editor, over its language server', () => {
  let project: Project;
  let client: LanguageClient;
  let ordersPath: string;
  let usersPath: string;

  beforeAll(async () => {
    project = await createProject({
      'src/pool.ts': "import { Pool } from 'pg';\n\nexport const pool = new Pool();\n",
      'src/users.ts': users,
      'src/orders.ts': orders,
      'eslint.config.js': typedConfiguration,
    });
    ordersPath = join(project.directory, 'src/orders.ts');
    usersPath = join(project.directory, 'src/users.ts');
    client = await LanguageClient.start(project.directory);
    await client.open(ordersPath, orders);
  });

  afterAll(async () => {
    await client.stop();
    await project.remove();
  });

  it('underlines the queries, with what happens and the address of the documentation', async () => {
    const url = 'https://github.com/poolwise/poolwise/blob/main/docs/rules';
    expect(await client.diagnosticsOf(ordersPath)).toMatchObject([
      {
        ...inLoop,
        severity: 1,
        range: { start: { line: 16, character: 27 }, end: { line: 16, character: 104 } },
        message: expect.stringMatching(/^This runs `pool\.query` once per element of `orders`/) as string,
        codeDescription: { href: `${url}/no-query-in-loop.md` },
      },
      {
        ...fanOut,
        range: { start: { line: 23, character: 43 }, end: { line: 23, character: 65 } },
        message: expect.stringContaining('through `loadName` (users.ts:3)') as string,
        codeDescription: { href: `${url}/no-query-fanout.md` },
      },
    ]);
  });

  it('offers the suggestion before what silences the rule, and applies it', async () => {
    const [diagnostic] = await client.diagnosticsOf(ordersPath);
    if (!diagnostic) throw new Error('Nothing is underlined.');
    const [first, ...others] = await client.actionsAt(ordersPath, diagnostic);
    expect(first?.title).toMatch(/^Read .* with one query/);
    expect(others.map(({ title }) => title)).toContain('Disable poolwise/no-query-in-loop for this line');
    if (first) await client.apply(first);
    const text = client.textOf(ordersPath);
    expect(text).not.toBe(orders);
    await expect(text).toMatchFileSnapshot('orders.expected.txt');
    await client.change(ordersPath, text);
    expect(await client.diagnosticsOf(ordersPath)).toMatchObject([fanOut]);
  });

  it('looks at a caller anew when a helper in another open file is edited', async () => {
    await client.change(ordersPath, orders);
    await client.open(usersPath, users);
    await client.diagnosticsOf(usersPath);
    expect(await client.diagnosticsOf(ordersPath)).toMatchObject([inLoop, fanOut]);
    await client.change(usersPath, 'export const loadName = (id: number) => Promise.resolve(String(id));\n');
    await client.diagnosticsOf(usersPath);
    expect(await client.diagnosticsOf(ordersPath)).toMatchObject([inLoop]);
    await client.change(usersPath, users);
    await client.diagnosticsOf(usersPath);
    expect(await client.diagnosticsOf(ordersPath)).toMatchObject([inLoop, fanOut]);
  });

  it('bears code that is half typed', async () => {
    const lines = orders.split('\n');
    for (const cut of [3, 9, 13, 16]) {
      await client.change(ordersPath, `${lines.slice(0, cut).join('\n')}\n  for (const order of`);
      const diagnostics = await client.diagnosticsOf(ordersPath);
      expect(diagnostics.map(({ message }) => message)).toEqual([expect.stringMatching(/^Parsing error/)]);
    }
    await client.change(ordersPath, orders);
    expect(await client.diagnosticsOf(ordersPath)).toMatchObject([inLoop, fanOut]);
  });
});
