import { PrismaPg } from '@prisma/adapter-pg';

import { loadFile } from '../load-module.ts';
import { recordPg } from '../statements.ts';
import type { Target } from '../target.ts';

const folder = 'rewrite';

interface GeneratedClient {
  readonly PrismaClient: new (options: { adapter: PrismaPg }) => { $disconnect(): Promise<void> };
}

export const prisma: Target = {
  name: 'Prisma 7',
  client: 'prisma',
  folder,
  server: 'PostgreSQL',
  prelude: `import type { Db } from './prisma.js';\n`,
  async connect({ connectionString }) {
    recordPg(folder);
    const { PrismaClient } = (await loadFile(folder, '../generated/prisma/client.js')) as unknown as GeneratedClient;
    const client = new PrismaClient({ adapter: new PrismaPg({ connectionString, max: 1 }) });
    return { handle: () => client, close: () => client.$disconnect() };
  },
};
