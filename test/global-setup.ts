import { generatePrismaClients } from '../scripts/prisma/generate-clients.ts';

/** Tests read the generated clients of the fixtures and examples. */
export async function setup(): Promise<void> {
  await generatePrismaClients();
}
