/** Generates the Prisma client of every schema in the repository whose client is missing or out of date. */
import { generatePrismaClients } from './prisma/generate-clients.ts';

for (const schema of await generatePrismaClients()) {
  console.log(`Generated the Prisma client of ${schema}`);
}
