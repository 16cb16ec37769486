import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { format } from 'prettier';

import type { Client } from '../../src/clients/define-client.ts';
import { isClientFile } from './client-files.ts';

const begin = '<!-- begin generated client table -->';
const end = '<!-- end generated client table -->';

/** The README with the table of clients that the files in `src/clients` call for. */
export async function readmeWithClientTable(root: string): Promise<{ readonly path: string; readonly text: string }> {
  const path = join(root, 'README.md');
  const text = await readFile(path, 'utf8');
  const [before, rest] = text.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) {
    throw new Error(`README.md must hold "${begin}" and "${end}" for the table of clients.`);
  }
  // Only the table is formatted: the other tables of the file have their own generator.
  const clients = await format(table(await readClients(root)), { parser: 'markdown' });
  return { path, text: `${before}${begin}\n\n${clients}\n${end}${after}` };
}

async function readClients(root: string): Promise<readonly Client[]> {
  const directory = join(root, 'src/clients');
  const files = (await readdir(directory)).filter(isClientFile);
  const modules = await Promise.all(
    files.map(async (name) => (await import(pathToFileURL(join(directory, name)).href)) as { default: Client }),
  );
  return modules.map((module) => module.default).sort((a, b) => a.title.localeCompare(b.title, 'en'));
}

function table(clients: readonly Client[]): string {
  const rows = clients.map((client) => [
    `[${client.title}](docs/clients/${client.name}.md)`,
    client.packages
      .filter((name) => !name.startsWith('.'))
      .map((name) => `\`${name}\``)
      .join(', '),
    costOf(client),
  ]);
  const header = ['Client', 'Packages', 'What a query costs'];
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => ':--')), ...rows.map(line)].join('\n');
}

function costOf({ connection, keyValue, synchronous }: Client): string {
  if (keyValue) return 'a round trip; reported on request only';
  if (synchronous === true) return 'time of the process, which waits';
  return connection === 'pool' ? 'a round trip and a connection' : 'a round trip';
}
