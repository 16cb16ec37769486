import type { Author, PrismaClient } from '../generated/prisma/client.js';

export async function loadAuthor(database: PrismaClient, id: number | null): Promise<Author | null> {
  if (id === null) {
    return null;
  }
  return database.author.findFirst({ where: { id, deletedAt: null } });
}
