import { mkdir, mkdtemp, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const dependencies = fileURLToPath(new URL('../../node_modules', import.meta.url));

/** Writes a project of so many modules, each with helpers that query, loops over them and code without a database. */
export async function generateProject(files: number): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'poolwise-lint-time-'));
  await mkdir(join(directory, 'src'));
  await symlink(dependencies, join(directory, 'node_modules'), 'dir');
  await writeFile(join(directory, 'package.json'), JSON.stringify({ type: 'module', dependencies: { pg: '*' } }));
  await writeFile(
    join(directory, 'tsconfig.json'),
    JSON.stringify({
      compilerOptions: {
        module: 'NodeNext',
        target: 'ES2023',
        strict: true,
        skipLibCheck: true,
        noEmit: true,
        types: ['node'],
      },
      include: ['src'],
    }),
  );
  await writeFile(
    join(directory, 'src/pool.ts'),
    `import pg from 'pg';\nexport const pool = new pg.Pool({ max: 5 });\n`,
  );
  for (let index = 0; index < files; index += 1) {
    await writeFile(join(directory, `src/module-${String(index)}.ts`), moduleText(index));
  }
  return directory;
}

function moduleText(index: number): string {
  const previous = Math.max(index - 1, 0);
  return `
import { pool } from './pool.js';
${index > 0 ? `import { load${String(previous)} } from './module-${String(previous)}.js';` : ''}

export interface Item { readonly id: number; readonly ownerId: number; readonly tags: readonly string[] }

export async function load${String(index)}(id: number): Promise<Item | undefined> {
  const { rows } = await pool.query<Item>('select * from items where id = $1', [id]);
  ${index % 10 > 0 ? `if (id < 0) return load${String(previous)}(-id);` : ''}
  return rows[0];
}

export async function describeAll${String(index)}(items: readonly Item[]): Promise<string[]> {
  const lines: string[] = [];
  for (const item of items) {
    const owner = await load${String(index)}(item.ownerId);
    lines.push(\`\${String(owner?.id)}: \${item.tags.map((tag) => tag.toUpperCase()).join(', ')}\`);
  }
  return lines;
}

export async function export${String(index)}(items: readonly Item[]): Promise<unknown[]> {
  return Promise.all(items.map(async (item) => ({ ...item, owner: await load${String(index)}(item.ownerId) })));
}

export function total${String(index)}(items: readonly Item[]): number {
  let total = 0;
  for (const item of items) for (const tag of item.tags) total += tag.length;
  return items.filter((item) => item.tags.length > 0).reduce((sum, item) => sum + item.id, total);
}
`;
}
