import type { PrismaClient } from '../generated/prisma/client.js';

export async function remindAuthors(database: PrismaClient, now: Date): Promise<void> {
  const overdueRequests = await database.request.findMany({
    where: { status: 'open', dueAt: { lt: now } },
    orderBy: { id: 'asc' },
  });

  const authorIds = [
    ...new Set(overdueRequests.flatMap((request) => (request.authorId !== null ? [request.authorId] : []))),
  ];
  const authors = await database.author.findMany({ where: { id: { in: authorIds }, deletedAt: null } });
  const authorById = new Map(authors.map((author) => [author.id, author]));
  await database.auditEntry.createMany({
    data: overdueRequests.flatMap((request) => {
      if (request.authorId === null) return [];
      const author = authorById.get(request.authorId) ?? null;
      return author !== null
        ? [{ requestId: request.id, action: 'reminded', recipient: author.email, createdAt: now }]
        : [];
    }),
  });
}
