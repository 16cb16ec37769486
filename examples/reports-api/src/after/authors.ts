import type { Author, PrismaClient } from '../generated/prisma/client.js';

export async function loadAuthors(
  database: PrismaClient,
  ids: Iterable<number | null>,
): Promise<ReadonlyMap<number | null, Author>> {
  const distinctIds = [...new Set(ids)].filter((id) => id !== null);
  const authors = await database.author.findMany({ where: { id: { in: distinctIds }, deletedAt: null } });
  return new Map(authors.map((author) => [author.id, author]));
}
