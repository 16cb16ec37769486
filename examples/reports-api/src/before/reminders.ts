import type { PrismaClient } from '../generated/prisma/client.js';

export async function remindAuthors(database: PrismaClient, now: Date): Promise<void> {
  const overdueRequests = await database.request.findMany({
    where: { status: 'open', dueAt: { lt: now } },
    orderBy: { id: 'asc' },
  });

  for (const request of overdueRequests) {
    if (request.authorId === null) {
      continue;
    }
    const author = await database.author.findFirst({ where: { id: request.authorId, deletedAt: null } });
    if (author !== null) {
      await database.auditEntry.create({
        data: { requestId: request.id, action: 'reminded', recipient: author.email, createdAt: now },
      });
    }
  }
}
